import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../base/json.ts';
import { languageOfCountry } from '../../../domain/territory.ts';
import { groupAt, isBlank, partOf } from '../../../domain/values.ts';
import { useLabels } from '../../i18n/labels.ts';
import { SelectField, TextField } from '../../ui/FormField.tsx';
import { FieldColumns } from '../../ui/FormSection.tsx';
import type { FieldForm } from './fieldForm.ts';

const orders = ['family-first', 'given-first'] as const;

export type NameFieldsProps = { readonly type: 'person' | 'registration'; readonly form: FieldForm; readonly missing?: boolean };

/** The parts of a name in the order in which people of that culture write them. */
export const NameFields = ({ type, form, missing = false }: NameFieldsProps) => {
  const { t } = useTranslation('domain');
  const labels = useLabels();
  const name = groupAt(form.values, 'name');
  const order = partOf(name, 'order');
  const set = (part: string, value: string): void => {
    const next: JsonObject = { ...name, [part]: value };
    form.set('name', isBlank({ ...next, order: '' }) ? { order: partOf(next, 'order') } : next);
  };
  const field = (part: 'family' | 'given' | 'title') => (
    <TextField
      key={part}
      label={labels.name(type, `name.${part}`)}
      value={partOf(name, part)}
      lang={languageOfCountry(form.text('country'))}
      onChange={(value) => set(part, value)}
      onBlur={form.flush}
      error={missing && part === 'family' ? t('validation.required') : undefined}
    />
  );
  return (
    <>
      <FieldColumns>{order === 'family-first' ? [field('family'), field('given')] : [field('given'), field('family')]}</FieldColumns>
      <FieldColumns>
        {field('title')}
        <SelectField
          label={labels.name(type, 'name.order')}
          value={order || null}
          choices={orders.map((value) => ({ value, label: t(`nameOrder.${value}`) }))}
          onChange={(value) => set('order', value ?? '')}
        />
      </FieldColumns>
    </>
  );
};
