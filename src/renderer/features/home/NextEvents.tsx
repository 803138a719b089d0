import { IconCalendarEvent } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { eventKinds } from '../../../domain/recordTypes.ts';
import { subtitleOf, titleOf } from '../../../domain/titles.ts';
import { textAt } from '../../../domain/values.ts';
import { bucharest, otherYear, useFormat } from '../../i18n/format.ts';
import { hrefTo } from '../../state/route.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { DateBlock } from '../../ui/ListRow.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import styles from './Home.module.css';
import { type Upcoming, useUpcoming } from './useUpcoming.ts';

const EventRow = ({ event, now }: { readonly event: Upcoming; readonly now: number }) => {
  const { t } = useTranslation('domain');
  const format = useFormat();
  const { row, start, zone } = event;
  const times = format.bothTimes(start);
  const kind = eventKinds.find((each) => each === textAt(row.values, 'kind'));
  const words = [otherYear(start, zone, now), kind && t(`event.kind.${kind}`), subtitleOf('event', row.values, format.language)];
  const detail = words.filter(Boolean).join(' · ');
  const both = [
    { country: 'HU', time: times.hu },
    { country: 'RO', time: times.ro },
  ];
  return (
    <a className={styles.event} href={hrefTo('events', row.id)}>
      <DateBlock {...format.dayParts(start, zone)} />
      <span className={styles.words}>
        <span className={styles.name}>{titleOf('event', row.values, format.language)}</span>
        <span className={styles.detail}>{detail}</span>
      </span>
      <span className={styles.times}>
        {(zone === bucharest ? both.toReversed() : both).map(({ country, time }) => (
          <span key={country}>
            <strong>{time}</strong> {country}
          </span>
        ))}
      </span>
    </a>
  );
};

/** The next events with both times, the event's own zone first. `quiet` says nothing where there is none. */
export const NextEvents = ({ now, quiet }: { readonly now: number; readonly quiet: boolean }) => {
  const { t } = useTranslation('home');
  const events = useUpcoming(now);
  if (quiet && events?.length === 0) return null;
  return (
    <Section title={t('next.title')}>
      {events?.length === 0 && (
        <EmptyState
          icon={IconCalendarEvent}
          title={t('next.none')}
          text={t('next.noneText')}
          action={<LinkButton href={hrefTo('events', 'new')}>{t('next.plan')}</LinkButton>}
        />
      )}
      {events && events.length > 0 && (
        <Card>
          {events.slice(0, 4).map((event) => (
            <EventRow key={event.row.id} event={event} now={now} />
          ))}
        </Card>
      )}
    </Section>
  );
};
