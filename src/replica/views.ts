import type { RecordId } from '../base/ids.ts';
import { isJsonObject, own } from '../base/json.ts';
import { isErased } from '../crdt/pack.ts';
import { deletionsOf, distinctValues, isDeleted, isReserved, shownValue, stampOf, versionsOf } from '../crdt/read.ts';
import type { PackedLive, PackedRecord, Path } from '../crdt/types.ts';
import { fieldsOf } from '../domain/fields.ts';
import { isRecordType, languages, type RecordType } from '../domain/recordTypes.ts';
import type { Attribution, HistoryEntry, RecordView, Row } from './api.ts';
import { attributionOf, versionView } from './attribution.ts';
import { contestedEntry, erasedPeopleEntries, firstWritten, joinedEntries, lateEntry } from './inbox.ts';
import type { Session } from './session.ts';
import { joinedTo, recordOf, type Shelf, survivorOf } from './shelf.ts';
import { valuesOf } from './values.ts';
import { disputedPaths } from './waiting.ts';
import { isWaiting, namingErased, overtakenBy } from './waitingSlots.ts';

const waitsFor = (shelf: Shelf, id: RecordId, rivals: Row['rivals']): Row['waits'] => {
  const slot = shelf.slotOf.get(id) ?? -1;
  if (!isWaiting(shelf, slot)) return null;
  if (rivals.length > 0) return 'values';
  if (overtakenBy(shelf).has(slot)) return 'joined';
  if (shelf.late.has(slot)) return 'late';
  return namingErased(shelf).has(slot) ? 'erasedPerson' : 'editAgainstDelete';
};

/** A record as lists show it. */
const rowOf = (type: RecordType, shelf: Shelf, record: PackedRecord): Row => {
  const rivals = isErased(record) ? [] : disputedPaths(record);
  return {
    type,
    id: record.id,
    values: valuesOf(record),
    rivals,
    waits: waitsFor(shelf, record.id, rivals),
    seen: record.seen,
  };
};

/** Records behind references, in the order of `ids`: also deleted ones, marked as such, and joined ones; none for those erased or not here. */
export const referencedRows = (session: Session, shelf: Shelf, ids: readonly RecordId[]): readonly Row[] => {
  const { type } = shelf;
  if (!isRecordType(type)) return [];
  return ids.flatMap((id): readonly Row[] => {
    const record = recordOf(shelf, id);
    if (record === undefined || isErased(record)) return [];
    const row = rowOf(type, shelf, record);
    return [isDeleted(record, session.facts.runs) ? { ...row, deleted: true } : row];
  });
};

/** Rows of the given slots; slots of unknown types give none. */
export const rowsOf = (shelf: Shelf, slots: Iterable<number>): readonly Row[] => {
  const { type } = shelf;
  if (!isRecordType(type)) return [];
  const rows: Row[] = [];
  for (const slot of slots) {
    const record = shelf.records[slot];
    if (record) rows.push(rowOf(type, shelf, record));
  }
  return rows;
};

const changedBy = (session: Session, record: PackedLive): Readonly<Record<Path, Attribution>> => {
  const found: Record<Path, Attribution> = Object.create(null);
  for (const path of Object.keys(record.f)) {
    const stamp = isReserved(path) ? undefined : stampOf(record, path);
    if (stamp) found[path] = attributionOf(session, stamp);
  }
  return found;
};

/** The dot of the text that a translation was made from, as the form that wrote it noted it at `<path>~from`. */
const sourceOf = (record: PackedLive, path: Path): { readonly path: Path; readonly run: string; readonly n: number } | null => {
  const source = shownValue(record, `${path}~from`);
  if (!isJsonObject(source)) return null;
  const [from, run, n] = [own(source, 'path'), own(source, 'run'), own(source, 'n')];
  return typeof from === 'string' && typeof run === 'string' && typeof n === 'number' ? { path: from, run, n } : null;
};

const isOutdated = (record: PackedLive, path: Path): boolean => {
  const source = sourceOf(record, path);
  const stamp = source && stampOf(record, source.path);
  return source !== null && stamp != null && (stamp[0] !== source.run || stamp[1] !== source.n);
};

/** Translations whose source text has another dot than the one they were made from. */
const outdatedPaths = (type: RecordType, record: PackedLive): readonly Path[] =>
  fieldsOf[type]
    .filter((field) => field.kind === 'translated')
    .flatMap((field) => languages.map((language) => `${field.name}.${language}`))
    .filter((path) => isOutdated(record, path));

/** Everything about one record, for its detail page; null where it was never here. */
export const viewOf = (session: Session, type: RecordType, id: RecordId): RecordView | null => {
  const shelf = session.shelves.get(type);
  const record = shelf && recordOf(shelf, id);
  if (!record) return null;
  const row = rowOf(type, shelf, record);
  if (isErased(record)) {
    return {
      ...row,
      deleted: true,
      erased: true,
      versions: {},
      changedBy: {},
      outdated: [],
      joinedTo: null,
      joined: [],
      joinedEdits: [],
      deletedBy: null,
      contested: null,
      late: null,
      erasedPeople: [],
    };
  }
  const isGone = isDeleted(record, session.facts.runs);
  const [deletion] = isGone ? deletionsOf(record) : [];
  const survivor = survivorOf(shelf, id, session.facts.runs);
  const versions = row.rivals.map(
    (path) => [path, distinctValues(versionsOf(record, path)).map((each) => versionView(session, each))] as const,
  );
  return {
    ...row,
    deleted: isGone,
    erased: false,
    versions: Object.fromEntries(versions),
    changedBy: changedBy(session, record),
    outdated: outdatedPaths(type, record),
    joinedTo: survivor === id ? null : survivor,
    joined: joinedTo(shelf, id, session.facts.runs),
    deletedBy: deletion === undefined ? null : attributionOf(session, firstWritten(session, id, deletion).s),
    contested: contestedEntry(session, type, record),
    late: lateEntry(session, type, shelf, record),
    erasedPeople: erasedPeopleEntries(session, type, shelf, record),
    joinedEdits: joinedEntries(session, type, shelf, record),
  };
};

const newestAttributionFirst = (a: HistoryEntry, b: HistoryEntry): number => b.by.at - a.by.at || b.by.n - a.by.n;

/** Every version of every field that this replica has held, newest first. */
export const historyOf = (session: Session, type: RecordType, id: RecordId): readonly HistoryEntry[] => {
  const shelf = session.shelves.get(type);
  const record = shelf && recordOf(shelf, id);
  if (!record || isErased(record)) return [];
  const present = Object.keys(record.f).flatMap((path) =>
    versionsOf(record, path).map(
      (version, position): HistoryEntry => ({
        path,
        value: version.v,
        by: attributionOf(session, version.s),
        state: position === 0 ? 'shown' : 'rival',
      }),
    ),
  );
  const past = (session.past.get(id) ?? []).map(
    (version): HistoryEntry => ({ path: version.path, value: version.v, by: attributionOf(session, version.s), state: 'past' }),
  );
  return [...present, ...past].sort(newestAttributionFirst);
};
