import { IconId, IconUserPlus } from '@tabler/icons-react';
import { type FormEvent, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../i18n/languages.ts';
import { newFormId } from '../../replica/newForm.ts';
import styles from './Desk.module.css';
import { DeskButton } from './DeskButton.tsx';
import { focusAtEnd } from './focusNow.ts';
import type { Desk } from './useDesk.ts';

/** An empty field for a badge or a name; it shows a stranger nothing. */
export const Prompt = ({ desk, language }: { readonly desk: Desk; readonly language: Language }) => {
  const { t } = useTranslation('desk', { lng: language });
  const field = useRef<HTMLInputElement>(null);
  const { typed, lastBadge } = desk;
  // Typed with the focus elsewhere, as after a touch beside the field: the field takes it from the first letter on.
  useLayoutEffect(() => {
    if (typed !== '' && document.activeElement === document.body) focusAtEnd(field.current);
  }, [typed]);
  useLayoutEffect(() => focusAtEnd(field.current), []);
  const enter = (): void => {
    void desk.enter();
    focusAtEnd(field.current);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    enter();
  };
  return (
    <>
      <form className={styles.prompt} onSubmit={submit}>
        <h1>{t('prompt.title')}</h1>
        <p id="desk-prompt-hint" role="status" className={desk.short ? styles.asked : undefined}>
          {t('prompt.hint')}
        </p>
        <input
          ref={field}
          type="text"
          autoComplete="off"
          spellCheck={false}
          aria-label={t('prompt.label')}
          aria-describedby="desk-prompt-hint"
          maxLength={120}
          value={typed}
          onChange={(event) => desk.type(event.currentTarget.value)}
        />
      </form>
      <footer className={styles.foot}>
        <DeskButton main hint="Enter" onClick={enter}>
          {t('prompt.enter')}
        </DeskButton>
        <DeskButton icon={IconUserPlus} hint="F3" onClick={() => desk.go({ at: 'walkIn', id: newFormId() })}>
          {t('walkIn.title')}
        </DeskButton>
        {lastBadge && (
          <DeskButton icon={IconId} hint="F4" onClick={() => desk.go({ at: 'badge', registration: lastBadge })}>
            {t('badge.again')}
          </DeskButton>
        )}
      </footer>
    </>
  );
};
