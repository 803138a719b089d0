import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { RunId, RunRecord, Vector } from '../../../src/crdt/types.ts';
import type { BundleHeader, HeaderDraft } from '../../../src/exchange/format.ts';
import { createWebHash } from '../../../src/exchange/hash.ts';
import type { TrustedOffice } from '../../../src/exchange/trust/book.ts';
import type { SignedStatement } from '../../../src/exchange/trust/statements.ts';
import type { Judgement } from '../../../src/exchange/trust/verdict.ts';
import { bundleBytes } from '../../../src/exchange/write.ts';
import { exportBundle } from '../../../src/replica/exporting.ts';
import { roomForStatements } from '../../../src/replica/facts.ts';
import { beyondRoom, headerRoom } from '../../../src/replica/headerRoom.ts';
import { prepareImport } from '../../../src/replica/reading.ts';
import { type Session, shelfOf } from '../../../src/replica/session.ts';
import { placeRecords } from '../../../src/replica/shelf.ts';
import { organisation } from '../../exchange/samples.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

const digits = 'abcdefghijklmnopqrstuvwxyz234567';
const runAt = (letter: string, at: number): RunId =>
  `${letter.repeat(16)}${[15, 10, 5, 0].map((shift) => digits[(at >> shift) & 31]).join('')}` as RunId; // Base32.

/** Openings of an office, nearly a kilobyte each, every one of a machine of its own. */
const openings = (office: string, count: number, first = 0): readonly RunRecord[] =>
  Array.from({ length: count }, (_, at) => {
    const author = 'Ő'.repeat(400);
    return { id: runAt(office.charAt(0), first + at), device: recordId(at), office, author, parent: null };
  });
const entriesOf = (records: readonly RunRecord[]): Vector => Object.fromEntries(records.map(({ id }) => [id, 1]));

const storeWith = (known: readonly RunRecord[], heads: readonly RunRecord[] = []): Session => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  session.facts = { ...session.facts, runs: new Map(known.map((run) => [run.id, run])), heads: entriesOf(heads) };
  return session;
};

const offices = new Map(['arad', 'bihar'].map((office) => [office, { office } as TrustedOffice])); // Only who is trusted is asked.
const judged = (by: string | null): Judgement =>
  ({ verdict: by === null ? { state: 'unsigned' } : { state: 'trusted', office: by }, book: { offices } }) as unknown as Judgement; // The rest is not asked.

const judge = (session: Session, arriving: readonly RunRecord[], by: string | null, heads: readonly RunRecord[] = []): string | null => {
  const runs = new Map([...session.facts.runs, ...arriving.map((run) => [run.id, run] as const)]);
  return beyondRoom(session, { base: {}, heads: entriesOf(heads) } as BundleHeader, runs, judged(by)); // No more of it is asked.
};

const eachBytes = new TextEncoder().encode(JSON.stringify(openings('arad', 1)[0])).byteLength + 1;
const half = Math.floor(headerRoom.runBytes / 2 / eachBytes);

it('an office fills half of the room for openings, the last quarter of it only by its own word', () => {
  const known = storeWith(openings('arad', Math.floor(half * 0.7)));
  const more = openings('arad', Math.floor(half * 0.2), 20_000);
  expect(judge(known, more, 'arad')).toBe(null);
  expect(judge(known, more, 'bihar')).toBe('arad');
  expect(judge(known, more, null)).toBe('arad');
  expect(judge(known, openings('arad', Math.floor(half * 0.4), 20_000), 'arad')).toBe('arad');
});

it('offices that nobody has accepted share one part, however many names they have', () => {
  const invented = Array.from({ length: 20 }, (_, at) => openings(`x${at}`, 30, at * 30)).flat();
  expect(judge(storeWith([]), invented, 'arad')).toBe(null);
  expect(judge(storeWith(invented), openings('y', Math.floor(half * 0.74)), 'arad')).toBe('');
});

