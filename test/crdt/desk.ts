import type { RecordId } from '../../src/base/ids.ts';
import type { Json } from '../../src/base/json.ts';
import { merge } from '../../src/crdt/merge.ts';
import { pack, unpack } from '../../src/crdt/pack.ts';
import type { LiveRecord, PackedLive, Path, RecordState, RunId, RunRecords, Stamp, Vector } from '../../src/crdt/types.ts';
import { newRecord, writeFields } from '../../src/crdt/write.ts';

export const exampleId = '01998a00-0000-7000-8000-000000000001' as RecordId;
export const noon = Date.UTC(2026, 4, 25, 12);

/** Stamp of commit `n` of a run, `n` seconds after noon unless said otherwise. */
export const stamp = (run: string, n: number, at = noon + n * 1000): Stamp => [run as RunId, n, at];

export const emptyRecord = (): LiveRecord => newRecord('organisation', exampleId);

/** Somebody to whom `shown` was shown writes fields; by default everything that the record holds. */
export const edit = (
  record: RecordState,
  values: Readonly<Record<Path, Json>>,
  by: Stamp,
  shown: Vector = record.seen,
  runs: RunRecords = new Map(),
): LiveRecord => writeFields(live(record), values, by, shown, runs);

export const live = (state: RecordState): LiveRecord => {
  if ('erased' in state) throw new Error('the record is erased');
  return state;
};

/** All states as one, through their stored form and in every order; the orders must agree. */
export const meet = (runs: RunRecords, ...states: readonly RecordState[]): RecordState => {
  const onwards = states.reduce((a, b) => merge(a, b, runs));
  const backwards = states.toReversed().reduce((a, b) => merge(a, b, runs));
  if (JSON.stringify(pack(onwards)) !== JSON.stringify(pack(backwards))) throw new Error('the order of meeting matters');
  return unpack(pack(onwards));
};

/** The values of a path, the shown one first. */
export const valuesAt = (state: RecordState, path: Path): readonly Json[] => (live(state).f[path] ?? []).map(({ v }) => v);

/** The stored form of a record that is not erased. */
export const packed = (state: RecordState): PackedLive => {
  const record = pack(live(state));
  if ('erased' in record) throw new Error('the record is erased');
  return record;
};
