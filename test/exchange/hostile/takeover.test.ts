import { expect, it } from 'vitest';
import { mergePacked } from '../../../src/crdt/merge.ts';
import { isDeleted, versionsOf } from '../../../src/crdt/read.ts';
import type { PackedLive, RunRecords, Vector } from '../../../src/crdt/types.ts';
import { laptopBundle, mine, receive, theirRecords } from '../reception.ts';
import { noon, organisation, runRecord, szeged as szegedRun, timisoara as timisoaraRun } from '../samples.ts';

/** T10: records that a partner creates under the id of one of ours, to overwrite it unseen. */

const runs: RunRecords = new Map([
  [szegedRun, runRecord(szegedRun)],
  [timisoaraRun, { ...runRecord(timisoaraRun), device: 'laptop', office: 'Timișoara' }],
]);
const twin = organisation(1, 'Preluat S.R.L.', [timisoaraRun, 1, noon]);
const tenYears = 10 * 365 * 86_400_000;
const saw = { [timisoaraRun]: 1 } as Vector;

it.each<readonly [string, PackedLive]>([
  ['as it is', twin],
  ['by a clock ten years ahead', { ...twin, s: { '': [timisoaraRun, 1, noon + tenYears] } }],
  ['by a clock ten years behind', { ...twin, s: { '': [timisoaraRun, 1, noon - tenYears] } }],
  ['as one that has been deleted', { ...twin, f: { ...twin.f, '#del': { del: true, saw } } }],
])('T10 a record created under an id of ours %s: both values stay, and ours is not deleted', async (_, theirs) => {
  expect(await receive(await laptopBundle({}, [theirs, ...theirRecords.slice(1)]))).toBe('applied');
  const merged = mergePacked(mine, theirs, runs) as PackedLive;
  expect(new Set(versionsOf(merged, 'name').map(({ v }) => v))).toEqual(new Set(['Példa Kft.', 'Preluat S.R.L.']));
  expect(isDeleted(merged, runs)).toBe(false);
});

it.each<readonly [string, PackedLive, string]>([
  ['in capitals', { ...twin, id: twin.id.toUpperCase() as PackedLive['id'] }, 'bundleMalformed shape'],
  ['with a space', { ...twin, id: ` ${twin.id}` as PackedLive['id'] }, 'bundleMalformed shape'],
  ['in our name', { ...twin, s: { '': [szegedRun, 1, noon] }, seen: { [szegedRun]: 1 } as Vector }, 'bundleInconsistent stampContents'],
])('T10 a record created under an id of ours %s is refused', async (_, theirs, outcome) => {
  expect(await receive(await laptopBundle({}, [theirs, ...theirRecords.slice(1)]))).toBe(outcome);
});
