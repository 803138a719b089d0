import { IconHome } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';


export const HomeRoom = () => {
  const { t } = useTranslation();
  return (
    <Page label={t('rooms.home')} header={<PageHeader title={t('rooms.home')} />}>
      <EmptyState icon={IconHome} title={t('coming.title')} text={t('coming.text')} />
    </Page>
  );
};
