import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecordId } from '../../../base/ids.ts';
import type { RecordType } from '../../../domain/recordTypes.ts';
import { elementsOf, textAt } from '../../../domain/values.ts';
import type { Row } from '../../../replica/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/labels.ts';
import { useReplica } from '../../replica/context.ts';
import { matching } from '../../replica/queries.ts';
import { ChosenList } from '../../ui/ChosenList.tsx';
import { beginningFirst, type Choice, mostRanked } from '../../ui/choosing.ts';
import { ReferenceField } from '../../ui/ReferenceField.tsx';
import { hostsOf, useReferences, useTitles } from '../references.ts';
import { shownTitleOf } from '../shownTitle.ts';
import { RecordTitle } from '../ValueText.tsx';
import type { FieldInputProps } from './fieldForm.ts';

const mostFound = 20;

const useSearch = (type: RecordType) => {
  const replica = useReplica();
  const format = useFormat();
  return useCallback(
    async (text: string): Promise<readonly Choice[]> => {
      const page = await replica.list({ type, locale: format.language, offset: 0, limit: mostRanked, ...matching(text) });
      const hosts = await replica.rows('organisation', hostsOf(page.rows));
      const hostOf = ({ values }: Row): string => textAt(hosts.find(({ id }) => id === values.host)?.values ?? {}, 'name');
      const found = page.rows.map((row) => ({ value: row.id, label: shownTitleOf(row, format, hostOf(row)) }));
      return beginningFirst(found, text, mostFound);
    },
    [replica, type, format],
  );
};

/** One record. */
export const ReferenceInput = ({ to, type, field, form, error }: FieldInputProps & { readonly to: RecordType }) => {
  const labels = useLabels();
  const id = form.text(field.name);
  const rows = useReferences(to, isRecordId(id) ? [id] : []);
  const titleOf = useTitles(rows);
  return (
    <ReferenceField
      label={labels.name(type, field.name)}
      value={id || null}
      valueLabel={rows[0] ? titleOf(rows[0]) : ''}
      onChange={(next) => form.set(field.name, next)}
      search={useSearch(to)}
      {...form.typing?.(field.name)}
      error={error}
      hint={labels.required(type, field.name)}
    />
  );
};

/** Several records: those chosen with a way to take each out, and a field that adds one. */
export const ReferencesInput = ({ to, type, field, form, error }: FieldInputProps & { readonly to: RecordType }) => {
  const { t } = useTranslation('records');
  const labels = useLabels();
  const chosen = elementsOf(form.values, field.name).filter(isRecordId);
  const label = labels.name(type, field.name);
  return (
    <div>
      <ReferenceField
        label={label}
        value={null}
        valueLabel=""
        placeholder={t('reference.add')}
        onChange={(id) => id && form.set(`${field.name}/${id}`, true)}
        search={useSearch(to)}
        {...form.typing?.(field.name)}
        error={error}
      />
      <ChosenList
        label={label}
        entries={chosen.map((id) => ({
          id,
          content: <RecordTitle type={to} id={id} />,
          removeLabel: t('reference.remove'),
          onRemove: () => form.set(`${field.name}/${id}`, null),
        }))}
      />
    </div>
  );
};
