import { IconRoute } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecordId, type RecordId } from '../../../base/ids.ts';
import { ChooseOne } from '../../records/ChooseOne.tsx';
import { HistorySide } from '../../records/HistorySide.tsx';
import { newFormId } from '../../replica/newForm.ts';
import { useRecordForForm } from '../../replica/queries.ts';
import { goTo, replaceRoute, useRoute } from '../../state/route.ts';
import { useFilters, useView } from '../../state/view.ts';
import { DetailBody } from '../../ui/DetailHeader.tsx';
import { useHeldKeys } from '../../ui/heldKeys.ts';
import { useKeys } from '../../ui/keys.ts';
import { SplitView } from '../../ui/SplitView.tsx';
import { VisitList } from './list/VisitList.tsx';
import { VisitReport } from './report/VisitReport.tsx';
import { VisitForm } from './VisitForm.tsx';

/** The form of a visit that is in the store, or of one that exists as a draft only. */
const FormOf = ({ id }: { readonly id: RecordId }) => {
  const view = useRecordForForm('visit', id);
  // What was shown is fixed when the form opens; a change that arrives meanwhile must not replace it.
  const [opened, open] = useState(view);
  if (opened === undefined && view !== undefined) open(view);
  useHeldKeys(opened === undefined);
  return opened === undefined ? null : <VisitForm id={id} view={opened} />;
};

/** Gives a new visit its id and keeps it in the address, so that the draft is found again after anything. */
const BeginVisit = () => {
  useEffect(() => replaceRoute('visits', newFormId(), 'edit'), []);
  return null;
};

const VisitsSplit = ({ id, part }: { readonly id: RecordId | null; readonly part: string | undefined }) => {
  const { t } = useTranslation('visits');
  const [filters, setFilters] = useFilters('visits');
  const width = useView((view) => view.paneWidths.visits ?? null);
  const setPaneWidth = useView((view) => view.setPaneWidth);
  useKeys([
    { keys: 'N', label: t('new'), run: () => goTo('visits', 'new') },
    ...(id ? [{ keys: 'E', label: t('report.correct'), run: () => goTo('visits', id, 'edit') }] : []),
  ]);
  return (
    <SplitView
      width={width}
      onWidth={(next) => setPaneWidth('visits', next)}
      listLabel={t('list.region')}
      detailLabel={t('report.region')}
      list={
        <VisitList
          filters={filters}
          onFilters={setFilters}
          activeId={id}
          onActivate={(next) => replaceRoute('visits', next)}
          onOpen={() => document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus()}
        />
      }
      detail={
        id ? (
          <VisitReport key={id} id={id} part={part} />
        ) : (
          <DetailBody>
            <ChooseOne type="visit" icon={IconRoute} title={t('empty.choose')} text={t('empty.chooseHint')} />
          </DetailBody>
        )
      }
      history={id !== null && part !== 'history' && <HistorySide type="visit" id={id} />}
    />
  );
};

export const VisitsRoom = () => {
  const { id, rest } = useRoute();
  if (id === 'new') return <BeginVisit />;
  const record = id !== null && isRecordId(id) ? id : null;
  return record && rest[0] === 'edit' ? <FormOf key={record} id={record} /> : <VisitsSplit id={record} part={rest[0]} />;
};
