import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type Texts, textShapesOf } from '../../../domain/combine.ts';
import { partsOfPath, useLabels } from '../../i18n/labels.ts';
import { Button } from '../../ui/Button.tsx';
import { TextAreaField, TextField } from '../../ui/FormField.tsx';
import styles from './AnotherValue.module.css';
import type { BegunValue } from './begunValues.ts';

export type WritingProps = {
  readonly begun: BegunValue;
  readonly onChange: (texts: Texts) => void;
  readonly onSave: () => void;
  readonly onGiveUp: () => void;
};

/** The form in which another value is written. Escape gives it up. */
export const Writing = ({ begun, onChange, onSave, onGiveUp }: WritingProps) => {
  const { t } = useTranslation('records');
  const labels = useLabels();
  const { texts, isTouched } = begun;
  const { type, path } = begun.entry;
  const { name: field, language } = partsOfPath(path);
  const shapes = Object.entries(textShapesOf(type, path));
  const isLong = shapes.some(([, shape]) => shape === 'lines');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' && !(event.key === 'Enter' && (event.ctrlKey || event.metaKey))) return;
    event.preventDefault();
    if (event.key === 'Escape') onGiveUp();
    else onSave();
  };
  return (
    <form
      className={styles.form}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <div className={styles.fields}>
        {shapes.map(([name, shape], place) => {
          const common = {
            label: name === '' ? t('another.label') : labels.name(type, `${field}.${name}`),
            value: texts[name] ?? '',
            onChange: (text: string) => onChange({ ...texts, [name]: text }),
            autoFocus: place === 0 && !isTouched,
            ...(language === null ? {} : { lang: language }),
          };
          return shape === 'lines' ? <TextAreaField key={name} {...common} rows={6} /> : <TextField key={name} {...common} />;
        })}
      </div>
      <Button type="submit" hint={isLong ? 'Ctrl Enter' : 'Enter'}>
        {t('another.save')}
      </Button>
      <Button variant="quiet" hint="Esc" onClick={onGiveUp}>
        {t('another.giveUp')}
      </Button>
    </form>
  );
};
