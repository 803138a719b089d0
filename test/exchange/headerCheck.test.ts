import { expect, it } from 'vitest';
import type { RunId } from '../../src/crdt/types.ts';
import { completeHeader, type HeaderDraft } from '../../src/exchange/format.ts';
import { createWebHash } from '../../src/exchange/hash.ts';
import { checkHeader } from '../../src/exchange/headerCheck.ts';
import { readBundle } from '../../src/exchange/read.ts';
import { bundleBytes } from '../../src/exchange/write.ts';
import { draftHeader } from './samples.ts';

const digits = 'abcdefghijklmnopqrstuvwxyz234567';
const runAt = (at: number): RunId => `${'r'.repeat(16)}${[15, 10, 5, 0].map((shift) => digits[(at >> shift) & 31]).join('')}` as RunId; // Base32.
const runs = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: runAt(at), device: 'laptop', office: 'Arad', author: 'Ő'.repeat(100), parent: null }));
const heads = (count: number) => Object.fromEntries(runs(count).map(({ id }) => [id, 1]));
const statements = (count: number) => Array.from({ length: count }, (_, at) => ({ text: String(at), signatures: [] }));

const cases: readonly (readonly [string, Partial<HeaderDraft>, boolean])[] = [
  ['as many heads as readers take', { heads: heads(2000), runs: runs(2000) }, true],
  ['one more', { heads: heads(2001), runs: runs(2001) }, false],
  ['a base of one more', { base: heads(2001), heads: heads(1), runs: runs(2001) }, false],
  ['openings that fit the first line', { heads: heads(1), runs: runs(50_000) }, true],
  ['openings that do not', { heads: heads(1), runs: runs(60_000) }, false],
  ['as many statements as readers take', { heads: heads(1), runs: runs(1), trust: statements(4096) }, true],
  ['one statement more', { heads: heads(1), runs: runs(1), trust: statements(4097) }, false],
];

it.each(cases)('a header of %s is written exactly where it can be read', async (_, more, isTaken) => {
  const draft = draftHeader({ ...more, from: { ...draftHeader().from, run: null } });
  expect(checkHeader(completeHeader(draft, { records: 0, byType: {} })).ok).toBe(isTaken);
  const { bytes } = await bundleBytes(draft, [], createWebHash);
  expect((await readBundle(bytes, { createHash: createWebHash })).ok).toBe(isTaken);
});