it('where an office has filled what it may, others and the own one still find room', () => {
  const full = storeWith(openings('arad', Math.floor(half * 0.97)));
  expect(judge(full, openings('arad', 600, 20_000), 'arad')).toBe('arad');
  expect(judge(full, openings('bihar', Math.floor(half / 3)), 'bihar')).toBe(null);
  expect(judge(full, openings(recordId(900), Math.floor(half / 3)), 'bihar')).toBe(null);
});

it('the same holds for the entries of its heads, which are as many as its openings that nothing goes on from', () => {
  const many = openings('arad', headerRoom.heads);
  expect(judge(storeWith([]), many, 'arad', many.slice(0, 800))).toBe(null);
  expect(judge(storeWith([]), many, 'arad', many.slice(0, 801))).toBe('arad');
  expect(judge(storeWith(many, many.slice(0, 500)), many, 'bihar', many.slice(0, 601))).toBe('arad');
  expect(judge(storeWith(many, many), many, 'bihar', many)).toBe(null);
});

it('statements of others end where a fifth of the header is full, also where each is very long', () => {
  const long = (n: number): SignedStatement => ({ text: `${n}${'x'.repeat(250 * 1024)}`, signatures: [] });
  const hasRoom = roomForStatements({ statements: Array.from({ length: 12 }, (_, n) => long(n)) });
  expect([long(12), long(13), { text: 'short', signatures: [] }].map(hasRoom)).toEqual([true, false, true]);
});

const bundleOf = async (runs: readonly RunRecord[], more: Partial<HeaderDraft>, seen: Vector): Promise<Blob> => {
  const from = { run: null, device: recordId(1), office: recordId(2), author: '', app: '0.0.0-test' };
  const draft = { id: recordId(3), cluster: recordId(901), from, createdAt: 1, base: {}, heads: {}, runs, previous: null, ...more };
  const [first] = Object.keys(seen);
  const record = { type: 'organisation', id: recordId(4), f: { name: 'Példa' }, s: { '': [first as RunId, 1, 1] as const }, seen };
  return new Blob([(await bundleBytes(draft, [record], createWebHash)).bytes]);
};

it('a bundle beyond that is refused before its records are merged, and so is a record that has seen very many openings', async () => {
  const prepared = async (file: Blob) => {
    const read = await prepareImport(storeWith([]), file, { job: 'preview', signal: new AbortController().signal, cluster: recordId(901) });
    return read.ok ? null : read.error.type;
  };
  const runs = openings('x', 1001).map((run) => ({ ...run, author: '' }));
  const few = runs.slice(0, 100);
  expect(await prepared(await bundleOf(few, { heads: entriesOf(few) }, entriesOf(few)))).toBe(null);
  expect(await prepared(await bundleOf(runs, { heads: entriesOf(runs) }, entriesOf(few)))).toBe('bundleTooManyRuns');
  expect(await prepared(await bundleOf(runs, {}, entriesOf(runs)))).toBe('bundleTooManyRuns');
});

it('an export that nobody could read is refused, not written', async () => {
  const many = openings('arad', 2001);
  const made = await exportBundle(storeWith(many, many), { for: 'everything' }, new AbortController().signal);
  expect(made).toEqual({ ok: false, error: { type: 'headerTooLarge' } });
});

it.each([{ unpackedBytes: 5000 }, { packedBytes: 500 }])('so is one that is larger than readers take: %o', async (most) => {
  const session = storeWith([]);
  const text = Array.from({ length: 100 }, (_, n) => createHash('sha256').update(`${n}`).digest('hex')).join(' ');
  placeRecords(shelfOf(session, 'organisation'), [{ ...organisation(1, ''), f: { 'summary.hu': text } }], session.facts.runs);
  const exported = (sizes: { readonly unpackedBytes: number; readonly packedBytes: number }) =>
    exportBundle(session, { for: 'everything' }, new AbortController().signal, sizes);
  const enough = { unpackedBytes: 50_000, packedBytes: 50_000 };
  expect(await exported({ ...enough, ...most })).toEqual({ ok: false, error: { type: 'headerTooLarge' } });
  expect(await exported(enough)).toMatchObject({ ok: true });
});
