import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../i18n/languages.ts';
import styles from './Desk.module.css';
import { DeskButton } from './DeskButton.tsx';
import { focusNow } from './focusNow.ts';

type LeavingProps = { readonly pin: string; readonly language: Language; readonly onBack: () => void; readonly onLeave: () => void };

/** Asks for the four digits that were chosen when the desk was opened. */
export const Leaving = ({ pin, language, onBack, onLeave }: LeavingProps) => {
  const { t } = useTranslation('desk', { lng: language });
  const [typed, type] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed === pin) onLeave();
    else {
      setWrong(true);
      type('');
    }
  };
  return (
    <>
      <form id="desk-leaving" className={styles.prompt} onSubmit={submit}>
        <h1>{t('leaving.title')}</h1>
        <p role="status">{t(wrong ? 'leaving.wrong' : 'leaving.hint')}</p>
        <input
          ref={focusNow}
          type="password"
          inputMode="numeric"
          autoComplete="off"
          aria-label={t('leaving.label')}
          maxLength={4}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
        />
      </form>
      <footer className={styles.foot}>
        <DeskButton main hint="Enter" type="submit" form="desk-leaving">
          {t('leave')}
        </DeskButton>
        <DeskButton hint="Esc" onClick={onBack}>
          {t('back')}
        </DeskButton>
      </footer>
    </>
  );
};
