import { IconSettings } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';


export const SettingsRoom = () => {
  const { t } = useTranslation();
  return (
    <Page label={t('rooms.settings')} header={<PageHeader title={t('rooms.settings')} />}>
      <EmptyState icon={IconSettings} title={t('coming.title')} text={t('coming.text')} />
    </Page>
  );
};
