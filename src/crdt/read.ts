import { isJsonObject, type Json, own } from '../base/json.ts';
import { unpack } from './pack.ts';
import {
  deletedPath,
  type LiveRecord,
  type PackedLive,
  type Path,
  type RunRecords,
  type Stamp,
  type Vector,
  type Version,
} from './types.ts';
import { createCover } from './vector.ts';
import { createDots, sameJson } from './version.ts';

/** Whether a delete that survives had seen an edit; null where none survives. */
const seenByDeletes = (f: LiveRecord['f'], runs: RunRecords): ((path: Path, edit: Version) => boolean) | null => {
  const deletes = (own(f, deletedPath) ?? []).flatMap((version) => {
    const saw = sawOf(version.v);
    return saw === null ? [] : [{ s: version.s, saw }];
  });
  if (deletes.length === 0) return null;
  const isTheirOwn = createDots(deletes);
  const cover = createCover(
    deletes.map(({ saw }) => saw),
    runs,
  );
  return (path, edit) => (path === deletedPath && sawOf(edit.v) !== null) || isTheirOwn(edit.s) || cover(edit.s[0], edit.s[1]);
};

/** Whether the record is shown as deleted: some delete survives, and every surviving edit was seen by one of them. */
export const isDeleted = (record: LiveRecord | PackedLive, runs: RunRecords): boolean => {
  if (!Object.hasOwn(record.f, deletedPath)) return false;
  const { f } = liveOf(record);
  const isSeen = seenByDeletes(f, runs);
  return isSeen !== null && Object.keys(f).every((path) => (f[path] ?? []).every((edit) => isSeen(path, edit)));
};

/** The edits that nobody who deleted the record had seen; none where nobody deleted it. */
export const editsUnseenByDeletes = (record: LiveRecord | PackedLive, runs: RunRecords): readonly (Version & { readonly path: Path })[] => {
  const { f } = liveOf(record);
  const isSeen = seenByDeletes(f, runs);
  if (isSeen === null) return [];
  return Object.keys(f).flatMap((path) => (f[path] ?? []).filter((edit) => !isSeen(path, edit)).map((edit) => ({ ...edit, path })));
};

/** Whether somebody deleted the record while somebody else edited it, and nobody has settled it yet. It is shown as living. */
export const isDeleteDisputed = (record: LiveRecord | PackedLive, runs: RunRecords): boolean =>
  (own(liveOf(record).f, deletedPath) ?? []).some((version) => sawOf(version.v) !== null) && !isDeleted(record, runs);

/** The value that is shown; `undefined` where the path was never written, `null` where it was cleared. */
export const shownValue = (packed: PackedLive, path: Path): Json | undefined => own(packed.f, path);

/** All shown values without cleared fields and reserved paths. */
export const shownValues = (packed: PackedLive): Readonly<Record<Path, Json>> =>
  Object.fromEntries(Object.entries(packed.f).filter(([path, value]) => value !== null && !isReserved(path)));

/** Paths with two or more different values, sorted. Equal values written by two people are no rivals to a reader. */
export const rivalPaths = (packed: PackedLive): readonly Path[] => {
  const { r } = packed;
  if (r === undefined) return [];
  return Object.keys(r).filter((path) => {
    const shown = own(packed.f, path) ?? null;
    return !isReserved(path) && (r[path] ?? []).some((version) => !sameJson(version.v, shown));
  });
};

/** Every version of a path, the shown one first, the others newest first. */
export const versionsOf = (packed: PackedLive, path: Path): readonly Version[] => {
  const v = own(packed.f, path);
  const s = stampOf(packed, path);
  if (v === undefined || s === undefined) return [];
  return [{ v, s }, ...((packed.r && own(packed.r, path)) ?? [])];
};

/** The different values among versions, each with the newest version that has it. */
export const distinctValues = (versions: readonly Version[]): readonly Version[] =>
  versions.filter((version, at) => versions.findIndex((other) => sameJson(other.v, version.v)) === at);

/** Who wrote the shown value. */
export const stampOf = (packed: PackedLive, path: Path): Stamp | undefined =>
  Object.hasOwn(packed.f, path) ? (own(packed.s, path) ?? own(packed.s, '')) : undefined;

/** The deletions of a record that no later one, no undeletion and no edit has replaced, newest first. */
export const deletionsOf = (record: PackedLive): readonly Version[] => versionsOf(record, deletedPath).filter(({ v }) => sawOf(v) !== null);

/** Paths beginning with `#` belong to the merge and are never shown as fields. */
export const isReserved = (path: Path): boolean => path.startsWith('#');

/** What a delete had seen; null when the value is no delete. A mark that does not say counts as having seen nothing. */
export const sawOf = (mark: Json): Vector | null => {
  if (!isJsonObject(mark) || own(mark, 'del') !== true) return null;
  const saw = own(mark, 'saw');
  if (!isJsonObject(saw)) return {};
  return Object.fromEntries(Object.entries(saw).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
};

const liveOf = (record: LiveRecord | PackedLive): Pick<LiveRecord, 'f'> => {
  if (!('s' in record)) return record;
  const state = unpack(record);
  return 'f' in state ? state : { f: {} };
};
