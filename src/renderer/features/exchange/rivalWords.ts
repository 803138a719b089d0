import { useTranslation } from 'react-i18next';
import { isRecordId, type RecordId } from '../../../base/ids.ts';
import type { Json } from '../../../base/json.ts';
import { fieldsOf } from '../../../domain/fields.ts';
import { textAt, translatedAt } from '../../../domain/values.ts';
import type { Attribution, RivalEntry } from '../../../replica/api.ts';
import { toLanguage, useFormat } from '../../i18n/format.ts';
import { partsOfPath, useLabels } from '../../i18n/labels.ts';
import { useReferences, useTitles } from '../../records/references.ts';
import { useNow } from '../../state/useNow.ts';

const idsOf = (values: readonly Json[]): readonly RecordId[] =>
  values.flatMap((value): RecordId[] => (typeof value === 'string' && isRecordId(value) ? [value] : []));

/** What stands in a rival's card: the record's title, the field, the value, who wrote it and when. */
export const useRivalWords = ({ type, path, values, versions }: RivalEntry) => {
  const { t, i18n } = useTranslation('exchange');
  const format = useFormat();
  const labels = useLabels();
  const now = useNow();
  const language = toLanguage(i18n.language);
  const field = fieldsOf[type].find(({ name }) => name === partsOfPath(path).name);
  const referred = useReferences(field?.to ?? 'organisation', field?.to ? idsOf(versions.map(({ value }) => value)) : []);
  const titleOf = useTitles([{ type, values }]);
  return {
    title: titleOf({ type, values }) || t('rivals.untitled'),
    field: labels.path(type, path),
    value: (value: Json): string => {
      if (value === null) return t('rivals.empty');
      if (value === true && partsOfPath(path).element !== null) return t('rivals.putIn');
      const row = referred.find(({ id }) => id === value);
      const name = row && (textAt(row.values, 'name') || translatedAt(row.values, 'title', language));
      return name || labels.value(type, path, value, values) || t('rivals.empty');
    },
    who: ({ author, office }: Attribution): string => [author, office].filter(Boolean).join(', '),
    when: ({ at }: Attribution): string => format.when(at, Math.max(now, at)),
  };
};
