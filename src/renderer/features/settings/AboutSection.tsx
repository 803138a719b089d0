import { useTranslation } from 'react-i18next';
import { useSession } from '../../replica/context.ts';
import { Card, Section } from '../../ui/Page.tsx';
import { SettingRow } from './SettingRow.tsx';
import styles from './Settings.module.css';

/** Versions and names that whoever helps will ask for. */
export const AboutSection = () => {
  const { t } = useTranslation('settings');
  const { greeting, identity } = useSession();
  return (
    <Section title={t('about.title')}>
      <Card>
        <SettingRow label={t('about.version')}>InterregCluster {greeting.appVersion}</SettingRow>
        <SettingRow label={t('about.shell')}>{t(`about.${greeting.shell}`)}</SettingRow>
        <SettingRow label={t('about.cluster')}>
          <code className={styles.path}>{identity.cluster}</code>
        </SettingRow>
        <SettingRow label={t('about.device')}>
          <code className={styles.path}>{identity.device}</code>
        </SettingRow>
        <SettingRow label={t('about.fonts')}>Figtree, Source Serif 4 (OFL)</SettingRow>
        <SettingRow label={t('about.keys')}>{t('about.keysNote')}</SettingRow>
      </Card>
    </Section>
  );
};
