import { IconMapPin } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { own } from '../../../../base/json.ts';
import { eventStatuses } from '../../../../domain/recordTypes.ts';
import { groupAt, partOf, textAt, type Values } from '../../../../domain/values.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { BothTimes } from '../../../records/BothTimes.tsx';
import { SampleBadge } from '../../../records/SampleBadge.tsx';
import { StateBadge } from '../../../ui/Badge.tsx';
import { instantAt, isOverDays, rangesOf, zoneOf } from '../eventTimes.ts';
import { useOrganisers } from '../organisers.ts';
import { stateOfEvent } from '../states.ts';
import styles from './EventHead.module.css';

/** State, kind, whether it is open to all, and whether organisers of two countries hold it jointly. */
export const EventEyebrow = ({ event }: { readonly event: Values }) => {
  const { t } = useTranslation('events');
  const labels = useLabels();
  const { countries } = useOrganisers(event);
  const status = eventStatuses.find((each) => each === textAt(event, 'status'));
  const kind = textAt(event, 'kind');
  const words = [
    kind && labels.choice('event', 'kind', kind),
    own(event, 'public') === true && t('detail.public'),
    own(event, 'public') === false && t('detail.invited'),
    countries.length > 1 && t('detail.joint', { countries: countries.join('–') }),
  ];
  return (
    <>
      {status && <StateBadge state={stateOfEvent[status]}>{labels.choice('event', 'status', status)}</StateBadge>}
      <span>{words.filter(Boolean).join(' · ')}</span>
      <SampleBadge values={event} />
    </>
  );
};

/** Day, both times and venue. */
export const EventSubtitle = ({ event }: { readonly event: Values }) => {
  const format = useFormat();
  const zone = zoneOf(event);
  const [start, end] = [instantAt(event, 'start'), instantAt(event, 'end')];
  const ranges = rangesOf(event, zone);
  const venue = groupAt(event, 'venue');
  const place = [partOf(venue, 'name'), partOf(venue, 'town')].filter(Boolean).join(', ');
  return (
    <>
      {start !== null && (
        <span>
          {format.dateIn(start, zone)}
          {end !== null && isOverDays(event, zone) && ` – ${format.dateIn(end, zone)}`}
        </span>
      )}
      {ranges && <BothTimes ranges={ranges} />}
      {place && (
        <span className={styles.place}>
          <IconMapPin size={16} stroke={1.75} />
          {place}
        </span>
      )}
    </>
  );
};
