import { IconAlertTriangle, IconCheck, IconInfoCircle, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';
import type { Icon } from './Icon.ts';
import styles from './Notice.module.css';

export type NoticeTone = 'info' | 'warning' | 'error' | 'done';

const icons: Readonly<Record<NoticeTone, Icon>> = {
  info: IconInfoCircle,
  warning: IconAlertTriangle,
  error: IconAlertTriangle,
  done: IconCheck,
};

export type NoticeProps = {
  readonly tone: NoticeTone;
  readonly title: string;
  /** What is safe and what to do. */
  readonly children?: ReactNode;
  readonly icon?: Icon;
  /** Quiet buttons. */
  readonly actions?: ReactNode;
  /** A code or path for whoever helps; opened with "Details", selectable. */
  readonly details?: string;
  readonly onClose?: () => void;
};

/** What happened, what is safe, what to do. Stays until it is closed or solved. */
export const Notice = ({ tone, title, children, icon, actions, details, onClose }: NoticeProps) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const Icon = icon ?? icons[tone];
  return (
    <div role={tone === 'error' ? 'alert' : 'status'} className={classes(styles.notice, styles[tone])}>
      <Icon size={20} stroke={1.75} />
      <div className={styles.words}>
        <strong>{title}</strong>
        {children && <div>{children}</div>}
        {(actions || details) && (
          <div className={styles.actions}>
            {actions}
            {details && (
              <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
                {t('action.details')}
              </button>
            )}
          </div>
        )}
        {open && <code className={styles.details}>{details}</code>}
      </div>
      {onClose && (
        <button type="button" aria-label={t('action.close')} className={styles.close} onClick={onClose}>
          <IconX size={16} stroke={1.75} />
        </button>
      )}
    </div>
  );
};
