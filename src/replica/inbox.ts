import { joinPath } from '../crdt/joins.ts';
import { isErased } from '../crdt/pack.ts';
import { deletionsOf, distinctValues, editsUnseenByDeletes, isDeleteDisputed, shownValue, stampOf, versionsOf } from '../crdt/read.ts';
import { deletedPath, type PackedLive, type Path, type Version } from '../crdt/types.ts';
import { sameJson } from '../crdt/version.ts';
import { isRecordType, type RecordType } from '../domain/recordTypes.ts';
import type { FieldVersion, InboxPage, InboxQuery, RivalEntry } from './api.ts';
import { attributionOf, versionView } from './attribution.ts';
import type { PastVersion } from './codec.ts';
import type { Session } from './session.ts';
import { isListed, type Shelf } from './shelf.ts';
import { valuesOf } from './values.ts';
import { disputedPaths, isContested, laterEdits } from './waiting.ts';
import { erasedPeopleIn, overtakenBy, waitingSlots } from './waitingSlots.ts';

const latestOf = (versions: readonly PastVersion[]): PastVersion | undefined =>
  versions.reduce<PastVersion | undefined>((latest, each) => (latest && latest.s[2] >= each.s[2] ? latest : each), undefined);

/** What somebody else had written before in the very same words; none where an edit says something new. */
const earlierByOthers = (session: Session, id: string, edit: PastVersion): PastVersion | undefined => {
  const by = attributionOf(session, edit.s);
  const isSame = (past: PastVersion): boolean => {
    const { author, office } = attributionOf(session, past.s);
    return past.path === edit.path && sameJson(past.v, edit.v) && (author !== by.author || office !== by.office);
  };
  return latestOf((session.past.get(id) ?? []).filter(isSame));
};

/** A deletion that was written back, as undoing a choice does, as whoever had deleted the record wrote it. */
export const firstWritten = (session: Session, id: string, deletion: Version): Version =>
  earlierByOthers(session, id, { ...deletion, path: deletedPath }) ?? deletion;

/**
 * Who edited a deleted record last. A bundle that was taken back and is brought again carries the name of who brought it, so where all that
 * was written had been written by others before, the edit is theirs.
 */
const lastEditor = (session: Session, record: PackedLive): Pick<RivalEntry, 'editedBy' | 'broughtBackBy'> => {
  const edits = editsUnseenByDeletes(record, session.facts.runs);
  const last = latestOf(edits);
  if (last === undefined) return { editedBy: null, broughtBackBy: null };
  const together = edits.filter(({ path, s }) => path !== deletedPath && s[0] === last.s[0] && s[2] === last.s[2]);
  const earlier = together.flatMap((edit) => earlierByOthers(session, record.id, edit) ?? []);
  const by = attributionOf(session, last.s);
  const first = earlier.length === together.length ? latestOf(earlier) : undefined;
  return first ? { editedBy: attributionOf(session, first.s), broughtBackBy: by } : { editedBy: by, broughtBackBy: null };
};

/** That a record was deleted and edited by people who did not know of each other, with those who deleted it; null for all others. */
export const contestedEntry = (session: Session, type: RecordType, record: PackedLive): RivalEntry | null => {
  if (!isDeleteDisputed(record, session.facts.runs)) return null;
  return {
    kind: 'editAgainstDelete',
    type,
    id: record.id,
    values: valuesOf(record),
    seen: record.seen,
    path: deletedPath,
    versions: deletionsOf(record).map((each) => versionView(session, firstWritten(session, record.id, each))),
    ...lastEditor(session, record),
    duplicate: null,
  };
};

type Asked = Pick<RivalEntry, 'kind' | 'path'> & { readonly versions: readonly Version[] };

/** A question about what stands at one path of a record. */
const entryAt = (session: Session, type: RecordType, record: PackedLive, { kind, path, versions }: Asked): RivalEntry => ({
  kind,
  type,
  id: record.id,
  values: valuesOf(record),
  seen: record.seen,
  path,
  versions: versions.map((each) => versionView(session, each)),
  editedBy: null,
  broughtBackBy: null,
  duplicate: null,
});

/** That a record was joined to one which has been erased, with who joined it; null for all others. */
export const lateEntry = (session: Session, type: RecordType, shelf: Shelf, record: PackedLive): RivalEntry | null => {
  if (!shelf.late.has(shelf.slotOf.get(record.id) ?? -1)) return null;
  return entryAt(session, type, record, { kind: 'late', path: joinPath, versions: versionsOf(record, joinPath).slice(0, 1) });
};

/** The people whom a record names although they have been erased, each with who wrote that. */
export const erasedPeopleEntries = (session: Session, type: RecordType, shelf: Shelf, record: PackedLive): readonly RivalEntry[] =>
  erasedPeopleIn(shelf, record).map((path) =>
    entryAt(session, type, record, { kind: 'erasedPerson', path, versions: versionsOf(record, path).slice(0, 1) }),
  );

