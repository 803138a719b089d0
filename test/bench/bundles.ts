import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FieldChange } from './peers/peer.ts';

/** The data of a size: a generated cluster, and the bundle in which another office sends 1,000 changed fields of it, having seen all of it. */
export type Bundles = {
  readonly organisations: number;
  readonly whole: string;
  readonly changes: string;
  readonly edits: readonly FieldChange[];
};

export type BundleRecord = {
  readonly type: string;
  readonly id: string;
  readonly f: Readonly<Record<string, unknown>>;
  readonly s: Readonly<Record<string, readonly [string, number, number]>>;
  readonly seen: Readonly<Record<string, number>>;
};

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const changedFields = 1000;

const readLines = async function* (path: string): AsyncGenerator<string> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) yield line;
};

/** The organisations of a bundle file, in its order. */
export const organisationsIn = async function* (path: string): AsyncGenerator<BundleRecord> {
  for await (const line of readLines(path)) {
    if (line.startsWith('{"type":"organisation"')) yield JSON.parse(line.replace(/,$/, '')) as BundleRecord; // Our own generator wrote it.
  }
};

/** `count` organisations of a bundle file, evenly spread over its `total`. */
export const pick = async (path: string, count: number, total: number): Promise<BundleRecord[]> => {
  const every = Math.max(1, Math.floor(total / count));
  const picked: BundleRecord[] = [];
  let index = 0;
  for await (const record of organisationsIn(path)) {
    if (index % every === 0 && picked.length < count) picked.push(record);
    index += 1;
  }
  return picked;
};

const generate = (organisations: number, path: string): void => {
  const counts = ['--organisations', String(organisations), '--events', '0', '--registrations', '0', '--visits', '0', '--seed', '7'];
  execFileSync(process.execPath, ['src/cli/bundle.ts', 'generate', ...counts, '-o', path], { cwd: root, stdio: 'inherit' });
};

type Header = { heads: Record<string, number>; runs: { id: string }[]; from: Record<string, unknown> } & Record<string, unknown>;

const headerOf = async (path: string): Promise<Header> => {
  const first = (await readLines(path).next()).value as string;
  return (JSON.parse(`${first}]}`) as { header: Header }).header; // Our own generator wrote it.
};

const run = 'benchbenchbenchbench';

const changesBundle = (before: Header, records: readonly BundleRecord[], edits: readonly FieldChange[]): string => {
  const lines = records.map((record, n) => {
    const edit = edits[n];
    if (!edit) throw new Error('a changed record without its change');
    const s = { ...record.s, [edit.path]: [run, 1, 1_790_000_000_000] };
    return JSON.stringify({ ...record, f: { ...record.f, [edit.path]: edit.value }, s, seen: { [run]: 1 } });
  });
  const [parent, n] = Object.entries(before.heads)[0] ?? ['', 0];
  const header = {
    ...before,
    id: '01990000-0000-7000-8000-000000000001',
    from: { ...before.from, run, device: 'bench', office: 'bench', author: 'Ion Exemplu' },
    base: before.heads,
    heads: { [run]: 1 },
    runs: [...before.runs, { id: run, device: 'bench', office: 'bench', author: 'Ion Exemplu', parent: [parent, n] }],
    previous: null,
    counts: { records: lines.length, byType: { organisation: lines.length } },
  };
  const body = `{"format":"interreg-cluster/bundle","version":1,"header":${JSON.stringify(header)},"records":[\n${lines.join(',\n')}\n`;
  const sha256 = createHash('sha256').update(body).digest('hex');
  return `${body}],"footer":${JSON.stringify({ records: lines.length, sha256 })}}\n`;
};

/** A telephone number of its own for each changed organisation, spread so that they do not compress into nothing. */
const phoneOf = (n: number): string => `+407${String((n * 7_654_321 + 1_234_567) % 100_000_000).padStart(8, '0')}`;

/** Writes both bundles of a size into `folder`; paths are absolute. */
export const makeBundles = async (folder: string, organisations: number): Promise<Bundles> => {
  const whole = join(folder, `cluster-${organisations}.json`);
  generate(organisations, whole);
  const records = await pick(whole, changedFields, organisations);
  const edits = records.map((record, n) => ({ id: record.id, path: 'phone', value: phoneOf(n) }));
  const changes = join(folder, `changes-${organisations}.json`);
  writeFileSync(changes, changesBundle(await headerOf(whole), records, edits));
  return { organisations, whole, changes, edits };
};
