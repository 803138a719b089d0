import { NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toLanguage } from '../i18n/format.ts';
import type { Language } from '../i18n/languages.ts';
import { type Choice, useFirstFound, useTypeAhead } from './choosing.ts';
import { classes } from './classes.ts';
import styles from './FormField.module.css';
import { spellingOffer } from './SpellingOffer.tsx';
import { WarningLine } from './WarningLine.tsx';

/** What every field of a form takes. A `warning` stands under the value in amber and never blocks; an `error` is what a step still needs. */
export type FieldCommon = {
  readonly label: string;
  /** Stands beside the label: "needed to finalise", "Romanian time". */
  readonly hint?: string | undefined;
  readonly description?: string | undefined;
  readonly warning?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly placeholder?: string | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly name?: string | undefined;
  /** Leaving the field flushes the draft. */
  readonly onBlur?: (() => void) | undefined;
};

const labelWith = (label: string, hint: string | undefined): ReactNode => (
  <>
    {label}
    {hint && <span className={styles.hint}> {hint}</span>}
  </>
);

/** The props that Mantine's inputs share, made from ours. */
export const inputProps = ({ label, hint, warning, description, error, onBlur, ...rest }: FieldCommon) => ({
  ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  label: labelWith(label, hint),
  ...(warning ? { description: <WarningLine text={warning} /> } : description ? { description } : {}),
  ...(error ? { error } : {}),
  ...(onBlur ? { onBlur } : {}),
  withAsterisk: false,
  inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
  classNames: {
    root: styles.root ?? '',
    label: styles.label ?? '',
    input: classes(styles.input, warning !== undefined && styles.warned),
    description: styles.description ?? '',
    error: styles.error ?? '',
  },
});

const offered = (lang: string | undefined, text: string, onRewrite: (text: string) => void): { readonly description?: ReactNode } => {
  const offer = spellingOffer({ lang, text, onRewrite });
  return offer === null ? {} : { description: offer };
};

export type TextFieldProps = FieldCommon & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'url' | 'tel';
  readonly lang?: string | undefined;
  readonly maxLength?: number;
};

export const TextField = ({ value, onChange, type = 'text', lang, maxLength, ...common }: TextFieldProps) => (
  <TextInput
    {...inputProps(common)}
    {...offered(lang, value, onChange)}
    type={type}
    value={value}
    {...(lang ? { lang } : {})}
    {...(maxLength ? { maxLength } : {})}
    autoComplete="off"
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

export const TextAreaField = ({ value, onChange, rows = 3, lang, ...common }: TextFieldProps & { readonly rows?: number }) => (
  <Textarea
    {...inputProps(common)}
    {...offered(lang, value, onChange)}
    value={value}
    {...(lang ? { lang } : {})}
    minRows={rows}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

/** Keeps a chosen value clear of the button that empties it, beside the arrow. */
export const roomToClear = (value: string | null): { readonly rightSectionWidth?: string } =>
  value === null ? {} : { rightSectionWidth: '3.5rem' };

export type SelectFieldProps = FieldCommon & {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly choices: readonly Choice[];
  readonly searchable?: boolean;
  readonly clearable?: boolean;
};

export const SelectField = ({ value, onChange, choices, searchable = false, clearable = false, ...common }: SelectFieldProps) => {
  const { t } = useTranslation();
  const typeAhead = useTypeAhead(choices, value, onChange);
  const firstFound = useFirstFound(choices, value, onChange);
  return (
    <Select
      {...inputProps({ placeholder: t('field.choose'), ...common })}
      {...(searchable ? firstFound : { onKeyDown: typeAhead })}
      data={[...choices]}
      value={value}
      onChange={onChange}
      searchable={searchable}
      clearable={clearable}
      {...(clearable ? roomToClear(value) : {})}
      allowDeselect={clearable}
      nothingFoundMessage={t('search.nothing')}
      clearButtonProps={{ 'aria-label': t('action.clear') }}
    />
  );
};

export type NumberFieldProps = FieldCommon & {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
};

const decimalSeparators: Readonly<Record<Language, string>> = { hu: ',', ro: ',', en: '.' };

/** A number with the decimal mark of the screen's language; what is none yet ("81,", "-") stays in the field until it is left. */
export const NumberField = ({ value, onChange, onBlur, ...common }: NumberFieldProps) => {
  const { i18n } = useTranslation();
  const [typing, setTyping] = useState<number | string | null>(null);
  const change = (next: number | string): void => {
    setTyping(next);
    onChange(next === '' || !Number.isFinite(Number(next)) ? null : Number(next));
  };
  const leave = (): void => {
    setTyping(null);
    onBlur?.();
  };
  return (
    <NumberInput
      {...inputProps({ ...common, onBlur: leave })}
      value={typing ?? value ?? ''}
      valueIsNumericString
      decimalSeparator={decimalSeparators[toLanguage(i18n.language)]}
      onChange={change}
      hideControls
    />
  );
};

export type TagsFieldProps = FieldCommon & {
  readonly value: readonly string[];
  readonly onChange: (tags: readonly string[]) => void;
  readonly suggestions?: readonly string[];
};

/** Words of a set; Enter or a comma ends one. */
export const TagsField = ({ value, onChange, suggestions = [], ...common }: TagsFieldProps) => (
  <TagsInput {...inputProps(common)} data={[...suggestions]} value={[...value]} onChange={onChange} splitChars={[',', ';']} clearable />
);
