import { IconBuildingEstate } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecordId, type RecordId } from '../../../base/ids.ts';
import { toLanguage } from '../../i18n/format.ts';
import { ChooseOne } from '../../records/ChooseOne.tsx';
import { HistorySide } from '../../records/HistorySide.tsx';
import { newFormId } from '../../replica/newForm.ts';
import { useLongList } from '../../replica/queries.ts';
import { goTo, replaceRoute, useRoute } from '../../state/route.ts';
import { useFilters, useView } from '../../state/view.ts';
import { DetailBody } from '../../ui/DetailHeader.tsx';
import { useKeys } from '../../ui/keys.ts';
import { SplitView } from '../../ui/SplitView.tsx';
import { OrganisationDetail } from './detail/OrganisationDetail.tsx';
import { type TabName, toTabName } from './detail/tabNames.ts';
import { OrganisationEditor } from './form/OrganisationEditor.tsx';
import { queryOf } from './list/filters.ts';
import { OrganisationList } from './list/OrganisationList.tsx';

const NothingChosen = () => {
  const { t } = useTranslation('directory');
  return (
    <DetailBody>
      <ChooseOne type="organisation" icon={IconBuildingEstate} title={t('empty.choose')} text={t('empty.chooseHint')} />
    </DetailBody>
  );
};

const Beside = ({ id, part }: { readonly id: RecordId | null; readonly part: string | undefined }) => {
  if (id === null) return <NothingChosen />;
  if (part === 'edit') return <OrganisationEditor key={id} id={id} />;
  const onTab = (tab: TabName): void => replaceRoute('directory', id, ...(tab === 'overview' ? [] : [tab]));
  return <OrganisationDetail key={id} id={id} tab={toTabName(part)} onTab={onTab} />;
};

/** A new record gets its id when its form opens, so that its draft is found again under the same address. */
const useNewRecord = (id: string | null): void => {
  useEffect(() => {
    if (id === 'new') replaceRoute('directory', newFormId(), 'edit');
  }, [id]);
};

/** The joint directory: list with search and filters at left, one organisation at right. */
export const DirectoryRoom = () => {
  const { t, i18n } = useTranslation(['directory', 'common']);
  const route = useRoute();
  const [filters, setFilters] = useFilters('directory');
  const width = useView((view) => view.paneWidths.directory ?? null);
  const setPaneWidth = useView((view) => view.setPaneWidth);
  const list = useLongList(queryOf(filters, toLanguage(i18n.language)));
  const id = route.id !== null && isRecordId(route.id) ? route.id : null;
  const [part] = route.rest;
  useNewRecord(route.id);
  useKeys([{ keys: 'N', label: t('newLabel'), run: () => goTo('directory', 'new') }]);
  const follow = (next: RecordId): void => {
    const kept = part === undefined || part === 'edit' ? [] : [part];
    replaceRoute('directory', next, ...kept);
  };
  const intoDetail = (): void => document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  return (
    <SplitView
      listLabel={t('common:panes.list')}
      list={
        <OrganisationList
          list={list}
          filters={filters}
          onFilters={setFilters}
          activeId={id}
          editing={part === 'edit'}
          onActivate={follow}
          onOpen={intoDetail}
        />
      }
      detailLabel={t('detail.region')}
      detail={<Beside id={id} part={part} />}
      history={id !== null && part !== 'edit' && part !== 'history' && <HistorySide type="organisation" id={id} />}
      width={width}
      onWidth={(next) => setPaneWidth('directory', next)}
    />
  );
};
