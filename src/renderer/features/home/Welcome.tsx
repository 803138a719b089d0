import { IconBuildingEstate, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hrefTo } from '../../state/route.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import styles from './Home.module.css';

/** An empty register says how to begin. */
export const Welcome = () => {
  const { t } = useTranslation('home');
  return (
    <div className={styles.welcome}>
      <EmptyState
        icon={IconBuildingEstate}
        title={t('welcome.title')}
        text={t('welcome.text')}
        action={
          <div className={styles.ways}>
            <LinkButton icon={IconPlus} href={hrefTo('directory', 'new')}>
              {t('newOrganisation')}
            </LinkButton>
            <LinkButton href={hrefTo('exchange')}>{t('welcome.readBundle')}</LinkButton>
          </div>
        }
      />
    </div>
  );
};
