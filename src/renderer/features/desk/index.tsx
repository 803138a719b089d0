import { IconScan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';


export const DeskRoom = () => {
  const { t } = useTranslation();
  return (
    <Page label={t('rooms.desk')} header={<PageHeader title={t('rooms.desk')} />}>
      <EmptyState icon={IconScan} title={t('coming.title')} text={t('coming.text')} />
    </Page>
  );
};
