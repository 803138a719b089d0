import { IconPencil, IconScan, IconSearchOff, IconTrash, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { titleOf } from '../../../../domain/titles.ts';
import { textAt } from '../../../../domain/values.ts';
import type { RecordView } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import type { Said } from '../../../i18n/said.ts';
import { DeletedNotice } from '../../../records/DeletedNotice.tsx';
import { HistoryList } from '../../../records/HistoryList.tsx';
import { useEditKey } from '../../../records/useEditKey.ts';
import { useCommit } from '../../../replica/commit.ts';
import { useRecord } from '../../../replica/queries.ts';
import { goTo, replaceRoute, stillHere } from '../../../state/route.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { DetailBody, DetailHeader } from '../../../ui/DetailHeader.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { ActionMenu } from '../../../ui/Menus.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { EventEyebrow, EventSubtitle } from './EventHead.tsx';
import { Overview } from './Overview.tsx';
import { Registrations } from './Registrations.tsx';
import { Sessions } from './Sessions.tsx';
import { useAttendees } from './useAttendees.ts';
import { useSessions } from './useSessions.ts';

export type EventDetailProps = {
  readonly id: RecordId;
  /** The tab, as the address says. */
  readonly part: string | undefined;
  /** The session or registration that is open in its form. */
  readonly inner: string | undefined;
};

const tabNames = ['overview', 'sessions', 'registrations', 'history'] as const;

const Actions = ({
  record,
  onDelete,
  onClose,
}: {
  readonly record: RecordView;
  readonly onDelete: () => void;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation(['events', 'common']);
  return (
    <>
      <IconButton icon={IconPencil} label={t('common:action.edit')} onClick={() => goTo('events', record.id, 'edit')} />
      <ActionMenu
        label={t('common:action.more')}
        actions={[
          { label: t('close'), icon: IconX, onSelect: onClose },
          { label: t('delete'), icon: IconTrash, danger: true, onSelect: onDelete },
        ]}
      />
      <Button variant="filled" icon={IconScan} aria-label={t('openDesk')} title={t('openDesk')} onClick={() => goTo('desk', record.id)}>
        {t('openDeskShort')}
      </Button>
    </>
  );
};

const Shown = ({ record, part, inner }: { readonly record: RecordView } & Pick<EventDetailProps, 'part' | 'inner'>) => {
  const { t } = useTranslation(['events', 'common']);
  const { language } = useFormat();
  const commit = useCommit();
  const attendees = useAttendees(record.id);
  const sessions = useSessions(record.id);
  const { id, values } = record;
  const title = titleOf('event', values, language) || t('noTitle');
  const active = tabNames.find((name) => name === part) ?? 'overview';
  const close = (): void => goTo('events');
  const remove = async (): Promise<void> => {
    const said: Said = (t, locale) => t('events:deleted', { title: titleOf('event', values, locale) || t('events:noTitle') });
    const isHere = stillHere();
    if ((await commit([{ kind: 'delete', type: 'event', id, shown: record.seen }], said)) && isHere()) close();
  };
  useKeys([{ keys: 'Escape', label: t('close'), run: close }]);
  const counts = {
    overview: undefined,
    sessions: sessions?.length,
    registrations: attendees?.rows.filter((row) => textAt(row.values, 'status') !== 'cancelled').length,
    history: undefined,
  };
  const tabs = tabNames.map((name) => {
    const count = counts[name];
    return { name, label: t(`detail.${name}`), ...(count === undefined ? {} : { count }) };
  });
  return (
    <>
      <DetailHeader
        eyebrow={<EventEyebrow event={values} />}
        title={title}
        subtitle={<EventSubtitle event={values} />}
        actions={!record.deleted && <Actions record={record} onDelete={() => void remove()} onClose={close} />}
      />
      <Tabs
        label={t('detail.tabs')}
        tabs={tabs}
        active={active}
        onChange={(tab) => replaceRoute('events', id, ...(tab === 'overview' ? [] : [tab]))}
      >
        <DeletedNotice record={record} title={title} />
        {active === 'overview' && <Overview record={record} />}
        {active === 'sessions' && sessions && <Sessions event={record} rows={sessions} open={inner} />}
        {active === 'registrations' && attendees && <Registrations event={record} attendees={attendees} open={inner} />}
        {active === 'history' && <HistoryList record={record} />}
      </Tabs>
    </>
  );
};

/** One event: head with both times, then overview, sessions, registrations and history. */
export const EventDetail = ({ id, part, inner }: EventDetailProps) => {
  const { t } = useTranslation('events');
  const record = useRecord('event', id).data;
  useEditKey(record, () => goTo('events', id, 'edit'));
  if (record === undefined) return null;
  if (record === null || record.erased)
    return (
      <DetailBody>
        <EmptyState icon={IconSearchOff} title={t('gone')} text={t('goneHint')} />
      </DetailBody>
    );
  return <Shown record={record} part={part} inner={inner} />;
};
