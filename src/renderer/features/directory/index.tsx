import { IconBuildingEstate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';

export const DirectoryRoom = () => {
  const { t } = useTranslation();
  return (
    <Page label={t('rooms.directory')} header={<PageHeader title={t('rooms.directory')} />}>
      <EmptyState icon={IconBuildingEstate} title={t('coming.title')} text={t('coming.text')} />
    </Page>
  );
};
