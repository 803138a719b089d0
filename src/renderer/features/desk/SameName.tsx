import type { KeyboardEvent, MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../../replica/api.ts';
import type { Language } from '../../i18n/languages.ts';
import { nameOf } from './Result.tsx';
import { useOrganisationName } from './useOrganisationName.ts';
import styles from './WalkIn.module.css';

type SameNameProps = { readonly row: Row; readonly language: Language; readonly onCheckIn: () => void };

/** Asks whether a walk-in is somebody who is registered already. */
export const SameName = ({ row, language, onCheckIn }: SameNameProps) => {
  const { t } = useTranslation('desk', { lng: language });
  const organisation = useOrganisationName(row);
  return (
    <div role="alert" className={styles.same}>
      <p>{t('walkIn.same', { name: nameOf(row), organisation })}</p>
      <button type="button" data-question onClick={onCheckIn}>
        {t('walkIn.checkIn')}
      </button>
      <p>{t('walkIn.sameHint')}</p>
    </div>
  );
};

/**
 * What is done without meaning it, a double click, a key held down or the Enter that follows every other visitor, must not answer the question
 * that the first press has raised: Enter in a field leads to it.
 */
export const onlyMeant = {
  onClick: (event: MouseEvent): void => {
    if (event.detail > 1) event.preventDefault();
  },
  onKeyDown: (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key !== 'Enter' || event.ctrlKey || event.defaultPrevented) return;
    const question = event.target instanceof HTMLInputElement ? event.currentTarget.querySelector('button[data-question]') : null;
    if (event.repeat || question) event.preventDefault();
    if (question instanceof HTMLElement) question.focus();
  },
};
