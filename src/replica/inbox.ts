import { joinPath } from '../crdt/joins.ts';
import { isErased } from '../crdt/pack.ts';
import { deletionsOf, distinctValues, editsUnseenByDeletes, isDeleteDisputed, shownValue, stampOf, versionsOf } from '../crdt/read.ts';
import { deletedPath, type PackedLive, type Path, type Version } from '../crdt/types.ts';
import { isRecordType, type RecordType } from '../domain/recordTypes.ts';
import type { Attribution, FieldVersion, InboxPage, InboxQuery, RivalEntry } from './api.ts';
import { attributionOf, versionView } from './attribution.ts';
import type { Session } from './session.ts';
import { isListed, overtakenBy, type Shelf, waitingSlots } from './shelf.ts';
import { valuesOf } from './values.ts';
import { disputedPaths, isContested, laterEdits } from './waiting.ts';

const lastEditor = (session: Session, record: PackedLive): Attribution | null => {
  const edits = editsUnseenByDeletes(record, session.facts.runs);
  const last = edits.reduce<Version | undefined>((latest, edit) => (latest && latest.s[2] >= edit.s[2] ? latest : edit), undefined);
  return last === undefined ? null : attributionOf(session, last.s);
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
    versions: deletionsOf(record).map((each) => versionView(session, each)),
    editedBy: lastEditor(session, record),
    duplicate: null,
  };
};

const entriesOf = (session: Session, type: RecordType, record: PackedLive): readonly RivalEntry[] => {
  const shared = { type, id: record.id, values: valuesOf(record), seen: record.seen, editedBy: null, duplicate: null };
  const values = disputedPaths(record).map(
    (path): RivalEntry => ({
      ...shared,
      kind: 'values',
      path,
      versions: distinctValues(versionsOf(record, path)).map((each) => versionView(session, each)),
    }),
  );
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
        duplicate: { id: duplicate.id, seen: duplicate.seen },
      }),
    );
  });

/** What of a record waits for somebody's decision: how much, and the entries, which are made when they are asked for. */
type Waiting = { readonly count: number; readonly entries: () => readonly RivalEntry[] };

/** All that waits for somebody's decision, record by record. */
function* waiting(session: Session): Generator<Waiting, void, undefined> {
  for (const [type, shelf] of session.shelves) {
    if (!isRecordType(type)) continue;
    for (const slot of waitingSlots(shelf)) {
      const record = shelf.records[slot];
      if (!record || isErased(record) || !isListed(shelf, slot)) continue;
      const joined = joinedEntries(session, type, shelf, record);
      yield {
        count: disputedPaths(record).length + Number(isContested(record, session.facts.runs)) + joined.length,
        entries: () => [...entriesOf(session, type, record), ...joined],
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
