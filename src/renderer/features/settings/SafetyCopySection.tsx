import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeFailure } from '../../i18n/failure.ts';
import { useFormat } from '../../i18n/format.ts';
import { useSession } from '../../replica/context.ts';
import { useStatus } from '../../replica/events.ts';
import { useNow } from '../../state/useNow.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import { SettingRow } from './SettingRow.tsx';
import styles from './Settings.module.css';
import { type Snapshot, useSnapshots } from './useSnapshots.ts';

const Days = ({ snapshots, onChoose }: { readonly snapshots: readonly Snapshot[]; readonly onChoose: (snapshot: Snapshot) => void }) => {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const now = useNow();
  return (
    <ul className={styles.days} aria-label={t('copy.days')}>
      {snapshots.map((snapshot) => {
        const when = format.when(snapshot.at, Math.max(now, snapshot.at));
        return (
          <li key={snapshot.name} className={classes(styles.row, styles.day)}>
            <div className={styles.words}>
              <div className={styles.label}>{when}</div>
              <div className={styles.note}>{t('copy.holds', { count: snapshot.records, size: format.size(snapshot.bytes) })}</div>
            </div>
            <Button small icon={IconHistory} aria-label={t('copy.backTo', { when })} onClick={() => onChoose(snapshot)}>
              {t('copy.goBack')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
};

/** The second copy of the data: where it lies, how old it is, and the way back to an earlier day. */
export const SafetyCopySection = () => {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const now = useNow();
  const { greeting } = useSession();
  const status = useStatus();
  const snapshots = useSnapshots();
  const [chosen, setChosen] = useState<Snapshot | null>(null);
  const kept = snapshots?.ok ? snapshots.value : [];
  const words = snapshots && !snapshots.ok ? describeFailure(snapshots.error) : null;
  return (
    <Section title={t('copy.title')}>
      <Card>
        {status?.safetyCopyFailing && (
          <Notice tone="error" title={t('copy.failing')}>
            {t('copy.failingText')}
          </Notice>
        )}
        <SettingRow label={t('copy.last')}>
          {status && status.safetyCopyAt !== null ? format.when(status.safetyCopyAt, now) : t('copy.none')}
        </SettingRow>
        <SettingRow label={t('copy.folder')}>
          <code className={styles.path}>{greeting.dataFolder}/safety</code>
        </SettingRow>
        <SettingRow label={t('copy.days')} {...(snapshots?.ok ? { note: kept.length > 0 ? t('copy.daysNote') : t('copy.noDays') } : {})}>
          {kept.length > 0 && format.size(kept.reduce((sum, { bytes }) => sum + bytes, 0))}
        </SettingRow>
        {words && (
          <Notice tone="error" title={words.title} details={words.code}>
            {words.text}
          </Notice>
        )}
        {kept.length > 0 && <Days snapshots={kept} onChoose={setChosen} />}
      </Card>
      {chosen && <RestoreDialog snapshot={chosen} onClose={() => setChosen((now) => (now === chosen ? null : now))} />}
    </Section>
  );
};
