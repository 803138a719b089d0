import { sameDots } from '../../src/crdt/merge.ts';
import { isErased, unpack } from '../../src/crdt/pack.ts';
import { isDeleted } from '../../src/crdt/read.ts';
import { deletedPath, type LiveRecord, type PackedRecord, type RunRecords } from '../../src/crdt/types.ts';
import { expectSame } from './expectSame.ts';
import type { Replaced } from './world.ts';

const valuesAt = (record: LiveRecord, path: string): readonly unknown[] => (record.f[path] ?? []).map(({ v }) => v);

const liveOf = (packed: PackedRecord | null): LiveRecord | null => {
  const state = packed === null ? null : unpack(packed);
  return state === null || isErased(state) ? null : state;
};

/** Throws unless every field that nobody has touched since the import shows again what it showed before, its rivals included. */
export const judgeUndo = ({ id, before, after }: Replaced, now: LiveRecord, undone: PackedRecord, runs: RunRecords): void => {
  const [was, arrived, is] = [liveOf(before), liveOf(after), liveOf(undone)];
  if (arrived === null || is === null) return;
  const isUntouched = (path: string): boolean => sameDots(now.f[path] ?? [], arrived.f[path] ?? []);
  const paths = new Set([...Object.keys(arrived.f), ...Object.keys(now.f)]);
  if ([...paths].every(isUntouched)) {
    const wasDeleted = was === null || isDeleted(was, runs);
    expectSame(`whether ${id} is deleted after the undo`, isDeleted(is, runs), wasDeleted);
  }
  if (was === null) return;
  for (const path of paths) {
    if (path === deletedPath || !isUntouched(path)) continue;
    const wanted = valuesAt(was, path);
    expectSame(`${path} of ${id} after the undo`, valuesAt(is, path), wanted.length === 0 ? [null] : wanted);
  }
};
