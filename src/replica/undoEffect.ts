import { isErased, unpack } from '../crdt/pack.ts';
import { isDeleted } from '../crdt/read.ts';
import { deletedPath, type PackedRecord, type RunRecords, type Stamp } from '../crdt/types.ts';
import { applyUndo } from '../crdt/undo.ts';
import type { UndoPreview } from './api.ts';
import type { PlannedUndo } from './undoing.ts';

const wasDeleted = (before: PackedRecord | null, runs: RunRecords): boolean => {
  const state = before && unpack(before);
  return state !== null && !isErased(state) && isDeleted(state, runs);
};

/**
 * What a plan does to its record, by what it leaves and not by what is written: bringing a bundle again may delete what had been there
 * before, and a deletion that somebody's edit since then outlives deletes nothing. `stamps` as for `applyUndo`.
 */
export const undoEffectOf = (
  { before, now, plan }: PlannedUndo,
  stamps: readonly Stamp[],
  runs: RunRecords,
): UndoPreview['examples'][number]['effect'] | 'kept' => {
  if (isDeleted(applyUndo(now, plan, stamps, runs), runs) && !isDeleted(now, runs)) return before === null ? 'removed' : 'removedAgain';
  const isDeletion = before === null || (wasDeleted(before, runs) && plan.steps.every((step) => Object.keys(step).join() === deletedPath));
  return isDeletion && !isDeleted(now, runs) ? 'kept' : 'restored';
};
