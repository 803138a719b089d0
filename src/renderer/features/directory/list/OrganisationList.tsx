import { IconBuildingEstate, IconFilterOff, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { textAt } from '../../../../domain/values.ts';
import type { Row } from '../../../../replica/api.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { whyMatched } from '../../../records/whyMatched.ts';
import type { LongList } from '../../../replica/queries.ts';
import { hrefTo } from '../../../state/route.ts';
import type { Filters } from '../../../state/view.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ListRow } from '../../../ui/ListRow.tsx';
import { ChoiceMenu } from '../../../ui/Menus.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { ListHead } from '../../../ui/SplitView.tsx';
import { VirtualList } from '../../../ui/VirtualList.tsx';
import { townOf } from '../describe.ts';
import { isNarrowed, orderOf, ordersOf, withFilter, withOrder, withoutFilters } from './filters.ts';
import { OrganisationChips } from './OrganisationChips.tsx';
import { RowMarks } from './RowMarks.tsx';

export type OrganisationListProps = {
  readonly list: LongList;
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
  readonly activeId: RecordId | null;
  /** While a form is open beside the list, its own button is the main one. */
  readonly editing: boolean;
  readonly onActivate: (id: RecordId) => void;
  readonly onOpen: () => void;
};

/** In place of the kind stands the name by which it was `searched` for, where that is the name of a record joined to it. */
const OrganisationRow = ({ row, searched }: { readonly row: Row; readonly searched: string }) => {
  const { t } = useTranslation(['directory', 'common']);
  const labels = useLabels();
  const kind = textAt(row.values, 'kind');
  const [name, town] = [textAt(row.values, 'name'), townOf(row.values)];
  const why = row.joinedNames ? whyMatched(row, searched, [name, town]) : null;
  const words =
    why?.path === null ? [`${t('common:palette.joined')}: ${why.text}`, town] : [town, kind && labels.choice('organisation', 'kind', kind)];
  return <ListRow name={name || t('list.noName')} detail={words.filter(Boolean).join(' · ')} marks={<RowMarks row={row} />} />;
};

const EmptyList = ({ filters, onFilters }: Pick<OrganisationListProps, 'filters' | 'onFilters'>) => {
  const { t } = useTranslation('directory');
  if (isNarrowed(filters))
    return (
      <EmptyState
        icon={IconFilterOff}
        title={t('empty.nothing')}
        text={t('empty.nothingHint')}
        action={<Button onClick={() => onFilters(withoutFilters(filters))}>{t('filter.clear')}</Button>}
      />
    );
  return (
    <EmptyState
      icon={IconBuildingEstate}
      title={t('empty.title')}
      text={t('empty.hint')}
      action={
        <LinkButton icon={IconPlus} href={hrefTo('directory', 'new')}>
          {t('newLabel')}
        </LinkButton>
      }
    />
  );
};

/** Search, chips, order and rows of the directory. */
export const OrganisationList = ({ list, filters, onFilters, activeId, editing, onActivate, onOpen }: OrganisationListProps) => {
  const { t } = useTranslation('directory');
  const activateAt = (index: number): void => {
    const row = list.rowAt(index);
    if (row) onActivate(row.id);
  };
  return (
    <>
      <ListHead
        title={t('title')}
        actions={
          <LinkButton variant={editing ? 'outline' : 'filled'} icon={IconPlus} href={hrefTo('directory', 'new')}>
            {t('new')}
          </LinkButton>
        }
        count={list.fuzzy ? t('list.fuzzy') : list.answered ? t('list.count', { count: list.total }) : ''}
        order={
          <ChoiceMenu
            label={t('order.label')}
            value={orderOf(filters)}
            choices={ordersOf(filters).map((order) => ({ value: order, label: t(`order.${order}`) }))}
            onChange={(order) => onFilters(withOrder(filters, order))}
          />
        }
      >
        <SearchField
          label={t('list.search')}
          placeholder={t('list.placeholder')}
          value={filters.text ?? ''}
          onChange={(text) => onFilters(withFilter(filters, 'text', text))}
          onLeave={() => activateAt(Math.max(0, list.indexOf(activeId)))}
          answered={list.current}
        />
        <OrganisationChips filters={filters} counts={list.counts} total={list.answered ? list.total : undefined} onChange={onFilters} />
      </ListHead>
      <VirtualList
        label={t('list.region')}
        rowCount={list.total}
        activeIndex={list.indexOf(activeId)}
        onActivate={activateAt}
        onOpen={onOpen}
        onRange={list.onRange}
        renderRow={(index) => {
          const row = list.rowAt(index);
          return row && <OrganisationRow key={row.id} row={row} searched={filters.text ?? ''} />;
        }}
        empty={list.complete ? <EmptyList filters={filters} onFilters={onFilters} /> : null}
      />
    </>
  );
};
