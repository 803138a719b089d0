import { IconLock, IconUsers, IconVolume, IconVolumeOff, IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { EventCounts } from '../../../domain/registrations.ts';
import { useFormat } from '../../i18n/format.ts';
import { type Language, languages } from '../../i18n/languages.ts';
import { Mark } from '../../ui/Mark.tsx';
import styles from './Desk.module.css';
import { useDeskSettings } from './deskSettings.ts';
import type { Outcome } from './outcome.ts';

const names: Readonly<Record<Language, string>> = { hu: 'Magyar', ro: 'Română', en: 'English' };

type DeskBarProps = {
  readonly title: string;
  /** Undefined until they are known. */
  readonly counts: EventCounts | undefined;
  readonly language: Language;
  readonly outcome: Outcome['kind'] | null;
  readonly onLanguage: (language: Language) => void;
  readonly onLeave: () => void;
};

/** Event, table, arrivals, language of the visitor. Takes the colour of a result. */
export const DeskBar = ({ title, counts, language, outcome, onLanguage, onLeave }: DeskBarProps) => {
  const { t } = useTranslation('desk', { lng: language });
  const format = useFormat();
  const { station, sounds, setSounds } = useDeskSettings();
  return (
    <header className={styles.bar} data-outcome={outcome ?? 'none'}>
      {outcome === null && <Mark />}
      <strong className={styles.event}>{title}</strong>
      {station.trim() !== '' && <span>{t('table', { station })}</span>}
      <span className={styles.offline}>
        <IconWifiOff size={18} stroke={1.75} />
        {t('offline')}
      </span>
      <span className={styles.gap} />
      <span role="status" className={styles.count}>
        <IconUsers size={20} stroke={1.75} />
        {counts && t('arrived', { arrived: format.number(counts.attended), expected: format.number(counts.expected) })}
      </span>
      <button type="button" className={styles.tool} aria-label={t(sounds ? 'soundsOff' : 'soundsOn')} onClick={() => setSounds(!sounds)}>
        {sounds ? <IconVolume size={20} stroke={1.75} /> : <IconVolumeOff size={20} stroke={1.75} />}
      </button>
      <kbd className={styles.key}>F6</kbd>
      <fieldset className={styles.languages}>
        <legend className="visually-hidden">{t('language')}</legend>
        {languages.map((each) => (
          <button key={each} type="button" aria-pressed={each === language} aria-label={names[each]} onClick={() => onLanguage(each)}>
            {each.toUpperCase()}
          </button>
        ))}
      </fieldset>
      <button type="button" className={styles.tool} aria-label={t('leave')} title={`${t('leave')} (F10)`} onClick={onLeave}>
        <IconLock size={20} stroke={1.75} />
        <kbd className={styles.key}>F10</kbd>
      </button>
    </header>
  );
};
