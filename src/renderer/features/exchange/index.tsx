import { IconArrowsExchange } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';


export const ExchangeRoom = () => {
  const { t } = useTranslation();
  return (
    <Page label={t('rooms.exchange')} header={<PageHeader title={t('rooms.exchange')} />}>
      <EmptyState icon={IconArrowsExchange} title={t('coming.title')} text={t('coming.text')} />
    </Page>
  );
};
