import {
  IconCalendarEvent,
  IconHeartHandshake,
  IconMapPin,
  IconPencil,
  IconRoute,
  IconSearchOff,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { textAt } from '../../../../domain/values.ts';
import type { RecordView, Row } from '../../../../replica/api.ts';
import { toLanguage } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { HistoryList } from '../../../records/HistoryList.tsx';
import { Rivals } from '../../../records/Rivals.tsx';
import { SampleBadge } from '../../../records/SampleBadge.tsx';
import { useEditKey } from '../../../records/useEditKey.ts';
import { VersionsDialog } from '../../../records/VersionsDialog.tsx';
import { useCommit } from '../../../replica/commit.ts';
import { useRecord } from '../../../replica/queries.ts';
import { goTo, hrefTo, stillHere } from '../../../state/route.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { CountryMark } from '../../../ui/CountryMark.tsx';
import { DetailBody, DetailHeader } from '../../../ui/DetailHeader.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { ActionMenu } from '../../../ui/Menus.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { bilingualTown, countyCodeOf, legalFormOf } from '../describe.ts';
import { type Linked, useLinked } from '../useLinked.ts';
import { Fields } from './Fields.tsx';
import linkedStyles from './LinkedRecords.module.css';
import { LinkList, NothingLinked, RecordLink, useCooperationLines, useEventLines, useVisitLines } from './LinkedRecords.tsx';
import { People } from './People.tsx';
import { RecordNotices } from './RecordNotices.tsx';
import { Summary } from './Summary.tsx';
import { type TabName, tabNames } from './tabNames.ts';

const Head = ({ record }: { readonly record: RecordView }) => {
  const { t, i18n } = useTranslation('directory');
  const labels = useLabels();
  const commit = useCommit();
  const { values } = record;
  const name = textAt(values, 'name') || t('list.noName');
  const kind = textAt(values, 'kind');
  const place = bilingualTown(values, toLanguage(i18n.language));
  const county = labels.county(countyCodeOf(values));
  const since = values.memberSince;
  const isRomanian = countyCodeOf(values).startsWith('RO');
  const both = isRomanian ? t('detail.placeCountyRo', { place, county }) : t('detail.placeCounty', { place, county });
  const countyAlone = isRomanian ? t('detail.countyRo', { county }) : t('detail.county', { county });
  const where = place && county ? both : place || (county && countyAlone);
  const remove = async (): Promise<void> => {
    const isHere = stillHere();
    const done = await commit([{ kind: 'delete', type: 'organisation', id: record.id, shown: record.seen }], (t) =>
      t('directory:detail.deleted', { name }),
    );
    if (done && isHere()) goTo('directory');
  };
  const actions = [
    { label: t('detail.close'), icon: IconX, onSelect: () => goTo('directory') },
    { label: t('detail.delete'), icon: IconTrash, danger: true, onSelect: () => void remove() },
  ];
  return (
    <DetailHeader
      eyebrow={
        <>
          <CountryMark country={textAt(values, 'country')} />
          <span>{[kind && labels.choice('organisation', 'kind', kind), legalFormOf(values)].filter(Boolean).join(' · ')}</span>
          <SampleBadge values={values} />
        </>
      }
      title={name}
      subtitle={
        <>
          {where && <IconMapPin size={16} stroke={1.75} />}
          {[where, typeof since === 'number' ? t('detail.memberSince', { year: since }) : ''].filter(Boolean).join(' · ')}
        </>
      }
      actions={
        !record.deleted && (
          <>
            <LinkButton icon={IconPencil} hint="E" href={hrefTo('directory', record.id, 'edit')}>
              {t('detail.edit')}
            </LinkButton>
            <ActionMenu label={t('detail.more')} actions={actions} />
          </>
        )
      }
    />
  );
};

/** Co-operations and what is offered or looked for; undefined until both are known. */
const together = ({ cooperations, offers }: Linked): readonly Row[] | undefined => cooperations && offers && [...cooperations, ...offers];

const Overview = ({ record, linked }: { readonly record: RecordView; readonly linked: Linked }) => {
  const [path, setPath] = useState<string | null>(null);
  const [visit] = useVisitLines(linked.visits?.slice(0, 1) ?? []);
  const [cooperation] = useCooperationLines(record.id, linked.cooperations?.slice(0, 1) ?? []);
  const recent = [visit, cooperation].filter((line) => line !== undefined);
  return (
    <>
      <RecordNotices record={record} />
      {!record.deleted && <Rivals record={record} />}
      <Fields record={record} onHistory={setPath} />
      <Summary record={record} />
      <div className={linkedStyles.pair}>
        {recent.map((line) => (
          <RecordLink key={line.id} line={line} framed />
        ))}
      </div>
      <VersionsDialog record={record} path={path} onClose={() => setPath(null)} />
    </>
  );
};

const TabContent = ({ record, linked, tab }: { readonly record: RecordView; readonly linked: Linked; readonly tab: TabName }) => {
  const events = useEventLines(linked.events ?? []);
  const visits = useVisitLines(linked.visits ?? []);
  const cooperations = useCooperationLines(record.id, together(linked) ?? []);
  switch (tab) {
    case 'overview':
      return <Overview record={record} linked={linked} />;
    case 'people':
      return linked.people && <People record={record} people={linked.people} />;
    case 'events':
      return linked.events && <LinkList lines={events} empty={<NothingLinked icon={IconCalendarEvent} of="Events" />} />;
    case 'visits':
      return linked.visits && <LinkList lines={visits} empty={<NothingLinked icon={IconRoute} of="Visits" />} />;
    case 'cooperation':
      return together(linked) && <LinkList lines={cooperations} empty={<NothingLinked icon={IconHeartHandshake} of="Cooperation" />} />;
    case 'history':
      return <HistoryList record={record} />;
  }
};

const Shown = ({ record, tab, onTab }: { readonly record: RecordView; readonly tab: TabName; readonly onTab: (tab: TabName) => void }) => {
  const { t, i18n } = useTranslation(['directory', 'common']);
  const linked = useLinked(record, toLanguage(i18n.language));
  const counts: Readonly<Partial<Record<TabName, number | undefined>>> = {
    people: linked.people?.length,
    events: linked.events?.length,
    visits: linked.visits?.length,
    cooperation: together(linked)?.length,
  };
  useKeys([
    { keys: 'Alt H', label: t('tab.history'), run: () => onTab('history') },
    { keys: 'Escape', label: t('detail.close'), run: () => goTo('directory') },
  ]);
  const tabs = tabNames.map((name) => {
    const count = counts[name];
    return { name, label: t(`tab.${name}`), ...(count === undefined ? {} : { count }) };
  });
  return (
    <>
      <Head record={record} />
      <Tabs label={t('detail.tabs')} tabs={tabs} active={tab} onChange={onTab}>
        <TabContent record={record} linked={linked} tab={tab} />
      </Tabs>
    </>
  );
};

export type OrganisationDetailProps = { readonly id: RecordId; readonly tab: TabName; readonly onTab: (tab: TabName) => void };

/** One organisation with everything that names it. */
export const OrganisationDetail = ({ id, tab, onTab }: OrganisationDetailProps) => {
  const { t } = useTranslation('directory');
  const record = useRecord('organisation', id).data;
  useEditKey(record, () => goTo('directory', id, 'edit'));
  if (record === undefined) return null;
  if (record === null || record.erased)
    return (
      <DetailBody>
        <EmptyState icon={IconSearchOff} title={t('empty.gone')} text={t('empty.goneHint')} />
      </DetailBody>
    );
  return <Shown record={record} tab={tab} onTab={onTab} />;
};
