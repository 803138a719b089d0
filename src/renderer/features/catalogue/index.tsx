import { IconBulb } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';


export const PracticesRoom = () => {
  const { t } = useTranslation();
  return (
    <Page label={t('rooms.practices')} header={<PageHeader title={t('rooms.practices')} />}>
      <EmptyState icon={IconBulb} title={t('coming.title')} text={t('coming.text')} />
    </Page>
  );
};

export const CooperationRoom = () => {
  const { t } = useTranslation();
  return (
    <Page label={t('rooms.cooperation')} header={<PageHeader title={t('rooms.cooperation')} />}>
      <EmptyState icon={IconBulb} title={t('coming.title')} text={t('coming.text')} />
    </Page>
  );
};

export const StudiesRoom = () => {
  const { t } = useTranslation();
  return (
    <Page label={t('rooms.studies')} header={<PageHeader title={t('rooms.studies')} />}>
      <EmptyState icon={IconBulb} title={t('coming.title')} text={t('coming.text')} />
    </Page>
  );
};
