import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { toLanguage } from '../i18n/format.ts';
import styles from './ToastHost.module.css';
import { closeToast, holdToast, type Toast, useToast } from './toasts.ts';

const ToastCard = ({ toast }: { readonly toast: Toast }) => {
  const { t, i18n } = useTranslation();
  useEffect(() => () => holdToast(false), []);
  const Icon = toast.tone === 'done' ? IconCheck : IconAlertTriangle;
  return (
    <output
      className={styles.toast}
      onPointerEnter={() => holdToast(true)}
      onPointerLeave={() => holdToast(false)}
      onFocus={() => holdToast(true)}
      onBlur={() => holdToast(false)}
    >
      <Icon size={18} stroke={1.75} />
      <span className={styles.text}>{toast.said(i18n.t, toLanguage(i18n.language))}</span>
      {toast.undo && (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            toast.undo?.();
            closeToast();
          }}
        >
          {t('action.undo')}
          <small aria-hidden="true">Ctrl Z</small>
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
