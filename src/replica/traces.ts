import { isRecordId, type RecordId } from '../base/ids.ts';
import { isErased } from '../crdt/pack.ts';
import type { PackedRecord } from '../crdt/types.ts';
import { isNamedIn, nameKey, toPersonName } from '../domain/names.ts';
import type { RecordType } from '../domain/recordTypes.ts';
import { entriesOf, groupAt, partOf, textAt } from '../domain/values.ts';
import type { PersonTraces } from './api.ts';
import { joinedWith } from './erasing.ts';
import { type Session, shelfOf } from './session.ts';
import { listedSlots, recordOf } from './shelf.ts';
import { valuesOf } from './values.ts';
import { referencedRows } from './views.ts';

const personTypes = ['person', 'registration'] as const;
type PersonType = (typeof personTypes)[number];

const isPersonal = (type: RecordType): boolean => type === 'person' || type === 'registration';

/** `own`: what is erased in any case. `people`: their records in the directory. `names` as `nameKey` gives them. */
type Sought = { readonly own: ReadonlySet<string>; readonly people: ReadonlySet<string>; readonly names: ReadonlySet<string> };

const nameOf = (record: PackedRecord): string => {
  const values = valuesOf(record);
  return nameKey(toPersonName(groupAt(values, 'name'), textAt(values, 'country')));
};

/** The record in the directory of whom this one is; '' where it names none. */
const personIn = (record: PackedRecord): string => (record.type === 'person' ? record.id : textAt(valuesOf(record), 'person'));

const soughtOf = (session: Session, records: readonly PackedRecord[]): Sought => {
  const people = records.map(personIn).filter(isRecordId);
  return {
    own: new Set(records.map(({ id }) => id)),
    people: new Set(people.flatMap((id) => [id, ...joinedWith(shelfOf(session, 'person'), id)])),
    names: new Set(records.map(nameOf).filter((name) => name !== '')),
  };
};

/** Registrations of those who came. */
const cameOf = (session: Session): ReadonlySet<string> => {
  const scans = shelfOf(session, 'scan');
  const arrivals = listedSlots(scans).flatMap((slot) => scans.records[slot] ?? []);
  return new Set(arrivals.map(valuesOf).flatMap((scan) => (textAt(scan, 'kind') === 'in' ? [textAt(scan, 'registration')] : [])));
};

const recordsOf = (session: Session, type: PersonType, sought: Sought, came: ReadonlySet<string>): PersonTraces['records'] => {
  const shelf = shelfOf(session, type);
  const found = new Map<RecordId, boolean>();
  for (const record of shelf.records) {
    if (isErased(record) || sought.own.has(record.id)) continue;
    const refers = sought.people.has(personIn(record));
    if (refers || sought.names.has(nameOf(record))) found.set(record.id, refers);
  }
  return referencedRows(session, shelf, [...found.keys()]).map((row) => ({
    ...row,
    refers: found.get(row.id) === true,
    came: came.has(row.id),
  }));
};

/** Texts of a visit or a session in which people are named. */
const namingTexts = (record: PackedRecord): readonly string[] => {
  const values = valuesOf(record);
  if (record.type === 'session') return [textAt(values, 'speaker')];
  const participants = entriesOf(values, 'participant').map(([, entry]) => partOf(entry, 'name'));
  return [...participants, ...entriesOf(values, 'followUp').map(([, entry]) => partOf(entry, 'who'))];
};

const isMention = (record: PackedRecord, { people, names }: Sought): boolean =>
  entriesOf(valuesOf(record), 'participant').some(([, entry]) => people.has(partOf(entry, 'person'))) ||
  namingTexts(record).some((text) => [...names].some((name) => isNamedIn(text, name)));

const mentionsOf = (session: Session, type: 'visit' | 'session', sought: Sought): PersonTraces['mentions'] => {
  const shelf = shelfOf(session, type);
  const ids = shelf.records.flatMap((record) => (isMention(record, sought) ? [record.id] : []));
  return referencedRows(session, shelf, ids);
};

/**
 * Where somebody stands of whom a record is to be erased; null where there is no such record. Deleted records are looked at too: they hold
 * what they held, and may come back. Of a record that is about no person, only how many are joined with it.
 */
export const personTracesOf = (session: Session, type: RecordType, id: RecordId): PersonTraces | null => {
  const shelf = shelfOf(session, type);
  const joined = joinedWith(shelf, id);
  const records = [id, ...joined].flatMap((each) => recordOf(shelf, each) ?? []).filter((record) => !isErased(record));
  if (records.length === 0) return null;
  if (!isPersonal(type)) return { joined: joined.length, came: false, records: [], mentions: [] };
  const sought = soughtOf(session, records);
  const came = cameOf(session);
  return {
    joined: joined.length,
    came: came.has(id),
    records: personTypes.flatMap((each) => recordsOf(session, each, sought, came)),
    mentions: [...mentionsOf(session, 'visit', sought), ...mentionsOf(session, 'session', sought)],
  };
};
