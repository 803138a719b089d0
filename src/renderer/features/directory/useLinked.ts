import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RecordId } from '../../../base/ids.ts';
import { isRecordId } from '../../../base/ids.ts';
import type { RecordType } from '../../../domain/recordTypes.ts';
import { textAt } from '../../../domain/values.ts';
import type { Condition, RecordView, Row } from '../../../replica/api.ts';
import type { Language } from '../../i18n/languages.ts';
import { useReplica } from '../../replica/context.ts';
import { recordKey } from '../../replica/events.ts';
import { useRows } from '../../replica/queries.ts';

const mostLinked = 500;

export type OrganisationEvent = { readonly row: Row; readonly organises: boolean; readonly registered: number };

/** Each undefined until it is known. */
export type Linked = {
  readonly people: readonly Row[] | undefined;
  readonly events: readonly OrganisationEvent[] | undefined;
  readonly visits: readonly Row[] | undefined;
  readonly cooperations: readonly Row[] | undefined;
  readonly offers: readonly Row[] | undefined;
};

/** The records of a type that meet one of the conditions; undefined until the first answer. */
const useLinkedRows = (type: RecordType, conditions: readonly Condition[], locale: Language): readonly Row[] | undefined => {
  const replica = useReplica();
  return useQuery({
    queryKey: [...recordKey(type), 'linked', conditions, locale],
    queryFn: async () => {
      const asked = conditions.map((where) => replica.list({ type, where: [where], locale, offset: 0, limit: mostLinked }));
      const rows = (await Promise.all(asked)).flatMap((page) => page.rows);
      return [...new Map(rows.map((row) => [row.id, row])).values()];
    },
    placeholderData: keepPreviousData,
  }).data;
};

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

/**
 * The records that name an organisation, or one that was joined to it: its people, events it organises or sends people to, visits to it, and
 * its co-operations.
 */
export const useLinked = ({ id, joined }: Pick<RecordView, 'id' | 'joined'>, locale: Language): Linked => {
  const ids = [id, ...joined];
  const named = (path: string): readonly Condition[] => [{ path, in: ids }];
  const among = (name: string): readonly Condition[] => ids.map((each) => ({ path: `${name}/${each}`, is: true }));
  const mine = named('organisation');
  const people = useLinkedRows('person', mine, locale);
  const organised = useLinkedRows('event', among('organiser'), locale);
  const registrations = useLinkedRows('registration', mine, locale);
  const registered = countByEvent(registrations ?? []);
  const attended = useRows(
    'event',
    [...registered.keys()].filter((event) => organised?.every((row) => row.id !== event)),
  );
  const visits = useLinkedRows('visit', named('host'), locale);
  const cooperations = useLinkedRows('cooperation', among('party'), locale);
  const offers = useLinkedRows('offer', mine, locale);
  const events = organised &&
    registrations &&
    (attended.isAnswered || attended.rows.length > 0) && [
      ...organised.map((row) => ({ row, organises: true })),
      ...attended.rows.map((row) => ({ row, organises: false })),
    ];
  return {
    people,
    events: events
      ? events.map((event) => ({ ...event, registered: registered.get(event.row.id) ?? 0 })).sort((a, b) => startOf(b.row) - startOf(a.row))
      : undefined,
    visits: visits && [...visits].sort(byDayDown),
    cooperations,
    offers,
  };
};
