import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { own } from '../../../../base/json.ts';
import { eventStatuses } from '../../../../domain/recordTypes.ts';
import { subtitleOf, titleOf } from '../../../../domain/titles.ts';
import { textAt } from '../../../../domain/values.ts';
import type { Row } from '../../../../replica/api.ts';
import { otherYear, useFormat } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { WaitBadge } from '../../../records/WaitBadge.tsx';
import { useList } from '../../../replica/queries.ts';
import { useNow } from '../../../state/useNow.ts';
import { StateBadge } from '../../../ui/Badge.tsx';
import { DateBlock, ListRow } from '../../../ui/ListRow.tsx';
import { instantAt, zoneOf } from '../eventTimes.ts';
import { stateOfEvent } from '../states.ts';
import styles from './EventRow.module.css';

/** How many have a place: registered or confirmed. */
const Seats = ({ row }: { readonly row: Row }) => {
  const { t } = useTranslation('events');
  const { language } = useFormat();
  const where = [
    { path: 'event', is: row.id },
    { path: 'status', in: ['registered', 'confirmed'] },
  ];
  const count = useList({ type: 'registration', where, locale: language, offset: 0, limit: 1 }).data?.total;
  if (!count) return null;
  const capacity = own(row.values, 'capacity');
  return (
    <span className={styles.seats}>
      <IconUsers size={16} stroke={1.75} />
      <span title={t('list.registered', { count })}>{typeof capacity === 'number' ? t('list.seats', { count, capacity }) : count}</span>
    </span>
  );
};

/** Day, title, place and kind, and the year where it is not the current one; at right two values, an unusual state, or how many have a place. */
export const EventRow = ({ row }: { readonly row: Row }) => {
  const { t } = useTranslation(['events', 'common']);
  const format = useFormat();
  const now = useNow();
  const labels = useLabels();
  const start = instantAt(row.values, 'start');
  const [kind, status] = [textAt(row.values, 'kind'), eventStatuses.find((each) => each === textAt(row.values, 'status'))];
  const year = start === null ? '' : otherYear(start, zoneOf(row.values), now);
  const words = [year, subtitleOf('event', row.values, format.language), kind && labels.choice('event', 'kind', kind)];
  const mark = row.waits ? (
    <WaitBadge row={row} />
  ) : status && status !== 'planned' && status !== 'held' ? (
    <StateBadge state={stateOfEvent[status]}>{labels.choice('event', 'status', status)}</StateBadge>
  ) : (
    <Seats row={row} />
  );
  return (
    <ListRow
      name={titleOf('event', row.values, format.language) || t('noTitle')}
      detail={words.filter(Boolean).join(' · ')}
      lead={start === null ? <DateBlock day="–" month="" /> : <DateBlock {...format.dayParts(start, zoneOf(row.values))} />}
      marks={mark}
    />
  );
};
