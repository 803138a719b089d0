import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './ToastHost.module.css';
import { closeToast, holdToast, type Toast, useToast } from './toasts.ts';

const ToastCard = ({ toast }: { readonly toast: Toast }) => {
  const { t } = useTranslation();
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
      <button type="button" aria-label={t('action.close')} className={styles.close} onClick={() => closeToast()}>
        <IconX size={16} stroke={1.75} />
      </button>
    </output>
  );
};

/** The one place where toasts appear; the frame renders it once. */
export const ToastHost = () => {
  const toast = useToast();
  const { i18n } = useTranslation();
  // What was done is told in the language of then. It goes with it, and Ctrl Z works on; what failed stays to be read.
  useEffect(() => {
    const close = (): void => closeToast('done');
    i18n.on('languageChanged', close);
    return () => i18n.off('languageChanged', close);
  }, [i18n]);
  return (
    <div className={styles.host} aria-live="polite">
      {toast && <ToastCard key={toast.id} toast={toast} />}
    </div>
  );
};
