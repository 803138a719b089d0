import { IconAlertTriangle, IconDeviceFloppy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format.ts';
import type { Language } from '../i18n/languages.ts';
import styles from './SavedMark.module.css';

export type SavedMarkProps = {
  readonly savedAt: number | null;
  readonly failed?: boolean;
  /** Where the screen speaks the visitor's language instead of the office's. */
  readonly language?: Language;
};

/** "Every keystroke saved, 14:05:32", which is not read out at every keystroke; or in brick that it is not, with the promise that the text is kept. */
export const SavedMark = ({ savedAt, failed = false, language }: SavedMarkProps) => {
  const { t } = useTranslation('common', language === undefined ? {} : { lng: language });
  const format = useFormat();
  if (failed)
    return (
      <span role="alert" className={styles.failed}>
        <IconAlertTriangle size={16} stroke={1.75} />
        {t('saved.failed')}
      </span>
    );
  return (
    <span className={styles.mark}>
      <IconDeviceFloppy size={16} stroke={1.75} />
      {savedAt === null ? t('saved.asYouType') : t('saved.keystroke', { time: format.exactClock(savedAt) })}
    </span>
  );
};
