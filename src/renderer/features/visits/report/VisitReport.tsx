import { IconPencil, IconRoute, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { textAt } from '../../../../domain/values.ts';
import type { RecordView } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { BothTimes } from '../../../records/BothTimes.tsx';
import { DeletedNotice } from '../../../records/DeletedNotice.tsx';
import { HistoryList } from '../../../records/HistoryList.tsx';
import { Rivals } from '../../../records/Rivals.tsx';
import { useTitles } from '../../../records/references.ts';
import { SampleBadge } from '../../../records/SampleBadge.tsx';
import { useCommit } from '../../../replica/commit.ts';
import { useDrafts, useRecord } from '../../../replica/queries.ts';
import { goTo, hrefTo, replaceRoute, stillHere } from '../../../state/route.ts';
import { StateBadge } from '../../../ui/Badge.tsx';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { CountryMark } from '../../../ui/CountryMark.tsx';
import { DetailHeader } from '../../../ui/DetailHeader.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ActionMenu } from '../../../ui/Menus.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { useLookedUp } from '../names.ts';
import { usePhotos } from '../photos/usePhotos.ts';
import { visitTimes } from '../visitTimes.ts';
import { ReportBody } from './ReportBody.tsx';

const Header = ({ view }: { readonly view: RecordView }) => {
  const { t } = useTranslation(['visits', 'common']);
  const format = useFormat();
  const commit = useCommit();
  const { values } = view;
  const host = useLookedUp('organisation', textAt(values, 'host'));
  const name = host ? textAt(host, 'name') || t('list.noHost') : '';
  const isFinal = textAt(values, 'status') === 'final';
  const [day, times] = [textAt(values, 'day'), visitTimes(values)];
  const remove = async (): Promise<void> => {
    const isHere = stillHere();
    const change = { kind: 'delete', type: 'visit', id: view.id, shown: view.seen } as const;
    if ((await commit([change], (t) => t('visits:report.deleted', { host: name }))) && isHere()) goTo('visits');
  };
  return (
    <DetailHeader
      eyebrow={
        <>
          <StateBadge state={isFinal ? 'finalised' : 'draft'}>{isFinal ? t('state.final') : t('state.draft')}</StateBadge>
          {host && textAt(host, 'country') && <CountryMark country={textAt(host, 'country')} />}
          {t('kind')}
          <SampleBadge values={values} />
        </>
      }
      title={name}
      subtitle={
        <>
          {day && <span>{format.day(day)}</span>}
          {times && <BothTimes ranges={times} />}
        </>
      }
      actions={
        !view.deleted && (
          <>
            <Button icon={IconPencil} hint="E" onClick={() => goTo('visits', view.id, 'edit')}>
              {isFinal ? t('report.correct') : t('report.continueDraft')}
            </Button>
            <ActionMenu
              label={t('report.more')}
              actions={[{ label: t('report.delete'), icon: IconTrash, danger: true, onSelect: () => void remove() }]}
            />
          </>
        )
      }
    />
  );
};

/** Says that this visit has words that were typed here and never saved. */
const UnsavedNotice = ({ id }: { readonly id: RecordId }) => {
  const { t } = useTranslation('visits');
  if (!useDrafts()?.some((draft) => draft.key === `visit/${id}`)) return null;
  return (
    <Notice
      tone="warning"
      title={t('report.unsavedChanges')}
      actions={
        <LinkButton small variant="quiet" href={hrefTo('visits', id, 'edit')}>
          {t('list.continue')}
        </LinkButton>
      }
    />
  );
};

/** A visit for reading: what was seen, by whom, what follows; and its history. */
export const VisitReport = ({ id, part }: { readonly id: RecordId; readonly part: string | undefined }) => {
  const { t } = useTranslation('visits');
  const { data: view } = useRecord('visit', id);
  const titleOf = useTitles(view ? [view] : []);
  const photos = usePhotos(id);
  const tab = part === 'history' ? 'history' : 'report';
  if (view === undefined) return null;
  if (view === null || view.erased) return <EmptyState icon={IconRoute} title={t('report.gone')} text={t('report.goneHint')} />;
  return (
    <>
      <Header view={view} />
      <Tabs
        label={t('report.region')}
        active={tab}
        onChange={(next) => replaceRoute('visits', id, ...(next === 'report' ? [] : [next]))}
        tabs={[
          { name: 'report', label: t('report.tabReport') },
          { name: 'history', label: t('report.tabHistory') },
        ]}
      >
        <DeletedNotice record={view} title={titleOf(view)} />
        {tab === 'report' ? (
          <>
            <UnsavedNotice id={id} />
            {!view.deleted && <Rivals record={view} />}
            <ReportBody view={view} photos={photos} />
          </>
        ) : (
          <HistoryList record={view} />
        )}
      </Tabs>
    </>
  );
};
