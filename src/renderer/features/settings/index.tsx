import { useTranslation } from 'react-i18next';
import { MachineNotices } from '../../machine/MachineNotices.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { AboutSection } from './AboutSection.tsx';
import { DataSection } from './DataSection.tsx';
import { LookSection } from './LookSection.tsx';
import { SafetyCopySection } from './SafetyCopySection.tsx';
import { SampleSection } from './SampleSection.tsx';
import styles from './Settings.module.css';
import { WhoSection } from './WhoSection.tsx';

export const SettingsRoom = () => {
  const { t } = useTranslation(['settings', 'common']);
  const title = t('common:rooms.settings');
  return (
    <Page label={title} header={<PageHeader title={title} subtitle={t('settings:subtitle')} divided />}>
      <MachineNotices />
      <div className={styles.columns}>
        <div>
          <LookSection />
          <WhoSection />
        </div>
        <div>
          <SampleSection />
          <DataSection />
          <SafetyCopySection />
          <AboutSection />
        </div>
      </div>
    </Page>
  );
};
