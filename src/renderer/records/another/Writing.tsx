import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../../base/json.ts';
import { type Texts, textShapesOf } from '../../../domain/combine.ts';
import { partsOfPath, useLabels } from '../../i18n/labels.ts';
import { typedOver } from '../../replica/draftValues.ts';
import { Button } from '../../ui/Button.tsx';
import { TextAreaField, TextField } from '../../ui/FormField.tsx';
import { holdsUnread } from '../../ui/focus.ts';
import { comboOf } from '../../ui/keys.ts';
import { ReasonedButton } from '../../ui/ReasonedButton.tsx';
import { SavedMark } from '../../ui/SavedMark.tsx';
import { FieldInput } from '../fields/FieldInput.tsx';
import type { FieldForm } from '../fields/fieldForm.ts';
import styles from './AnotherValue.module.css';
import type { BegunValue } from './begunValues.ts';
import { useIsUnkept } from './keptValues.ts';
import { fieldToWrite, isPersonalNumber, writtenValue } from './written.ts';

type ChangeProps = {
  readonly begun: BegunValue;
  readonly onChange: (change: { readonly texts: Texts } | { readonly value: Json }) => void;
};

const TextInputs = ({ begun, onChange }: ChangeProps) => {
  const { t } = useTranslation(['records', 'domain']);
  const labels = useLabels();
  const { texts } = begun;
  const { type, path } = begun.entry;
  const { name: field, language } = partsOfPath(path);
  const refused = isPersonalNumber(begun) ? t('domain:validation.personalNumber') : undefined;
  return Object.entries(textShapesOf(type, path)).map(([name, shape]) => {
    const common = {
      label: name === '' ? t('another.label') : labels.name(type, `${field}.${name}`),
      value: texts[name] ?? '',
      onChange: (text: string) => onChange({ texts: { ...texts, [name]: text } }),
      error: refused,
      ...(language === null ? {} : { lang: language }),
    };
    return shape === 'lines' ? <TextAreaField key={name} {...common} rows={6} /> : <TextField key={name} {...common} />;
  });
};

/** The record's form, narrowed to the one field: the rest of the record is there to be read, as an address reads its country. */
const formOf = ({ entry, value }: BegunValue, onChange: ChangeProps['onChange']): FieldForm => {
  const values = typedOver(entry.values, { [entry.path]: value });
  return {
    values,
    text: (path) => String(values[path] ?? ''),
    set: (path, next) => path === entry.path && onChange({ value: next === '' ? null : next }),
    flush: () => undefined,
  };
};

export type WritingProps = ChangeProps & { readonly onSave: () => void; readonly onGiveUp: () => void };

/** The form in which another value is written, with the inputs of the record's own form. Escape gives it up. */
export const Writing = ({ begun, onChange, onSave, onGiveUp }: WritingProps) => {
  const { t } = useTranslation('records');
  const root = useRef<HTMLFormElement>(null);
  const isFresh = useRef(!begun.isTouched);
  const { type, path } = begun.entry;
  const field = fieldToWrite(begun.entry);
  const isLong = Object.values(textShapesOf(type, path)).includes('lines');
  const isUnkept = useIsUnkept(begun);
  const isRefused = isPersonalNumber(begun); // The field says why.
  const waitsFor = writtenValue(begun) === null ? t('another.empty') : null;
  const canSave = waitsFor === null && !isRefused;
  useEffect(() => {
    if (isFresh.current) root.current?.querySelector<HTMLElement>('input, textarea')?.focus();
  }, []);
  const save = (): void => {
    if (canSave && !holdsUnread(root.current)) onSave();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { target, currentTarget } = event;
    const isOpenList = target instanceof HTMLElement && (target.ariaExpanded === 'true' || !currentTarget.contains(target));
    if (event.key === 'Escape' && !isOpenList) onGiveUp();
    else if (/^Ctrl (Enter|S)$/.test(comboOf(event))) save();
    else return;
    event.preventDefault();
  };
  return (
    <form
      ref={root}
      className={styles.form}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className={styles.fields}>
        {field ? <FieldInput type={type} field={field} form={formOf(begun, onChange)} /> : <TextInputs begun={begun} onChange={onChange} />}
      </div>
      {isUnkept && <SavedMark savedAt={null} failed />}
      <div className={styles.foot}>
        <ReasonedButton type="submit" hint={isLong ? 'Ctrl Enter' : 'Enter'} reason={waitsFor} disabled={isRefused}>
          {t('another.save')}
        </ReasonedButton>
        <Button variant="quiet" hint="Esc" onClick={onGiveUp}>
          {t('another.giveUp')}
        </Button>
      </div>
    </form>
  );
};
