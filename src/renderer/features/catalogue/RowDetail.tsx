import { useTranslation } from 'react-i18next';
import { isRecordId } from '../../../base/ids.ts';
import { textAt } from '../../../domain/values.ts';
import type { Row } from '../../../replica/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/labels.ts';
import { RecordTitle } from '../../records/ValueText.tsx';

const Organisation = ({ row }: { readonly row: Row }) => {
  const id = textAt(row.values, 'organisation');
  return isRecordId(id) ? <RecordTitle type="organisation" id={id} /> : null;
};

const numberAt = (row: Row, path: string): number | null => {
  const value = row.values[path];
  return typeof value === 'number' ? value : null;
};

/** The second line of a row: kind and day, organisation, or how far an indicator has come. */
export const RowDetail = ({ row }: { readonly row: Row }) => {
  const { t } = useTranslation('catalogue');
  const labels = useLabels();
  const format = useFormat();
  const kind = textAt(row.values, 'kind');
  const day = textAt(row.values, 'day') || textAt(row.values, 'since');
  if (row.type === 'practice') return <Organisation row={row} />;
  if (row.type === 'indicator') {
    const [achieved, target] = [numberAt(row, 'achieved') ?? 0, numberAt(row, 'target')];
    const done = format.number(achieved);
    return <>{target === null ? done : t('indicator.progress', { achieved: done, target: format.number(target) })}</>;
  }
  return (
    <>
      {[kind && labels.choice(row.type, 'kind', kind), day && format.shortDay(day)].filter(Boolean).join(' · ')}
      {row.type === 'offer' && (
        <>
          {' · '}
          <Organisation row={row} />
        </>
      )}
    </>
  );
};
