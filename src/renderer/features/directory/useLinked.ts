import type { RecordId } from '../../../base/ids.ts';
import { isRecordId } from '../../../base/ids.ts';
import type { RecordType } from '../../../domain/recordTypes.ts';
import { textAt } from '../../../domain/values.ts';
import type { Condition, Row } from '../../../replica/api.ts';
import type { Language } from '../../i18n/languages.ts';
import { useList, useRows } from '../../replica/queries.ts';

const mostLinked = 500;
const none: readonly Row[] = [];

export type OrganisationEvent = { readonly row: Row; readonly organises: boolean; readonly registered: number };

export type Linked = {
  readonly people: readonly Row[];
  readonly events: readonly OrganisationEvent[];
  readonly visits: readonly Row[];
  readonly cooperations: readonly Row[];
  readonly offers: readonly Row[];
};

const useLinkedRows = (type: RecordType, where: Condition, locale: Language): readonly Row[] =>
  useList({ type, where: [where], locale, offset: 0, limit: mostLinked }).data?.rows ?? none;

const countByEvent = (registrations: readonly Row[]): ReadonlyMap<RecordId, number> => {
  const counts = new Map<RecordId, number>();
  for (const { values } of registrations) {
    const event = textAt(values, 'event');
    if (isRecordId(event) && textAt(values, 'status') !== 'cancelled') counts.set(event, (counts.get(event) ?? 0) + 1);
  }
  return counts;
};

const startOf = ({ values }: Row): number => (typeof values.start === 'number' ? values.start : 0);
const byDayDown = (a: Row, b: Row): number => textAt(b.values, 'day').localeCompare(textAt(a.values, 'day'));

/** The records that name an organisation: its people, events it organises or sends people to, visits to it, and its co-operations. */
export const useLinked = (id: RecordId, locale: Language): Linked => {
  const mine: Condition = { path: 'organisation', is: id };
  const people = useLinkedRows('person', mine, locale);
  const organised = useLinkedRows('event', { path: `organiser/${id}`, is: true }, locale);
  const registered = countByEvent(useLinkedRows('registration', mine, locale));
  const attended = useRows(
    'event',
    [...registered.keys()].filter((event) => organised.every((row) => row.id !== event)),
  );
  const visits = useLinkedRows('visit', { path: 'host', is: id }, locale);
  const cooperations = useLinkedRows('cooperation', { path: `party/${id}`, is: true }, locale);
  const offers = useLinkedRows('offer', mine, locale);
  const events = [...organised.map((row) => ({ row, organises: true })), ...attended.map((row) => ({ row, organises: false }))];
  return {
    people,
    events: events
      .map((event) => ({ ...event, registered: registered.get(event.row.id) ?? 0 }))
      .sort((a, b) => startOf(b.row) - startOf(a.row)),
    visits: [...visits].sort(byDayDown),
    cooperations,
    offers,
  };
};
