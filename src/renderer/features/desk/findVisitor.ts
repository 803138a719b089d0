import { searchKey } from '../../../base/fold.ts';
import { isRecordId, type RecordId } from '../../../base/ids.ts';
import { parseBadgeCode } from '../../../domain/badges.ts';
import { type Attendance, attendanceOf } from '../../../domain/registrations.ts';
import type { Language } from '../../../domain/recordTypes.ts';
import { groupAt, partOf, textAt, type Values } from '../../../domain/values.ts';
import type { ReplicaApi, Row } from '../../../replica/api.ts';

export const leastLetters = 3;
const mostMatches = 6;

/** One registration with the name of its organisation; nothing else of it is shown at the desk. */
export type Visitor = { readonly row: Row; readonly organisation: string };

export type Found =
  | { readonly kind: 'one'; readonly visitor: Visitor }
  | { readonly kind: 'several'; readonly visitors: readonly Visitor[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'tooShort' }
  | { readonly kind: 'tooMany' };

/** True when every word typed begins a word of the person's name, so that typing a firm's name lists nobody. */
export const isNamed = (typed: string, values: Values): boolean => {
  const name = groupAt(values, 'name');
  const words = searchKey(`${partOf(name, 'title')} ${partOf(name, 'family')} ${partOf(name, 'given')}`).split(' ');
  return searchKey(typed)
    .split(' ')
    .every((word) => words.some((candidate) => candidate.startsWith(word)));
};

export const toVisitors = async (replica: ReplicaApi, rows: readonly Row[]): Promise<readonly Visitor[]> => {
  const ids = [...new Set(rows.map(({ values }) => textAt(values, 'organisation')))].filter(isRecordId);
  const names = new Map((await replica.rows('organisation', ids)).map((row) => [String(row.id), textAt(row.values, 'name')]));
  return rows.map((row) => ({
    row,
    organisation: names.get(textAt(row.values, 'organisation')) ?? textAt(row.values, 'organisationName'),
  }));
};

const toFound = async (replica: ReplicaApi, rows: readonly Row[]): Promise<Found> => {
  const visitors = await toVisitors(replica, rows);
  const [first] = visitors;
  if (!first) return { kind: 'none' };
  return visitors.length === 1 ? { kind: 'one', visitor: first } : { kind: 'several', visitors };
};

/** Whom a scanned code or a typed name of at least three letters stands for, among the registrations of one event. */
export const findVisitor = async (replica: ReplicaApi, event: RecordId, typed: string, locale: Language): Promise<Found> => {
  const ofEvent = { path: 'event', is: event };
  const code = parseBadgeCode(typed);
  if (code.ok) {
    const badge = { path: 'badge', is: code.value };
    const page = await replica.list({ type: 'registration', where: [ofEvent, badge], locale, offset: 0, limit: mostMatches });
    if (page.rows.length > 0) return toFound(replica, page.rows);
  }
  if (searchKey(typed).replaceAll(' ', '').length < leastLetters) return { kind: 'tooShort' };
  const page = await replica.list({ type: 'registration', text: typed, where: [ofEvent], locale, offset: 0, limit: 100 });
  const rows = page.fuzzy ? [] : page.rows.filter(({ values }) => isNamed(typed, values));
  return rows.length > mostMatches ? { kind: 'tooMany' } : toFound(replica, rows);
};

/** When and where somebody was last checked in; undefined when there is no scan yet. */
export const attendanceAtDesk = async (replica: ReplicaApi, registration: RecordId): Promise<Attendance | undefined> => {
  const where = [{ path: 'registration', is: registration }];
  const page = await replica.list({ type: 'scan', where, locale: 'en', offset: 0, limit: 500 });
  return attendanceOf(page.rows).get(registration);
};
