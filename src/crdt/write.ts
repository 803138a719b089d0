import type { RecordId } from '../base/ids.ts';
import { type Json, own } from '../base/json.ts';
import { joinPath, joinSawPath, settledPath } from './joins.ts';
import { isErased } from './pack.ts';
import { isDeleted } from './read.ts';
import { expand } from './runs.ts';
import {
  type DeleteMark,
  deletedPath,
  type ErasedRecord,
  type LiveRecord,
  type Path,
  type RecordState,
  type RunRecords,
  type Stamp,
  type Vector,
} from './types.ts';
import { collapse, createCover, joinVectors } from './vector.ts';
import { laterFirst, newestFirst, sameDot } from './version.ts';

/** A record nobody has written yet. It must not be stored before something is written. */
export const newRecord = (type: string, id: RecordId): LiveRecord => ({ type, id, f: {}, seen: {} });

/**
 * Writes fields as one commit. `shown` is the record's `seen` when the form was opened ({} for a new record): only versions in it are
 * superseded, what arrived meanwhile stays beside as a rival. `null` clears a field. A record that was shown as deleted comes back.
 * Joining the record to another one also writes down what had been shown, so that later edits by others do not vanish with it.
 */
export const writeFields = (
  record: LiveRecord,
  values: Readonly<Record<Path, Json>>,
  stamp: Stamp,
  shown: Vector,
  runs: RunRecords,
): LiveRecord => {
  const undeleted =
    Object.hasOwn(record.f, deletedPath) && !Object.hasOwn(values, deletedPath) && isDeleted(asShown(record, shown, runs), runs);
  const mark: DeleteMark = { del: false };
  const joins = (own(values, joinPath) ?? null) !== null;
  const marks = { ...(undeleted && { [deletedPath]: mark }), ...(joins && { [joinSawPath]: shown }) };
  return writeVersions(record, { ...values, ...marks }, stamp, shown, runs);
};

/** Says that what a joined record's field holds has been looked at, and decided on at the record that it was joined to. */
export const settleJoined = (record: LiveRecord, path: Path, stamp: Stamp, shown: Vector, runs: RunRecords): LiveRecord =>
  writeVersions(record, { [settledPath(path)]: shown }, stamp, shown, runs);

/** Marks the record as deleted by somebody who was shown `shown`. All values stay, because an edit not in `shown` brings the record back. */
export const markDeleted = (record: LiveRecord, stamp: Stamp, shown: Vector, runs: RunRecords): LiveRecord => {
  const mark: DeleteMark = { del: true, saw: without(shown, stamp, runs) };
  return writeVersions(record, { [deletedPath]: mark }, stamp, shown, runs);
};

/** Takes back the deletes in `shown`. */
export const undelete = (record: LiveRecord, stamp: Stamp, shown: Vector, runs: RunRecords): LiveRecord => {
  const mark: DeleteMark = { del: false };
  return writeVersions(record, { [deletedPath]: mark }, stamp, shown, runs);
};

/**
 * Shrinks a record to what must remain. It stands above every edit, so there is no `shown`; it cannot be taken back.
 * Of two erasures the later stays, by whatever clock, or the state would depend on the way in which it was reached.
 */
export const erase = (record: RecordState, stamp: Stamp, runs: RunRecords): ErasedRecord => ({
  type: record.type,
  id: record.id,
  erased: isErased(record) && laterFirst(record.erased, stamp) < 0 ? record.erased : stamp,
  seen: withDot(record.seen, stamp, runs),
});

/** Writes exactly these paths, reserved ones included, and nothing on its own account. */
export const writeVersions = (
  record: LiveRecord,
  values: Readonly<Record<Path, Json>>,
  stamp: Stamp,
  shown: Vector,
  runs: RunRecords,
): LiveRecord => {
  const cover = createCover([shown], runs);
  const written = Object.keys(values).map((path) => {
    const others = (own(record.f, path) ?? []).filter(({ s }) => !sameDot(s, stamp) && !cover(s[0], s[1]));
    return [path, [...others, { v: values[path] ?? null, s: stamp }].sort(newestFirst)] as const;
  });
  return { ...record, f: Object.fromEntries([...Object.entries(record.f), ...written]), seen: withDot(record.seen, stamp, runs) };
};

const withDot = (seen: Vector, [run, n]: Stamp, runs: RunRecords): Vector => joinVectors(seen, { [run]: n }, runs);

/** A delete counts as having seen its own commit anyway; were its number in `saw`, later edits of the same commit could not be told from it. */
const without = (shown: Vector, [run, n]: Stamp, runs: RunRecords): Vector => {
  if ((own(shown, run) ?? 0) < n) return shown;
  const expanded = expand(shown, runs);
  if (n > 1) expanded.set(run, n - 1);
  else expanded.delete(run);
  return collapse(expanded, runs);
};

const asShown = (record: LiveRecord, shown: Vector, runs: RunRecords): LiveRecord => {
  const cover = createCover([shown], runs);
  return {
    ...record,
    f: Object.fromEntries(Object.entries(record.f).map(([path, versions]) => [path, versions.filter(({ s }) => cover(s[0], s[1]))])),
  };
};
