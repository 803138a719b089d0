import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecordId, type RecordId } from '../../../base/ids.ts';
import { HistorySide } from '../../records/HistorySide.tsx';
import { isUntouched, newFormId } from '../../replica/newForm.ts';
import { useDrafts, useRecord } from '../../replica/queries.ts';
import { goTo, replaceRoute, useRoute } from '../../state/route.ts';
import { useFilters, useView } from '../../state/view.ts';
import { useHeldKeys } from '../../ui/heldKeys.ts';
import { useKeys } from '../../ui/keys.ts';
import { SplitView } from '../../ui/SplitView.tsx';
import { CatalogueDetail } from './CatalogueDetail.tsx';
import { CatalogueForm } from './CatalogueForm.tsx';
import { CatalogueList } from './CatalogueList.tsx';
import { type Catalogue, type CataloguedType, typeShown } from './catalogues.ts';
import { Overview } from './Overview.tsx';

/** Which of the room's types an id belongs to: that of the record, else of its draft, else the one the list shows. Undefined until known. */
const useTypeOf = ({ types }: Catalogue, id: RecordId | null, shown: CataloguedType): CataloguedType | undefined => {
  const first = useRecord(types[0], id);
  const second = useRecord(types[1] ?? types[0], id);
  const drafts = useDrafts();
  const begun = useRef<RecordId>(null);
  if (id === null) return shown;
  if (isUntouched(id)) begun.current = id;
  const known = first.data?.type ?? second.data?.type ?? drafts?.find((draft) => draft.id === id)?.type;
  const found = types.find((each) => each === known);
  const asked = first.data !== undefined && second.data !== undefined && drafts !== undefined;
  return found ?? (asked || begun.current === id ? shown : undefined);
};

type BesideProps = {
  readonly catalogue: Catalogue;
  readonly id: RecordId | null;
  readonly type: CataloguedType;
  readonly part: string | undefined;
};

const Beside = ({ catalogue, id, type, part }: BesideProps) => {
  if (id === null) return <Overview catalogue={catalogue} type={type} />;
  if (part === 'edit') return <CatalogueForm key={id} catalogue={catalogue} type={type} id={id} />;
  return <CatalogueDetail key={id} catalogue={catalogue} type={type} id={id} part={part} />;
};

/** List with search at left, one record or its form at right. */
export const CatalogueRoom = ({ catalogue }: { readonly catalogue: Catalogue }) => {
  const { t } = useTranslation(['catalogue', 'common']);
  const route = useRoute();
  const [filters, setFilters] = useFilters(catalogue.name);
  const width = useView((view) => view.paneWidths[catalogue.name] ?? null);
  const setPaneWidth = useView((view) => view.setPaneWidth);
  const id = route.id !== null && isRecordId(route.id) ? route.id : null;
  const [part] = route.rest;
  const shown = typeShown(catalogue, filters.type);
  const type = useTypeOf(catalogue, id, shown);
  useHeldKeys(type === undefined);
  useEffect(() => {
    if (route.id === 'new') replaceRoute(catalogue.name, newFormId(), 'edit');
  }, [route.id, catalogue.name]);
  useKeys([{ keys: 'N', label: t('newRecord'), run: () => goTo(catalogue.name, 'new') }]);
  return (
    <SplitView
      listLabel={t('common:panes.list')}
      list={
        <CatalogueList
          catalogue={catalogue}
          type={shown}
          filters={filters}
          onFilters={setFilters}
          activeId={id}
          editing={part === 'edit'}
        />
      }
      detailLabel={t('common:panes.detail')}
      detail={type && <Beside catalogue={catalogue} id={id} type={type} part={part} />}
      history={type && id !== null && part !== 'edit' && part !== 'history' && <HistorySide type={type} id={id} />}
      width={width}
      onWidth={(next) => setPaneWidth(catalogue.name, next)}
    />
  );
};
