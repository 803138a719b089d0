import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecordId, type RecordId } from '../../base/ids.ts';
import type { RecordType } from '../../domain/recordTypes.ts';
import { textAt } from '../../domain/values.ts';
import type { Row } from '../../replica/api.ts';
import { useFormat } from '../i18n/format.ts';
import { type Referenced, useReferenced } from '../replica/queries.ts';
import { shownTitleOf } from './shownTitle.ts';

type Titled = Pick<Row, 'type' | 'values'>;

/** The records behind references, for their names. That of a deleted organisation or office says so: "deleted: Termo Exemplu SRL". */
export const useAskedReferences = (type: RecordType, ids: readonly RecordId[]): Referenced => {
  const { t } = useTranslation('records');
  const { rows, isAnswered } = useReferenced(type, ids);
  const named = useMemo(
    () =>
      rows.map((row) => {
        const name = textAt(row.values, 'name');
        return row.deleted && name !== '' ? { ...row, values: { ...row.values, name: t('deletedName', { name }) } } : row;
      }),
    [rows, t],
  );
  return { rows: named, isAnswered };
};

/** The same where a name that is not known yet and one that nobody knows are shown alike. */
export const useReferences = (type: RecordType, ids: readonly RecordId[]): readonly Row[] => useAskedReferences(type, ids).rows;

/** The organisations that received the visits among the records. */
export const hostsOf = (records: readonly Titled[]): readonly RecordId[] => [
  ...new Set(
    records.flatMap(({ type, values: { host } }) => (type === 'visit' && typeof host === 'string' && isRecordId(host) ? [host] : [])),
  ),
];

/** Titles for reading of any of the records, visits by the names of their hosts. */
export const useTitles = (records: readonly Titled[]): ((record: Titled) => string) => {
  const format = useFormat();
  const hosts = useReferences('organisation', hostsOf(records));
  return (record) => {
    const host = record.type === 'visit' ? hosts.find(({ id }) => id === record.values.host) : undefined;
    return shownTitleOf(record, format, host ? textAt(host.values, 'name') : '');
  };
};
