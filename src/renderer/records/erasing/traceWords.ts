import { useTranslation } from 'react-i18next';
import { isRecordId, type RecordId } from '../../../base/ids.ts';
import { titleOf } from '../../../domain/titles.ts';
import { textAt } from '../../../domain/values.ts';
import type { PersonTraces, Row } from '../../../replica/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { hrefTo } from '../../state/route.ts';
import { useReferences, useTitles } from '../references.ts';

type Trace = PersonTraces['records'][number];

const idsAt = (rows: readonly Row[], path: string): readonly RecordId[] => [
  ...new Set(rows.map((row) => textAt(row.values, path)).filter((id): id is RecordId => isRecordId(id))),
];

/** The words for what else somebody stands in: "Nagy Péter · Energia-műhely" and "jelentkezés · megérkezett". */
export const useTraceWords = (rows: readonly Trace[]): ((row: Trace) => { readonly title: string; readonly hint: string }) => {
  const { t } = useTranslation(['records', 'domain']);
  const { language } = useFormat();
  const organisations = useReferences('organisation', idsAt(rows, 'organisation'));
  const events = useReferences('event', idsAt(rows, 'event'));
  const where = ({ type, values }: Row): string => {
    if (type === 'registration') return titleOf('event', events.find(({ id }) => id === values.event)?.values ?? {}, language);
    return textAt(organisations.find(({ id }) => id === values.organisation)?.values ?? {}, 'name');
  };
  return (row) => ({
    title: [titleOf(row.type, row.values, language) || t('erase.unnamed'), where(row)].filter(Boolean).join(' · '),
    hint: [t(`domain:type.${row.type}`), row.came && t('erase.came'), !row.refers && t('erase.sameName'), row.deleted && t('erase.deleted')]
      .filter(Boolean)
      .join(' · '),
  });
};

/** Titles and addresses of visits, and of the events of sessions. */
export const useMentionLinks = (
  rows: readonly Row[],
): readonly { readonly id: RecordId; readonly title: string; readonly href: string }[] => {
  const { t } = useTranslation('records');
  const title = useTitles(rows);
  return rows.map((row) => ({
    id: row.id,
    title: row.deleted ? t('deletedName', { name: title(row) }) : title(row),
    href: row.type === 'session' ? hrefTo('events', textAt(row.values, 'event'), 'sessions', row.id) : hrefTo('visits', row.id),
  }));
};
