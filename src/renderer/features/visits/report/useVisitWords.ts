import { useTranslation } from 'react-i18next';
import { isRecordId, type RecordId } from '../../../../base/ids.ts';
import { isJsonObject, type Json } from '../../../../base/json.ts';
import { textAt } from '../../../../domain/values.ts';
import type { Attribution, RecordView } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { useReferences } from '../../../records/references.ts';
import { useNow } from '../../../state/useNow.ts';

const textOfEntry = (entry: Readonly<Record<string, Json>>): string =>
  Object.values(entry)
    .filter((part): part is string => typeof part === 'string' && part !== '' && !isRecordId(part))
    .join(' · ');

const idsIn = (values: readonly Json[]): readonly RecordId[] => [
  ...new Set(values.flatMap((value): RecordId[] => (typeof value === 'string' && isRecordId(value) ? [value] : []))),
];

/** Who wrote something and when, in words: "Szeged, 21 Nov 2026 14:05". */
export const useOrigin = (): ((by: Attribution) => string) => {
  const format = useFormat();
  const now = useNow();
  return (by) => [by.office, format.when(by.at, Math.max(now, by.at))].filter(Boolean).join(', ');
};

/** Words for the fields of a visit and for values that two offices wrote; hosts and offices by their names. */
export const useVisitWords = (view: RecordView) => {
  const { t } = useTranslation('visits');
  const labels = useLabels();
  const values = Object.values(view.versions).flatMap((versions) => versions.map((version) => version.value));
  const ids = idsIn(values);
  const named = [...useReferences('organisation', ids), ...useReferences('office', ids)];
  return {
    field: (path: string): string => labels.path('visit', path),
    value: (path: string, value: Json): string => {
      if (value === null) return t('report.takenOut');
      if (isJsonObject(value)) return textOfEntry(value);
      const row = named.find(({ id }) => id === value);
      return (row && textAt(row.values, 'name')) || labels.value('visit', path, value);
    },
    origin: useOrigin(),
  };
};
