import { IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import type { Icon } from './Icon.ts';
import styles from './Progress.module.css';

/** A share as a bar, 0 to 1; `text` says it in words for a screen reader. */
export const Bar = ({ share, text, done = false }: { readonly share: number; readonly text: string; readonly done?: boolean }) => (
  <div
    role="progressbar"
    aria-label={text}
    aria-valuenow={Math.round(share * 100)}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuetext={text}
    className={styles.track}
  >
    <div className={styles.fill} data-done={done} style={{ width: `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%` }} />
  </div>
);

export type ProgressProps = {
  /** What is going on: "Reading the bundle from Szeged". */
  readonly title: string;
  /** "1,240 of 2,000 records" */
  readonly count: string;
  readonly share: number;
  /** "Nothing changes until the last record is checked." */
  readonly promise?: string;
  readonly icon?: Icon;
  readonly onCancel?: () => void;
};

/** Long work at the top of a pane; show it from 400 ms on. */
export const Progress = ({ title, count, share, promise, icon: Icon = IconFileImport, onCancel }: ProgressProps) => {
  const { t } = useTranslation();
  return (
    <div className={styles.block}>
      <Icon size={20} stroke={1.75} />
      <div className={styles.main}>
        <div className={styles.line}>
          <strong>{title}</strong>
          <span>{count}</span>
        </div>
        <Bar share={share} text={`${title} ${count}`} />
      </div>
      {promise && <p className={styles.promise}>{promise}</p>}
      {onCancel && <Button onClick={onCancel}>{t('action.cancel')}</Button>}
    </div>
  );
};
