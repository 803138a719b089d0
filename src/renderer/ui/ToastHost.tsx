import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ToastHost.module.css';
import { closeToast, type Toast, useToast } from './toasts.ts';

const shownForMs = 10_000;

const ToastCard = ({ toast }: { readonly toast: Toast }) => {
  const { t } = useTranslation();
  const [held, hold] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(closeToast, shownForMs);
    return () => clearTimeout(timer);
  }, [held]);
  const Icon = toast.tone === 'done' ? IconCheck : IconAlertTriangle;
  return (
    <output
      className={styles.toast}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <Icon size={18} stroke={1.75} />
      <span className={styles.text}>{toast.text}</span>
      {toast.action && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            toast.action?.run();
            closeToast();
          }}
        >
          {toast.action.label}
          {toast.action.keys && <small aria-hidden="true">{toast.action.keys}</small>}
        </button>
      )}
      <button type="button" aria-label={t('action.close')} className={styles.close} onClick={closeToast}>
        <IconX size={16} stroke={1.75} />
      </button>
    </output>
  );
};

/** The one place where toasts appear; the frame renders it once. */
export const ToastHost = () => {
  const toast = useToast();
  return (
    <div className={styles.host} aria-live="polite">
      {toast && <ToastCard key={toast.id} toast={toast} />}
    </div>
  );
};
