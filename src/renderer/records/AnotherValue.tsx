import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { combinedText, textShapeOf } from '../../domain/combine.ts';
import type { RivalEntry } from '../../replica/api.ts';
import { partsOfPath } from '../i18n/labels.ts';
import { Button } from '../ui/Button.tsx';
import { TextAreaField, TextField } from '../ui/FormField.tsx';
import { useKeys } from '../ui/keys.ts';
import styles from './AnotherValue.module.css';

export type AnotherValueProps = {
  readonly entry: RivalEntry;
  /** Only one card of a screen takes the keys C and W. */
  readonly keyed: boolean;
  readonly onSave: (value: string) => void;
};

type WritingProps = {
  readonly entry: RivalEntry;
  readonly isLong: boolean;
  readonly begun: string;
  readonly onSave: (value: string) => void;
  readonly onLeave: () => void;
};

const Writing = ({ entry, isLong, begun, onSave, onLeave }: WritingProps) => {
  const { t } = useTranslation('records');
  const [text, write] = useState(begun);
  const save = (): void => {
    if (text.trim() !== '') onSave(text.trim());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    if (event.key === 'Escape') onLeave();
    else save();
  };
  const language = partsOfPath(entry.path).language;
  const field = {
    label: t('another.label'),
    value: text,
    onChange: write,
    autoFocus: true,
    ...(language === null ? {} : { lang: language }),
  };
  return (
    <form
      className={styles.form}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className={styles.field}>{isLong ? <TextAreaField {...field} rows={6} /> : <TextField {...field} />}</div>
      <Button type="submit" hint={isLong ? 'Ctrl Enter' : 'Enter'}>
        {t('another.save')}
      </Button>
    </form>
  );
};

/** Writes another value than those that wait, or begins with all of them in one text, where the field is a text; nothing for other fields. */
export const AnotherValue = ({ entry, keyed, onSave }: AnotherValueProps) => {
  const { t } = useTranslation('records');
  const [begun, begin] = useState<string | null>(null);
  const from = useRef<Element | null>(null);
  const { type, path, versions } = entry;
  const shape = textShapeOf(type, path);
  const values = versions.map(({ value }) => value);
  const combined = combinedText(type, path, values);
  const open = (text: string): void => {
    from.current = document.activeElement;
    begin(text);
  };
  const leave = (): void => {
    begin(null);
    if (from.current instanceof HTMLElement) from.current.focus();
  };
  const ways = [
    ...(combined === null ? [] : [{ keys: 'C', label: t('another.combine'), run: () => open(combined) }]),
    ...(shape === null ? [] : [{ keys: 'W', label: t('another.write'), run: () => open('') }]),
  ];
  useKeys(keyed ? ways : []);
  if (ways.length === 0) return null;
  return (
    <div className={styles.another}>
      {ways.map(({ keys, label, run }) => (
        <Button key={keys} small variant="quiet" onClick={run} {...(keyed ? { hint: keys } : {})}>
          {label}
        </Button>
      ))}
      {begun !== null && <Writing key={begun} entry={entry} isLong={shape === 'lines'} begun={begun} onSave={onSave} onLeave={leave} />}
    </div>
  );
};
