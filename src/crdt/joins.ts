import type { RecordId } from '../base/ids.ts';
import { isJsonObject, type Json } from '../base/json.ts';
import { isReserved, versionsOf } from './read.ts';
import type { PackedLive, Path, RunRecords, Vector, Version } from './types.ts';
import { createCover } from './vector.ts';
import { createDots } from './version.ts';

/** The field that joins a record to another one. */
export const joinPath = 'sameAs';

/** What whoever joined a record had been shown of it. It stands on the record that was joined away and is written with `sameAs`. */
export const joinSawPath = '#joined';

/** What whoever settled one field of a joined record had been shown of it. */
export const settledPath = (path: Path): Path => `${joinSawPath}/${path}`;

const toVector = (value: Json): Vector =>
  isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number'))
    : {};

/**
 * The values of a joined record that nobody had been shown who joined it or settled the field since, by path. Somebody who did not know of
 * the join wrote them, and without a word about them they would vanish together with the record. A join that does not say what it had seen
 * counts as having seen nothing.
 */
export const unseenByJoin = (record: PackedLive, runs: RunRecords): ReadonlyMap<Path, readonly Version[]> => {
  const seenBy = (marks: readonly Version[]): ((version: Version) => boolean) => {
    const isTheirOwn = createDots(marks);
    const cover = createCover(
      marks.map(({ v }) => toVector(v)),
      runs,
    );
    return ({ s }) => isTheirOwn(s) || cover(s[0], s[1]);
  };
  const isSeenByJoin = seenBy(versionsOf(record, joinSawPath));
  const unseen = new Map<Path, readonly Version[]>();
  for (const path of Object.keys(record.f)) {
    if (isReserved(path) || path === joinPath) continue;
    const isSettled = seenBy(versionsOf(record, settledPath(path)));
    const left = versionsOf(record, path).filter((version) => !isSeenByJoin(version) && !isSettled(version));
    if (left.length > 0) unseen.set(path, left);
  }
  return unseen;
};

/**
 * The record that `id` stands for once joins are followed to their end. `targetOf` gives a record's `sameAs`: null when it stands for
 * itself, undefined when the record is missing, deleted or erased, and is then not followed. A cycle ends at its smallest id.
 */
export const followSameAs = (id: RecordId, targetOf: (id: RecordId) => RecordId | null | undefined): RecordId => {
  const passed: RecordId[] = [id];
  let at = id;
  for (;;) {
    const target = targetOf(at);
    if (target === null || target === undefined || targetOf(target) === undefined) return at;
    const from = passed.indexOf(target);
    if (from >= 0) return smallest(passed.slice(from));
    passed.push(target);
    at = target;
  }
};

const smallest = (ids: readonly RecordId[]): RecordId => ids.toSorted()[0] as RecordId; // A cycle has at least one member.