const valuesEntry = (session: Session, type: RecordType, record: PackedLive, path: Path): RivalEntry =>
  entryAt(session, type, record, { kind: 'values', path, versions: distinctValues(versionsOf(record, path)) });

const entriesOf = (session: Session, type: RecordType, record: PackedLive): readonly RivalEntry[] => {
  const values = disputedPaths(record).map((path) => valuesEntry(session, type, record, path));
  const contested = contestedEntry(session, type, record);
  return contested === null ? values : [...values, contested];
};

/** The survivor's value; where it has none, that whoever joined the records left it empty. */
const survivorsVersion = (session: Session, survivor: PackedLive, duplicate: PackedLive, path: Path): readonly FieldVersion[] => {
  const v = shownValue(survivor, path) ?? null;
  const s = stampOf(survivor, path) ?? stampOf(duplicate, joinPath);
  return s === undefined ? [] : [versionView(session, { v, s })];
};

/** Later edits of records that were joined to this one by somebody who did not know of these edits, beside what the survivor holds. */
export const joinedEntries = (session: Session, type: RecordType, shelf: Shelf, survivor: PackedLive): readonly RivalEntry[] =>
  (overtakenBy(shelf).get(shelf.slotOf.get(survivor.id) ?? -1) ?? []).flatMap((slot) => {
    const duplicate = shelf.records[slot];
    if (!duplicate || isErased(duplicate)) return [];
    return [...laterEdits(survivor, duplicate, session.facts.runs)].map(
      ([path, others]): RivalEntry => ({
        kind: 'joined',
        type,
        id: survivor.id,
        values: valuesOf(survivor),
        seen: survivor.seen,
        path,
        versions: [...survivorsVersion(session, survivor, duplicate, path), ...others.map((each) => versionView(session, each))],
        editedBy: null,
        broughtBackBy: null,
        duplicate: { id: duplicate.id, seen: duplicate.seen },
      }),
    );
  });

/** What of a record waits for somebody's decision: how much, and the entries, which are made when they are asked for. */
type Waiting = { readonly count: number; readonly entries: () => readonly RivalEntry[] };

/** Whether people have joined a record to different ones, or one has and another has not: of a joined record nothing else is asked. */
const isJoinDisputed = (shelf: Shelf, slot: number, record: PackedLive): boolean =>
  shelf.survivors.has(slot) && disputedPaths(record).includes(joinPath);

/** All that waits for somebody's decision, record by record. */
function* waiting(session: Session): Generator<Waiting, void, undefined> {
  for (const [type, shelf] of session.shelves) {
    if (!isRecordType(type)) continue;
    for (const slot of waitingSlots(shelf)) {
      const record = shelf.records[slot];
      if (!record || isErased(record)) continue;
      if (!isListed(shelf, slot)) {
        if (isJoinDisputed(shelf, slot, record)) yield { count: 1, entries: () => [valuesEntry(session, type, record, joinPath)] };
        continue;
      }
      const late = lateEntry(session, type, shelf, record);
      const further = [
        ...joinedEntries(session, type, shelf, record),
        ...(late === null ? [] : [late]),
        ...erasedPeopleEntries(session, type, shelf, record),
      ];
      yield {
        count: disputedPaths(record).length + Number(isContested(record, session.facts.runs)) + further.length,
        entries: () => [...entriesOf(session, type, record), ...further],
      };
    }
  }
}

/** How much waits for a decision, as the inbox counts it, with the first entries, as `ReplicaApi.rivals`. */
export const listRivals = (session: Session, limit: number): { readonly total: number; readonly entries: readonly RivalEntry[] } => {
  const entries: RivalEntry[] = [];
  let total = 0;
  for (const each of waiting(session)) {
    total += each.count;
    if (entries.length < limit) entries.push(...each.entries());
  }
  return { total, entries: entries.slice(0, limit) };
};

const passes = (entry: RivalEntry, { type, office, kind }: InboxQuery): boolean =>
  (type === null || entry.type === type) &&
  (kind === null || entry.kind === kind) &&
  (office === null || entry.versions.some(({ by }) => by.office === office));

/** The offices that wrote any of the values, each once. */
const officesOf = (entries: readonly RivalEntry[]): readonly string[] =>
  [...new Set(entries.flatMap(({ versions }) => versions.map(({ by }) => by.office)))].filter(Boolean).sort();

const countBy = (entries: readonly RivalEntry[], key: 'type' | 'kind'): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(entries, (entry) => entry[key])].map(([name, group]) => [name, group.length]));

/** The part of the inbox that a filter leaves, as `ReplicaApi.inbox`. */
export const listInbox = (session: Session, query: InboxQuery): InboxPage => {
  const all = [...waiting(session)].flatMap(({ entries }) => entries());
  const passing = all.filter((entry) => passes(entry, query));
  return {
    all: all.length,
    passing: passing.length,
    entries: passing.slice(0, query.limit),
    types: countBy(all, 'type'),
    kinds: countBy(all, 'kind'),
    offices: officesOf(all),
    passingKinds: countBy(passing, 'kind'),
    passingOffices: officesOf(passing),
  };
};
