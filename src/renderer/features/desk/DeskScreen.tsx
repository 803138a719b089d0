import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../base/ids.ts';
import { titleOf } from '../../../domain/titles.ts';
import { budapest, toLanguage } from '../../i18n/format.ts';
import { type Language, languages } from '../../i18n/languages.ts';
import { useRecord } from '../../replica/queries.ts';
import { goTo } from '../../state/route.ts';
import { useBackFromForm } from '../../ui/focus.ts';
import { Badge } from './Badge.tsx';
import styles from './Desk.module.css';
import { DeskBar } from './DeskBar.tsx';
import { zoneOf } from './deskEvents.ts';
import { useDeskSettings } from './deskSettings.ts';
import { Leaving } from './Leaving.tsx';
import { Prompt } from './Prompt.tsx';
import { Result } from './Result.tsx';
import { useCountsOfEvent } from './useAttendance.ts';
import { useDesk } from './useDesk.ts';
import { useDeskKeys } from './useDeskKeys.ts';
import { useLock } from './useLock.ts';
import { WalkIn } from './WalkIn.tsx';

/** One event at one table, over the whole window. */
export const DeskScreen = ({ event }: { readonly event: RecordId }) => {
  const { i18n } = useTranslation();
  const [language, setLanguage] = useState<Language>(toLanguage(i18n.language));
  const { t } = useTranslation('desk', { lng: language });
  const { data: record } = useRecord('event', event);
  const counts = useCountsOfEvent(event);
  const pin = useDeskSettings((settings) => settings.pin);
  const desk = useDesk(event);
  const { go } = desk;
  const [free, setFree] = useState(false);
  const ask = useCallback(() => go({ at: 'leaving' }), [go]);
  const leave = (): void => (pin === '' ? goTo('desk') : ask());
  useLock(event, pin !== '' && !free, ask);
  useEffect(() => {
    if (free) goTo('desk');
  }, [free]);
  const nextLanguage = (): void => setLanguage((now) => languages[(languages.indexOf(now) + 1) % languages.length] ?? now);
  const title = record ? titleOf('event', record.values, language) : '';
  const { stage } = desk;
  useBackFromForm();
  useDeskKeys({ desk, leave, nextLanguage });
  return (
    <section className={styles.desk} lang={language} aria-label={t('title')} data-own-keys>
      <title>{`${title} · ${t('title')}`}</title>
      <DeskBar
        title={title}
        counts={counts}
        language={language}
        onLanguage={setLanguage}
        onLeave={leave}
        outcome={stage.at === 'outcome' ? stage.outcome.kind : null}
      />
      {record?.deleted && (
        <p role="alert" className={styles.failed}>
          {t('eventDeleted')}
        </p>
      )}
      {desk.failed && (
        <p role="alert" className={styles.failed}>
          {t('notSaved')}
        </p>
      )}
      {stage.at === 'prompt' && <Prompt desk={desk} language={language} />}
      {stage.at === 'outcome' && (
        <Result desk={desk} outcome={stage.outcome} language={language} zone={record ? zoneOf(record) : budapest} />
      )}
      {stage.at === 'walkIn' && <WalkIn key={stage.id} id={stage.id} event={event} eventTitle={title} desk={desk} language={language} />}
      {stage.at === 'badge' && <Badge desk={desk} registration={stage.registration} eventTitle={title} language={language} />}
      {stage.at === 'leaving' && (
        <Leaving pin={pin} language={language} onBack={() => desk.go({ at: 'prompt' })} onLeave={() => setFree(true)} />
      )}
    </section>
  );
};
