import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { MachineNotices } from '../../machine/MachineNotices.tsx';
import { useCounts } from '../../replica/queries.ts';
import { hrefTo } from '../../state/route.ts';
import { useNow } from '../../state/useNow.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { Arrived } from './Arrived.tsx';
import { BorderTiles } from './BorderTiles.tsx';
import { Counts } from './Counts.tsx';
import { ForYou } from './ForYou.tsx';
import styles from './Home.module.css';
import { NextEvents } from './NextEvents.tsx';
import { RecentVisits } from './RecentVisits.tsx';
import { waitingIn } from './task.ts';
import { useTasks } from './useTasks.ts';
import { Welcome } from './Welcome.tsx';
import { WhoHasSeen } from './WhoHasSeen.tsx';

/** What needs a person today, who has not seen what, and what is next. */
export const HomeRoom = () => {
  const { t } = useTranslation(['home', 'common']);
  const format = useFormat();
  const now = useNow();
  const tasks = useTasks(now);
  const isEmpty = useCounts()?.organisation === 0;
  return (
    <Page
      label={t('common:rooms.home')}
      header={
        <PageHeader
          title={format.today(now)}
          subtitle={tasks && t('home:waits', { count: waitingIn(tasks) })}
          actions={
            <>
              <LinkButton icon={IconPlus} href={hrefTo('directory', 'new')}>
                {t('home:newOrganisation')}
              </LinkButton>
              <LinkButton variant="filled" icon={IconPlus} href={hrefTo('visits', 'new')}>
                {t('home:recordVisit')}
              </LinkButton>
            </>
          }
        />
      }
    >
      <MachineNotices />
      <div className={styles.columns}>
        <div>
          {isEmpty && <Welcome />}
          {tasks && (tasks.length > 0 || !isEmpty) && <ForYou tasks={tasks} />}
          <WhoHasSeen now={now} quiet={isEmpty} />
          {!isEmpty && <Counts />}
          <Arrived now={now} />
          <RecentVisits />
        </div>
        <div>
          <BorderTiles />
          <NextEvents now={now} quiet={isEmpty} />
        </div>
      </div>
    </Page>
  );
};
