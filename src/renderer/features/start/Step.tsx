import { IconArrowRight, IconShieldCheck } from '@tabler/icons-react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { focusFirstField } from '../../ui/focus.ts';
import styles from './Start.module.css';

export type StepProps = {
  readonly title: string;
  readonly note: string;
  /** Why the next step has to wait; null when it does not. */
  readonly waitsFor: string | null;
  readonly next: string;
  readonly busy?: boolean;
  readonly onBack?: () => void;
  readonly onNext: () => void;
  readonly children: ReactNode;
};

/** One question; the reason for a greyed button stands at its left. */
export const Step = ({ title, note, waitsFor, next, busy = false, onBack, onNext, children }: StepProps) => {
  const { t } = useTranslation(['start', 'common']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (waitsFor === null && !busy) onNext();
  };
  return (
    <form className={styles.step} onSubmit={submit} noValidate>
      <div ref={focusFirstField} className={styles.question}>
        <h1>{title}</h1>
        <p>{note}</p>
        {children}
      </div>
      <div className={styles.foot}>
        <p id="start-reason" role="status">
          <IconShieldCheck size={18} stroke={1.75} />
          {busy ? t('start:needs.busy') : (waitsFor ?? t('start:needs.nothing'))}
        </p>
        {onBack && (
          <Button onClick={onBack} disabled={busy} aria-describedby={busy ? 'start-reason' : undefined}>
            {t('common:action.back')}
          </Button>
        )}
        <Button type="submit" variant="filled" aria-disabled={waitsFor !== null || busy} aria-describedby="start-reason">
          {next}
          <IconArrowRight size={16} stroke={2} className={styles.arrow} />
        </Button>
      </div>
    </form>
  );
};
