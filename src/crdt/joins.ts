import type { RecordId } from '../base/ids.ts';

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
