import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RecordId } from '../../src/base/ids.ts';
import { err, type Result } from '../../src/base/result.ts';
import type { PackedLive, PackedRecord, RunId, RunRecord, Stamp, Vector } from '../../src/crdt/types.ts';
import type { BundleError } from '../../src/exchange/errors.ts';
import type { Bytes, HeaderDraft } from '../../src/exchange/format.ts';
import { createWebHash } from '../../src/exchange/hash.ts';
import { readBundle, readRecords } from '../../src/exchange/read.ts';
import type { BundleSource } from '../../src/exchange/source.ts';
import { bundleBytes } from '../../src/exchange/write.ts';

export const goldenPath = new URL('../golden/bundle-v1.json', import.meta.url);
export const goldenBytes = (): Bytes => new Uint8Array(readFileSync(goldenPath));

/** A run id that begins with the given letters. */
export const runNamed = (letters: string): RunId => letters.padEnd(20, 'a') as RunId;
/** A record id with a number in its last digits. */
export const idOf = (number: number): RecordId => `0199b0c0-0000-7000-8000-${number.toString(16).padStart(12, '0')}` as RecordId;

export const szeged = runNamed('szeged');
export const timisoara = runNamed('timisoara');
export const noon = Date.UTC(2026, 10, 23, 12);

export const runRecord = (id: RunId, parent: RunRecord['parent'] = null): RunRecord => ({
  id,
  device: `device of ${id}`,
  office: idOf(0xa1),
  author: 'Minta Mária',
  parent,
});

export const organisation = (number: number, name: string, stamp: Stamp = [szeged, 1, noon]): PackedLive => ({
  type: 'organisation',
  id: idOf(number),
  f: { name, country: 'HU' },
  s: { '': stamp },
  seen: { [stamp[0]]: stamp[1] },
});

export const draftHeader = (more: Partial<HeaderDraft> = {}): HeaderDraft => ({
  id: 'a bundle',
  cluster: 'a cluster',
  from: { run: szeged, device: 'a device', office: idOf(0xa1), author: 'Minta Mária', app: '0.1.0' },
  createdAt: noon,
  base: {},
  heads: { [szeged]: 1 } as Vector,
  runs: [runRecord(szeged)],
  previous: null,
  ...more,
});

/** The bytes of a right bundle with these records. */
export const bundleOf = async (records: readonly PackedRecord[], more: Partial<HeaderDraft> = {}): Promise<Bytes> =>
  (await bundleBytes(draftHeader(more), records, createWebHash)).bytes;

/** Puts a right hash under whatever stands before the footer, as somebody would who wants to be believed. */
export const sealed = (body: string | Uint8Array, records: number): Bytes => {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return new Uint8Array(Buffer.concat([bytes, Buffer.from(`],"footer":{"records":${records},"sha256":"${sha256}"}}\n`)]));
};

/** A document with a right header for `records` organisations, these lines as they are, and a right hash. */
export const documentOf = async (
  lines: readonly string[],
  counts: { readonly records: number } = { records: lines.length },
): Promise<Bytes> => {
  const right = new TextDecoder().decode(await bundleOf([]));
  const byType = counts.records === 0 ? {} : { organisation: counts.records };
  const header = right
    .slice(0, right.indexOf('\n') + 1)
    .replace(/"counts":.*\}\},"records"/, `"counts":${JSON.stringify({ ...counts, byType })}},"records"`);
  return sealed(`${header}${lines.join(',\n')}${lines.length > 0 ? '\n' : ''}`, lines.length);
};

/** Reads a bundle to its last record; any exception fails the test that called. */
export const readWhole = async (source: BundleSource, cluster?: string): Promise<Result<readonly PackedRecord[], BundleError>> => {
  const bundle = await readBundle(source, { createHash: createWebHash, cluster });
  return bundle.ok ? readRecords(bundle.value) : err(bundle.error);
};

/** What kept a bundle from being read; null when nothing did. */
export const refusalOf = async (source: BundleSource, cluster?: string): Promise<BundleError | null> => {
  const read = await readWhole(source, cluster);
  return read.ok ? null : read.error;
};
