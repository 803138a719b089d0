import { IconCalendarEvent } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecordId, type RecordId } from '../../../base/ids.ts';
import { ChooseOne } from '../../records/ChooseOne.tsx';
import { HistorySide } from '../../records/HistorySide.tsx';
import { newFormId } from '../../replica/newForm.ts';
import { goTo, replaceRoute, useRoute } from '../../state/route.ts';
import { useFilters, useView } from '../../state/view.ts';
import { DetailBody } from '../../ui/DetailHeader.tsx';
import { useKeys } from '../../ui/keys.ts';
import { SplitView } from '../../ui/SplitView.tsx';
import { EventDetail } from './detail/EventDetail.tsx';
import { EventForm } from './form/EventForm.tsx';
import { EventList } from './list/EventList.tsx';

const Beside = ({ id, rest }: { readonly id: RecordId | null; readonly rest: readonly string[] }) => {
  const { t } = useTranslation('events');
  if (id === null)
    return (
      <DetailBody>
        <ChooseOne type="event" icon={IconCalendarEvent} title={t('choose')} text={t('chooseHint')} />
      </DetailBody>
    );
  return rest[0] === 'edit' ? <EventForm key={id} id={id} /> : <EventDetail key={id} id={id} part={rest[0]} inner={rest[1]} />;
};

/** The events at left, one of them or its form at right. */
export const EventsRoom = () => {
  const { t } = useTranslation('events');
  const { id: segment, rest } = useRoute();
  const [filters, setFilters] = useFilters('events');
  const width = useView((view) => view.paneWidths.events ?? null);
  const setPaneWidth = useView((view) => view.setPaneWidth);
  const id = segment !== null && isRecordId(segment) ? segment : null;
  useEffect(() => {
    if (segment === 'new') replaceRoute('events', newFormId(), 'edit');
  }, [segment]);
  useKeys([{ keys: 'N', label: t('newEvent'), run: () => goTo('events', 'new') }]);
  return (
    <SplitView
      listLabel={t('list.region')}
      list={<EventList filters={filters} onFilters={setFilters} activeId={id} editing={rest[0] === 'edit'} />}
      detailLabel={t('detail.region')}
      detail={<Beside id={id} rest={rest} />}
      history={id !== null && rest[0] !== 'edit' && rest[0] !== 'history' && <HistorySide type="event" id={id} />}
      width={width}
      onWidth={(next) => setPaneWidth('events', next)}
    />
  );
};
