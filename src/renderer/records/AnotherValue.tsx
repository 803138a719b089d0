import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Json } from '../../base/json.ts';
import { combinedTexts, type Texts, textShapesOf, textsIn, withTexts } from '../../domain/combine.ts';
import type { RivalEntry } from '../../replica/api.ts';
import { partsOfPath, useLabels } from '../i18n/labels.ts';
import type { Commit } from '../replica/commit.ts';
import { Button } from '../ui/Button.tsx';
import { TextAreaField, TextField } from '../ui/FormField.tsx';
import { useKeys } from '../ui/keys.ts';
import styles from './AnotherValue.module.css';

export type AnotherValueProps = {
  readonly entry: RivalEntry;
  /** Only one card of a screen takes the keys C and W. */
  readonly keyed: boolean;
  /** Answers null where it failed; then what was typed stays. `seen` is the entry as it was when the person began to write: a value that has come since then was not seen and stays. */
  readonly onSave: (value: Json, seen: RivalEntry) => ReturnType<Commit>;
};

type Begun = { readonly texts: Texts; readonly entry: RivalEntry };

type WritingProps = {
  readonly begun: Begun;
  readonly onSave: (texts: Texts) => void;
  readonly onLeave: () => void;
};

const Writing = ({ begun, onSave, onLeave }: WritingProps) => {
  const { t } = useTranslation('records');
  const labels = useLabels();
  const { type, path } = begun.entry;
  const [texts, write] = useState(begun.texts);
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

const baseOf = ({ versions }: RivalEntry): Json => versions.find(({ value }) => value !== null)?.value ?? null;

const emptied = (texts: Texts): Texts => ('' in texts ? { '': '' } : texts);

/** Writes another value than those that wait, or begins with all of them in one, where the value is made of texts; nothing for other fields. */
export const AnotherValue = ({ entry, keyed, onSave }: AnotherValueProps) => {
  const { t } = useTranslation('records');
  const [begun, begin] = useState<Begun | null>(null);
  const from = useRef<Element | null>(null);
  const { type, path } = entry;
  const texts = textsIn(type, path, baseOf(entry));
  const combined = combinedTexts(
    type,
    path,
    entry.versions.map(({ value }) => value),
  );
  const open = (first: Texts): void => {
    from.current = document.activeElement;
    begin({ texts: first, entry });
  };
  const leave = (): void => {
    begin(null);
    if (from.current instanceof HTMLElement) from.current.focus();
  };
  const save = async (seen: RivalEntry, written: Texts): Promise<void> => {
    const value = withTexts(baseOf(seen), written);
    if (value === null) return;
    const receipt = await onSave(value, seen);
    if (receipt) begin(null);
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
      {begun !== null && (
        <Writing key={JSON.stringify(begun.texts)} begun={begun} onSave={(written) => void save(begun.entry, written)} onLeave={leave} />
      )}
    </div>
  );
};
