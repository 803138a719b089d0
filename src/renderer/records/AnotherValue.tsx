import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../base/json.ts';
import { combinedTexts, type Texts, textShapesOf, textsIn, withTexts } from '../../domain/combine.ts';
import type { RivalEntry } from '../../replica/api.ts';
import { partsOfPath, useLabels } from '../i18n/labels.ts';
import { Button } from '../ui/Button.tsx';
import { TextAreaField, TextField } from '../ui/FormField.tsx';
import { useKeys } from '../ui/keys.ts';
import styles from './AnotherValue.module.css';

export type AnotherValueProps = {
  readonly entry: RivalEntry;
  /** Only one card of a screen takes the keys C and W. */
  readonly keyed: boolean;
  readonly onSave: (value: Json) => void;
};

type WritingProps = {
  readonly entry: RivalEntry;
  readonly begun: Texts;
  readonly onSave: (texts: Texts) => void;
  readonly onLeave: () => void;
};

const Writing = ({ entry: { type, path }, begun, onSave, onLeave }: WritingProps) => {
  const { t } = useTranslation('records');
  const labels = useLabels();
  const [texts, write] = useState(begun);
  const { name: field, language } = partsOfPath(path);
  const shapes = Object.entries(textShapesOf(type, path));
  const isLong = shapes.some(([, shape]) => shape === 'lines');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    if (event.key === 'Escape') onLeave();
    else onSave(texts);
  };
  return (
    <form
      className={styles.form}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(texts);
      }}
    >
      <div className={styles.fields}>
        {shapes.map(([name, shape], place) => {
          const common = {
            label: name === '' ? t('another.label') : labels.name(type, `${field}.${name}`),
            value: texts[name] ?? '',
            onChange: (text: string) => write({ ...texts, [name]: text }),
            autoFocus: place === 0,
            ...(language === null ? {} : { lang: language }),
          };
          return shape === 'lines' ? <TextAreaField key={name} {...common} rows={6} /> : <TextField key={name} {...common} />;
        })}
      </div>
      <Button type="submit" hint={isLong ? 'Ctrl Enter' : 'Enter'}>
        {t('another.save')}
      </Button>
    </form>
  );
};

const emptied = (texts: Texts): Texts => ('' in texts ? { '': '' } : texts);

/** Writes another value than those that wait, or begins with all of them in one, where the value is made of texts; nothing for other fields. */
export const AnotherValue = ({ entry, keyed, onSave }: AnotherValueProps) => {
  const { t } = useTranslation('records');
  const [begun, begin] = useState<Texts | null>(null);
  const from = useRef<Element | null>(null);
  const { type, path } = entry;
  const values = entry.versions.map(({ value }) => value);
  const base = values.find((value) => value !== null) ?? null;
  const texts = textsIn(type, path, base);
  const combined = combinedTexts(type, path, values);
  const open = (first: Texts): void => {
    from.current = document.activeElement;
    begin(first);
  };
  const leave = (): void => {
    begin(null);
    if (from.current instanceof HTMLElement) from.current.focus();
  };
  const save = (written: Texts): void => {
    const value = withTexts(base, written);
    if (value !== null) onSave(value);
  };
  const ways = [
    ...(combined === null ? [] : [{ keys: 'C', label: t('another.combine'), run: () => open(combined) }]),
    ...(Object.keys(texts).length === 0 ? [] : [{ keys: 'W', label: t('another.write'), run: () => open(emptied(texts)) }]),
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
      {begun !== null && <Writing key={JSON.stringify(begun)} entry={entry} begun={begun} onSave={save} onLeave={leave} />}
    </div>
  );
};
