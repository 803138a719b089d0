import { useTranslation } from 'react-i18next';
import { textAt, translatedAt } from '../../../domain/values.ts';
import type { Row } from '../../../replica/api.ts';
import { toLanguage, useFormat } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/labels.ts';
import { useList } from '../../replica/queries.ts';
import { goTo } from '../../state/route.ts';
import { Section } from '../../ui/Page.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { useRecordWords } from './useRecordWords.ts';

const numbers = ['baseline', 'target', 'achieved'] as const;

/** Every indicator with its baseline, target and achieved value; a row opens the indicator. */
export const IndicatorTable = () => {
  const { t, i18n } = useTranslation('catalogue');
  const labels = useLabels();
  const format = useFormat();
  const words = useRecordWords();
  const locale = toLanguage(i18n.language);
  const rows = useList({ type: 'indicator', locale, offset: 0, limit: 500 }).data?.rows;
  const name = (field: string): string => labels.name('indicator', field);
  const figure = (row: Row, field: string): string => {
    const value = row.values[field];
    return typeof value === 'number' ? format.number(value) : '–';
  };
  const columns: readonly Column<Row>[] = [
    { name: 'code', label: name('code'), cell: (row) => textAt(row.values, 'code'), head: true },
    { name: 'title', label: name('title'), cell: (row) => translatedAt(row.values, 'title', locale) },
    { name: 'unit', label: t('indicator.unit'), cell: (row) => labels.value('indicator', 'unit', textAt(row.values, 'unit'), row.values) },
    ...numbers.map((field) => ({ name: field, label: t(`indicator.${field}`), cell: (row: Row) => figure(row, field), number: true })),
  ];
  if (rows === undefined || rows.length === 0) return null;
  return (
    <Section title={words.types('indicator')} count={rows.length}>
      <Table
        label={words.types('indicator')}
        columns={columns}
        items={rows}
        keyOf={(row) => row.id}
        onOpen={(row) => goTo('studies', row.id)}
      />
    </Section>
  );
};
