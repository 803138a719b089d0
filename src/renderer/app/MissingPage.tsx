import { IconMapOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hrefTo } from '../state/route.ts';
import { LinkButton } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page, PageHeader } from '../ui/Page.tsx';

/** For an address that names no room. */
export const MissingPage = () => {
  const { t } = useTranslation();
  const title = t('missing.title');
  return (
    <Page label={title} header={<PageHeader divided title={title} />}>
      <EmptyState
        icon={IconMapOff}
        title={t('missing.text')}
        action={<LinkButton href={hrefTo('home')}>{t('action.goHome')}</LinkButton>}
      />
    </Page>
  );
};
