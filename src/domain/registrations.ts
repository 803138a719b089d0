import { searchKey } from '../base/fold.ts';
import { own } from '../base/json.ts';
import { nameKey, toPersonName } from './names.ts';
import { groupAt, textAt, type Values } from './values.ts';

/** A record's id with its values. */
export type Identified = { readonly id: string; readonly values: Values };

/** `present`: the last scan was an arrival. `attended`: there was any. `firstIn`, `lastIn`: UTC milliseconds; `station` of the last arrival. */
export type Attendance = {
  readonly present: boolean;
  readonly attended: boolean;
  readonly firstIn: number | null;
  readonly lastIn: number | null;
  readonly station: string;
  readonly badgePrinted: boolean;
};

const nobody: Attendance = { present: false, attended: false, firstIn: null, lastIn: null, station: '', badgePrinted: false };

const timeOf = (scan: Values): number => {
  const at = own(scan, 'at');
  return typeof at === 'number' ? at : 0;
};

const after = (before: Attendance, scan: Values): Attendance => {
  const at = timeOf(scan);
  switch (textAt(scan, 'kind')) {
    case 'in':
      return {
        ...before,
        present: true,
        attended: true,
        firstIn: before.firstIn ?? at,
        lastIn: at,
        station: textAt(scan, 'station'),
      };
    case 'out':
      return { ...before, present: false };
    case 'badge':
      return { ...before, badgePrinted: true };
    default:
      return before;
  }
};

/**
 * Who came, by registration id. Scans are facts and may come in any order from several desks: they are read in the order of their times,
 * at equal times in the order of their ids, so that every laptop counts the same.
 */
export const attendanceOf = (scans: readonly Identified[]): ReadonlyMap<string, Attendance> => {
  const inOrder = scans.toSorted((a, b) => timeOf(a.values) - timeOf(b.values) || (a.id < b.id ? -1 : 1));
  const byRegistration = new Map<string, Attendance>();
  for (const { values } of inOrder) {
    const registration = textAt(values, 'registration');
    byRegistration.set(registration, after(byRegistration.get(registration) ?? nobody, values));
  }
  return byRegistration;
};

const nameOf = (values: Values): string => nameKey(toPersonName(groupAt(values, 'name'), textAt(values, 'country')));

/**
 * Registrations of the same event in the name of `walkIn`, whatever its order and diacritics. Cancelled ones count too, because the person may
 * have come after all.
 */
export const namesakesOf = <Known extends Identified>(walkIn: Values, registrations: readonly Known[]): readonly Known[] => {
  const name = nameOf(walkIn);
  if (name === '') return [];
  return registrations.filter(({ values }) => textAt(values, 'event') === textAt(walkIn, 'event') && nameOf(values) === name);
};

/**
 * Whether two namesakes may be one person: unless both name their organisations in the same way and these differ. A record of the directory and
 * a name as it was typed cannot be compared: the one may well be the other. `survivorOf` gives the organisation that one stands for once joined.
 */
export const isSamePerson = (one: Values, other: Values, survivorOf: (organisation: string) => string): boolean => {
  const ids = [textAt(one, 'organisation'), textAt(other, 'organisation')].map((id) => (id === '' ? id : survivorOf(id)));
  const names = [searchKey(textAt(one, 'organisationName')), searchKey(textAt(other, 'organisationName'))];
  const [mine, theirs] = ids.some((id) => id !== '') ? ids : names;
  return mine === '' || theirs === '' || mine === theirs;
};

/** Numbers of one event; a registration without a country counts as `other`. Cancelled ones and the waiting list count only when they came. */
export type EventCounts = {
  readonly expected: number;
  readonly attended: number;
  readonly present: number;
  readonly walkIns: number;
  readonly attendedByCountry: Readonly<Record<'HU' | 'RO' | 'other', number>>;
};

/** Counts the registrations of one event against its attendance. */
export const countRegistrations = (registrations: readonly Identified[], attendance: ReadonlyMap<string, Attendance>): EventCounts => {
  const byCountry = { HU: 0, RO: 0, other: 0 };
  let [expected, attended, present, walkIns] = [0, 0, 0, 0];
  for (const { id, values } of registrations) {
    const came = attendance.get(id) ?? nobody;
    const status = textAt(values, 'status');
    if (came.attended || status === 'registered' || status === 'confirmed') expected += 1;
    if (!came.attended) continue;
    attended += 1;
    if (came.present) present += 1;
    if (own(values, 'walkIn') === true) walkIns += 1;
    const country = textAt(values, 'country');
    byCountry[country === 'HU' || country === 'RO' ? country : 'other'] += 1;
  }
  return { expected, attended, present, walkIns, attendedByCountry: byCountry };
};
