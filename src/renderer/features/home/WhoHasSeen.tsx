import { IconCheck, IconEyeOff, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isRecordType } from '../../../domain/recordTypes.ts';
import type { OfficeLedger } from '../../../replica/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { useLedger } from '../../replica/queries.ts';
import { hrefTo } from '../../state/route.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { CountryMark } from '../../ui/CountryMark.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import { Bar } from '../../ui/Progress.tsx';
import styles from './Home.module.css';

const named = 2;

/** Kinds that a person thinks in come first, the facts that belong to them last. */
const byWeight: readonly string[] = ['visit', 'organisation', 'event', 'practice', 'cooperation', 'person', 'study', 'registration'];
const weightOf = (type: string): number => (byWeight.includes(type) ? byWeight.indexOf(type) : byWeight.length);

const useSentence = (office: OfficeLedger, now: number) => {
  const { t } = useTranslation(['home', 'domain']);
  const format = useFormat();
  const kinds = Object.entries(office.notSeenThere)
    .filter(([type, count]) => count > 0 && isRecordType(type))
    .sort(([a], [b]) => weightOf(a) - weightOf(b))
    .map(([type, count]) => (isRecordType(type) ? t(`domain:count.${type}`, { count }) : ''));
  const deletions = office.deletionsNotSeenThere > 0 ? [t('domain:count.deletion', { count: office.deletionsNotSeenThere })] : [];
  const unseen = [...kinds, ...deletions].slice(0, named);
  const heard =
    office.lastHeardAt === null
      ? t('home:ledger.never')
      : t('home:ledger.heard', { ago: format.ago(Math.min(office.lastHeardAt, now), now) });
  if (unseen.length > 0)
    return { icon: IconEyeOff, tone: 'amber', first: t('home:ledger.unseen', { what: format.list(unseen) }), second: heard } as const;
  if (office.missingHere.length > 0)
    return {
      icon: IconPlugConnectedX,
      tone: 'amber',
      first: t('home:ledger.gaps', { count: office.missingHere.length }),
      second: heard,
    } as const;
  return { icon: IconCheck, tone: 'leaf', first: t('home:ledger.all'), second: heard } as const;
};

const OfficeRow = ({ office, now }: { readonly office: OfficeLedger; readonly now: number }) => {
  const { t } = useTranslation('home');
  const format = useFormat();
  const sentence = useSentence(office, now);
  const share = Math.floor(office.share * 100) / 100;
  return (
    <div className={styles.office}>
      <CountryMark country={office.office.country} />
      <span className={styles.officeName}>{office.office.name}</span>
      <sentence.icon size={18} stroke={1.75} className={styles[`${sentence.tone}Text`]} />
      <div className={styles.words}>
        <div className={classes(styles.sentence, styles[`${sentence.tone}Text`])}>{sentence.first}</div>
        <div className={styles.detail}>{sentence.second}</div>
      </div>
      <div className={styles.share}>
        <Bar share={share} done={share === 1} text={t('ledger.share', { office: office.office.name, share: format.percent(share) })} />
        <span>{format.percent(share)}</span>
      </div>
    </div>
  );
};

const firstShown = 6;

/** The other offices: what they lack, when they were last heard of. `quiet` says nothing where there is none. */
export const WhoHasSeen = ({ now, quiet }: { readonly now: number; readonly quiet: boolean }) => {
  const { t } = useTranslation(['home', 'exchange']);
  const offices = useLedger()?.filter(({ retired }) => retired === null);
  if (quiet && offices?.length === 0) return null;
  return (
    <Section title={t('ledger.title')} note={<a href={hrefTo('exchange')}>{t('ledger.open')}</a>}>
      {offices?.length === 0 && (
        <EmptyState
          icon={IconEyeOff}
          title={t('ledger.none')}
          text={t('ledger.noneText')}
          action={<LinkButton href={hrefTo('exchange')}>{t('ledger.open')}</LinkButton>}
        />
      )}
      {offices && offices.length > 0 && (
        <Card>
          {offices.slice(0, firstShown).map((office) => (
            <OfficeRow key={office.office.id} office={office} now={now} />
          ))}
        </Card>
      )}
      {offices && offices.length > firstShown && <a href={hrefTo('exchange')}>{t('exchange:past.all', { count: offices.length })}</a>}
    </Section>
  );
};
