import { IconCalendarEvent } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';


export const EventsRoom = () => {
  const { t } = useTranslation();
  return (
    <Page label={t('rooms.events')} header={<PageHeader title={t('rooms.events')} />}>
      <EmptyState icon={IconCalendarEvent} title={t('coming.title')} text={t('coming.text')} />
    </Page>
  );
};
