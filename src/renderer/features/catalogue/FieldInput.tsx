import { Checkbox } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecordId } from '../../../base/ids.ts';
import { textShapesOf } from '../../../domain/combine.ts';
import type { Field } from '../../../domain/fields.ts';
import type { RecordType } from '../../../domain/recordTypes.ts';
import { elementsOf, textAt } from '../../../domain/values.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/labels.ts';
import { languages } from '../../i18n/languages.ts';
import { useReferences } from '../../records/references.ts';
import { shownTitleOf } from '../../records/shownTitle.ts';
import { RecordTitle } from '../../records/ValueText.tsx';
import { useReplica } from '../../replica/context.ts';
import type { DraftForm } from '../../replica/draft.ts';
import { useValues } from '../../replica/queries.ts';
import { IconButton } from '../../ui/Button.tsx';
import { type Choice, DateField, NumberField, SelectField, TagsField, TextField } from '../../ui/FormField.tsx';
import { ReferenceField } from '../../ui/ReferenceField.tsx';
import { TrilingualField } from '../../ui/TrilingualText.tsx';
import styles from './Catalogue.module.css';

export type FieldInputProps = {
  readonly type: RecordType;
  readonly field: Field;
  readonly form: DraftForm;
  readonly error: string | undefined;
};

const mostFound = 20;

const useSearch = (type: RecordType) => {
  const replica = useReplica();
  const format = useFormat();
  return useCallback(
    async (text: string): Promise<readonly Choice[]> => {
      const page = await replica.list({ type, locale: format.language, offset: 0, limit: mostFound, ...(text === '' ? {} : { text }) });
      return page.rows.map((row) => ({ value: row.id, label: shownTitleOf(row, format) }));
    },
    [replica, type, format],
  );
};

const ReferenceInput = ({ to, type, field, form, error }: FieldInputProps & { readonly to: RecordType }) => {
  const format = useFormat();
  const labels = useLabels();
  const id = form.text(field.name);
  const [row] = useReferences(to, isRecordId(id) ? [id] : []);
  return (
    <ReferenceField
      label={labels.name(type, field.name)}
      value={id || null}
      valueLabel={row ? shownTitleOf(row, format) : ''}
      onChange={(next) => form.set(field.name, next)}
      search={useSearch(to)}
      error={error}
    />
  );
};

/** Several records: those chosen with a way to take each out, and a field that adds one. */
const ReferencesInput = ({ to, type, field, form, error }: FieldInputProps & { readonly to: RecordType }) => {
  const { t } = useTranslation('catalogue');
  const labels = useLabels();
  const chosen = elementsOf(form.values, field.name).filter(isRecordId);
  const label = labels.name(type, field.name);
  return (
    <div>
      <ReferenceField
        label={label}
        value={null}
        valueLabel=""
        placeholder={t('form.addReference')}
        onChange={(id) => id && form.set(`${field.name}/${id}`, true)}
        search={useSearch(to)}
        error={error}
      />
      <ul className={styles.chosen} aria-label={label}>
        {chosen.map((id) => (
          <li key={id}>
            <span>
              <RecordTitle type={to} id={id} />
            </span>
            <IconButton variant="quiet" icon={IconX} label={t('form.remove')} onClick={() => form.set(`${field.name}/${id}`, null)} />
          </li>
        ))}
      </ul>
    </div>
  );
};

const WordsInput = ({ type, field, form }: FieldInputProps) => {
  const labels = useLabels();
  const chosen = elementsOf(form.values, field.name);
  const used = useValues(type, field.name, 200).flatMap(({ value }) => (typeof value === 'string' ? value : []));
  const byLabel = new Map([...used, ...chosen].map((tag) => [labels.tag(tag), tag]));
  const change = (words: readonly string[]): void => {
    const next = words
      .map((word) => byLabel.get(word) ?? word.trim().toLocaleLowerCase())
      .filter((tag) => tag !== '' && !tag.includes('/'));
    for (const tag of chosen) if (!next.includes(tag)) form.set(`${field.name}/${tag}`, null);
    for (const tag of next) if (!chosen.includes(tag)) form.set(`${field.name}/${tag}`, true);
  };
  return (
    <TagsField label={labels.name(type, field.name)} value={chosen.map(labels.tag)} suggestions={[...byLabel.keys()]} onChange={change} />
  );
};

const PlainInput = ({ type, field, form, error }: FieldInputProps) => {
  const labels = useLabels();
  const { name } = field;
  const label = labels.name(type, name);
  const common = { label, error, onBlur: form.flush };
  const value = form.values[name];
  switch (field.kind) {
    case 'choice':
      return (
        <SelectField
          {...common}
          value={form.text(name) || null}
          choices={(field.choices ?? []).map((choice) => ({ value: choice, label: labels.choice(type, name, choice) }))}
          onChange={(next) => form.set(name, next)}
          clearable={!field.required}
        />
      );
    case 'day':
      return <DateField {...common} value={form.text(name) || null} onChange={(next) => form.set(name, next)} />;
    case 'number':
      return <NumberField {...common} value={typeof value === 'number' ? value : null} onChange={(next) => form.set(name, next)} />;
    case 'flag':
      return <Checkbox label={label} checked={value === true} onChange={(event) => form.set(name, event.currentTarget.checked)} />;
    case 'translated':
      return (
        <TrilingualField
          label={label}
          texts={Object.fromEntries(languages.map((language) => [language, textAt(form.values, `${name}.${language}`)]))}
          singleLine={textShapesOf(type, name)[''] === 'line'}
          onChange={(language, text) => form.set(`${name}.${language}`, text)}
          onBlur={form.flush}
          error={error}
        />
      );
    default:
      return <TextField {...common} value={form.text(name)} onChange={(next) => form.set(name, next)} />;
  }
};

/** The input that suits the kind of a declared field. */
export const FieldInput = (props: FieldInputProps) => {
  const { kind, to } = props.field;
  if (kind === 'reference' && to) return <ReferenceInput {...props} to={to} />;
  if (kind === 'set') return to ? <ReferencesInput {...props} to={to} /> : <WordsInput {...props} />;
  return <PlainInput {...props} />;
};
