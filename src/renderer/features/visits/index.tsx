import { IconRoute } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';

export const VisitsRoom = () => {
  const { t } = useTranslation();
  return (
    <Page label={t('rooms.visits')} header={<PageHeader title={t('rooms.visits')} />}>
      <EmptyState icon={IconRoute} title={t('coming.title')} text={t('coming.text')} />
    </Page>
  );
};
