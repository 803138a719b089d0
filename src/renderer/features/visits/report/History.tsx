import { useTranslation } from 'react-i18next';
import { isRecordId } from '../../../../base/ids.ts';
import { isJsonObject } from '../../../../base/json.ts';
import { textAt } from '../../../../domain/values.ts';
import type { HistoryEntry } from '../../../../replica/api.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { useReferences } from '../../../records/references.ts';
import { type Column, Table } from '../../../ui/Table.tsx';
import { useOrigin } from './useVisitWords.ts';

const isShownInHistory = ({ path }: HistoryEntry): boolean => !path.includes('~') && !path.startsWith('#');

/** Every version of every field, newest first: what, to which value, who, when. */
export const History = ({ entries }: { readonly entries: readonly HistoryEntry[] }) => {
  const { t } = useTranslation('visits');
  const labels = useLabels();
  const origin = useOrigin();
  const ids = [...new Set(entries.flatMap(({ value }) => (typeof value === 'string' && isRecordId(value) ? [value] : [])))];
  const named = [...useReferences('organisation', ids), ...useReferences('office', ids)];
  const nameOf = (id: string): string => textAt(named.find((row) => row.id === id)?.values ?? {}, 'name');
  const wordsOf = ({ path, value }: HistoryEntry): string => {
    if (value === null) return t('report.takenOut');
    if (!isJsonObject(value)) return typeof value === 'string' && isRecordId(value) ? nameOf(value) : labels.value('visit', path, value);
    return Object.values(value)
      .filter((part) => typeof part === 'string' && !isRecordId(part))
      .join(' · ');
  };
  const columns: readonly Column<HistoryEntry>[] = [
    { name: 'field', label: t('history.field'), head: true, cell: (entry) => labels.path('visit', entry.path) },
    { name: 'value', label: t('history.value'), cell: wordsOf },
    { name: 'who', label: t('history.who'), cell: ({ by }) => by.author },
    { name: 'when', label: t('history.when'), cell: ({ by }) => origin(by) },
  ];
  return (
    <Table
      label={t('report.tabHistory')}
      columns={columns}
      items={entries.filter(isShownInHistory)}
      keyOf={({ path, by }) => `${path} ${by.run} ${by.n}`}
    />
  );
};
