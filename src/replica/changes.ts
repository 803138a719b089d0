import type { RecordId } from '../base/ids.ts';
import { isRecordId } from '../base/ids.ts';
import { isJsonObject, type Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { isErased, pack, unpack } from '../crdt/pack.ts';
import type { LiveRecord, PackedRecord, RecordState, RunRecords, Stamp, Vector } from '../crdt/types.ts';
import { covers, joinVectors } from '../crdt/vector.ts';
import { erase, markDeleted, newRecord, settleJoined, undelete, writeFields } from '../crdt/write.ts';
import { isRecordType } from '../domain/recordTypes.ts';
import { bundleLimits, forbiddenKeys } from '../exchange/format.ts';
import type { CommitError, RecordChange } from './api.ts';

type InvalidChange = Extract<CommitError, { type: 'invalidChange' | 'recordTooLarge' }>;

/** Of a record's text, so that no merge of a few versions outgrows the line of a bundle. */
const mostCharacters = bundleLimits.lineBytes / 4;

const isStorable = (value: Json, depth: number): boolean => {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'boolean') return true;
  if (depth > bundleLimits.depth - 4) return false;
  if (Array.isArray(value)) return value.every((each) => isStorable(each, depth + 1));
  if (!isJsonObject(value)) return false;
  return Object.entries(value).every(([key, each]) => isKey(key) && isStorable(each, depth + 1));
};

const isKey = (key: string): boolean => !forbiddenKeys.has(key) && key.length <= bundleLimits.keyCharacters && key.isWellFormed();

const isPath = (path: string): boolean => path !== '' && !path.startsWith('#') && isKey(path);

const faultOf = (change: RecordChange): string | null => {
  if (!isRecordType(change.type)) return '#type';
  if (!isRecordId(change.id)) return '#id';
  if (change.kind === 'settleJoined') return isPath(change.path) ? null : change.path;
  if (change.kind !== 'set') return null;
  return Object.entries(change.set).find(([path, value]) => !isPath(path) || !isStorable(value, 0))?.[0] ?? null;
};

/** Versions are written on top of what was shown, and of what this same commit has written before. */
const shownWith = (shown: Vector, record: LiveRecord, stamp: Stamp, runs: RunRecords): Vector =>
  covers(record.seen, stamp[0], stamp[1], runs) ? joinVectors(shown, { [stamp[0]]: stamp[1] }, runs) : shown;

const applyTo = (record: RecordState, change: RecordChange, stamp: Stamp, runs: RunRecords): RecordState => {
  if (change.kind === 'erase') return erase(record, stamp, runs);
  if (isErased(record)) return record;
  if (change.kind === 'delete') return markDeleted(record, stamp, change.shown, runs);
  const shown = shownWith(change.shown, record, stamp, runs);
  if (change.kind === 'settleJoined') return settleJoined(record, change.path, stamp, shown, runs);
  if (change.kind === 'undelete') return undelete(record, stamp, shown, runs);
  return writeFields(record, change.set, stamp, shown, runs);
};

/**
 * The new states of all changed records under one stamp, in the order in which they were first named; `stateOf` gives the present ones.
 * An unreadable path or value, or a change of an erased record, refuses all of it.
 */
export const applyChanges = (
  changes: readonly RecordChange[],
  stateOf: (type: string, id: RecordId) => PackedRecord | undefined,
  stamp: Stamp,
  runs: RunRecords,
): Result<readonly PackedRecord[], InvalidChange> => {
  const states = new Map<string, RecordState>();
  for (const change of changes) {
    const path = faultOf(change);
    if (path !== null) return err({ type: 'invalidChange', path });
    const key = `${change.type}/${change.id}`;
    const packed = stateOf(change.type, change.id);
    const state = states.get(key) ?? (packed ? unpack(packed) : newRecord(change.type, change.id));
    if (isErased(state) && change.kind !== 'erase') return err({ type: 'invalidChange', path: '#erased' });
    if (!packed && !states.has(key) && change.kind !== 'set') return err({ type: 'invalidChange', path: '#id' });
    states.set(key, applyTo(state, change, stamp, runs));
  }
  const records = [...states.values()].map(pack);
  const isTooLarge = records.some((record) => JSON.stringify(record).length > mostCharacters);
  return isTooLarge ? err({ type: 'recordTooLarge', limitMiB: mostCharacters / 2 ** 20 }) : ok(records);
};
