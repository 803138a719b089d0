import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { textAt } from '../../../../domain/values.ts';
import type { ListQuery, Row } from '../../../../replica/api.ts';
import { toLanguage } from '../../../i18n/format.ts';
import { type LongList, useList, useLongList } from '../../../replica/queries.ts';
import type { Filters } from '../../../state/view.ts';
import type { Hosts } from '../useHosts.ts';
import { conditionsOf, countsOf, hostsNamed } from './filters.ts';

const mostFound = 500;
const newestFirst = (a: Row, b: Row): number => textAt(b.values, 'day').localeCompare(textAt(a.values, 'day'));

/** Visits whose own texts match and visits to a host whose name matches, as one list. */
const useFound = (query: Omit<ListQuery, 'offset' | 'limit' | 'text'>, text: string, hosts: Hosts): LongList => {
  const named = useMemo(() => hostsNamed(hosts, text), [hosts, text]);
  const page = { offset: 0, limit: mostFound };
  const where = query.where ?? [];
  const asksHosts = text !== '' && named.length > 0;
  const answers = [
    useList(text === '' ? null : { ...query, ...page, text }),
    useList(asksHosts ? { ...query, ...page, where: [...where, { path: 'host', in: named }] } : null),
  ] as const;
  const [byText, byHost] = [answers[0].data, answers[1].data];
  const rows = useMemo(() => {
    const exact = named.length > 0 && byText?.fuzzy ? [] : (byText?.rows ?? []);
    const all = [...exact, ...(named.length > 0 ? (byHost?.rows ?? []) : [])];
    return [...new Map(all.map((row) => [row.id, row])).values()].toSorted(newestFirst);
  }, [byText, byHost, named]);
  return {
    total: rows.length,
    counts: byText?.counts ?? {},
    fuzzy: named.length === 0 && (byText?.fuzzy ?? false),
    complete: byText?.complete ?? false,
    answered: byText !== undefined,
    current: answers.slice(0, asksHosts ? 2 : 1).every(({ data, isPlaceholderData }) => data !== undefined && !isPlaceholderData),
    rowAt: (index) => rows[index],
    indexOf: (id) => rows.findIndex((row) => row.id === id),
    onRange: () => undefined,
  };
};

/** The same list while the hosts that it is narrowed by are being looked for: what it finds and counts is not all. */
const withoutHosts = (list: LongList): LongList => ({ ...list, counts: {}, complete: false, answered: false, current: false });

/** The visits that fit the filters, newest first. */
export const useVisits = (filters: Filters, hosts: Hosts, areHostsKnown: boolean): LongList => {
  const { i18n } = useTranslation();
  const text = (filters.text ?? '').trim();
  const query = useMemo(
    () => ({
      type: 'visit' as const,
      where: conditionsOf(hosts, filters),
      sort: { path: 'day', direction: 'down' as const },
      counts: countsOf(hosts),
      locale: toLanguage(i18n.language),
    }),
    [hosts, filters, i18n.language],
  );
  const whole = useLongList(query);
  const found = useFound(query, text, hosts);
  const list = text === '' ? whole : found;
  return areHostsKnown ? list : withoutHosts(list);
};
