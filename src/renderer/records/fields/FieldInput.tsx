import { Checkbox } from '@mantine/core';
import { textShapesOf } from '../../../domain/combine.ts';
import { zones } from '../../../domain/times.ts';
import { elementsOf, textAt } from '../../../domain/values.ts';
import { useLabels } from '../../i18n/labels.ts';
import { languages } from '../../i18n/languages.ts';
import { useValues } from '../../replica/queries.ts';
import { DateField, TimeField } from '../../ui/DayAndTime.tsx';
import { NumberField, SelectField, TagsField, TextField } from '../../ui/FormField.tsx';
import { TrilingualField } from '../../ui/TrilingualText.tsx';
import { InstantInput } from './DayTime.tsx';
import type { FieldInputProps } from './fieldForm.ts';
import { GroupInput } from './GroupInput.tsx';
import { ReferenceInput, ReferencesInput } from './References.tsx';
import { tagsOf } from './tagWords.ts';

const WordsInput = ({ type, field, form }: FieldInputProps) => {
  const labels = useLabels();
  const chosen = elementsOf(form.values, field.name);
  const used = (useValues(type, field.name, 200) ?? []).flatMap(({ value }) => (typeof value === 'string' ? value : []));
  const known = [...used, ...chosen];
  const change = (words: readonly string[]): void => {
    const next = tagsOf(words, known, labels.tag);
    for (const tag of chosen) if (!next.includes(tag)) form.set(`${field.name}/${tag}`, null);
    for (const tag of next) if (!chosen.includes(tag)) form.set(`${field.name}/${tag}`, true);
  };
  return (
    <TagsField
      label={labels.name(type, field.name)}
      value={chosen.map(labels.tag)}
      suggestions={[...new Set(known.map(labels.tag))]}
      onChange={change}
    />
  );
};

const PlainInput = ({ type, field, form, error }: FieldInputProps) => {
  const labels = useLabels();
  const { name } = field;
  const label = labels.name(type, name);
  const hint = labels.required(type, name);
  const common = { label, hint, error, onBlur: form.flush };
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
    case 'zone':
      return (
        <SelectField
          {...common}
          value={form.text(name) || null}
          choices={Object.values(zones).map((zone) => ({ value: zone, label: labels.value(type, name, zone, {}) }))}
          onChange={(next) => form.set(name, next)}
        />
      );
    case 'clock':
      return <TimeField {...common} value={form.text(name) || null} onChange={(next) => form.set(name, next)} />;
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
          hint={hint}
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
  if (kind === 'group') return <GroupInput {...props} />;
  if (kind === 'instant') return <InstantInput {...props} />;
  return <PlainInput {...props} />;
};
