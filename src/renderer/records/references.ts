import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../base/ids.ts';
import type { RecordType } from '../../domain/recordTypes.ts';
import { textAt } from '../../domain/values.ts';
import type { Row } from '../../replica/api.ts';
import { useReferencedRows } from '../replica/queries.ts';

/** The records behind references, for their names. That of a deleted organisation or office says so: "deleted: Termo Exemplu SRL". */
export const useReferences = (type: RecordType, ids: readonly RecordId[]): readonly Row[] => {
  const { t } = useTranslation('records');
  const rows = useReferencedRows(type, ids);
  return useMemo(
    () =>
      rows.map((row) => {
        const name = textAt(row.values, 'name');
        return row.deleted && name !== '' ? { ...row, values: { ...row.values, name: t('deletedName', { name }) } } : row;
      }),
    [rows, t],
  );
};
