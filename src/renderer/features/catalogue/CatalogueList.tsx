import { IconFilterOff, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../base/ids.ts';
import { titleOf } from '../../../domain/titles.ts';
import { toLanguage } from '../../i18n/format.ts';
import { WaitBadge } from '../../records/WaitBadge.tsx';
import { useCounts, useLongList } from '../../replica/queries.ts';
import { goTo, hrefTo, replaceRoute } from '../../state/route.ts';
import type { Filters } from '../../state/view.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { counted, FilterChip, FilterChips } from '../../ui/FilterChip.tsx';
import { ListRow } from '../../ui/ListRow.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { ListHead } from '../../ui/SplitView.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import type { Catalogue, CataloguedType } from './catalogues.ts';
import { RowDetail } from './RowDetail.tsx';
import { useRecordWords } from './useRecordWords.ts';

export type CatalogueListProps = {
  readonly catalogue: Catalogue;
  readonly type: CataloguedType;
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
  readonly activeId: RecordId | null;
  /** While a form is open beside the list, its own button is the main one. */
  readonly editing: boolean;
};

const TypeChips = ({ catalogue, type, filters, onFilters }: CatalogueListProps) => {
  const { t } = useTranslation('catalogue');
  const words = useRecordWords();
  const counts = useCounts();
  if (catalogue.types.length === 1) return null;
  return (
    <FilterChips label={t('list.types')}>
      {catalogue.types.map((each) => (
        <FilterChip
          key={each}
          label={words.types(each)}
          {...counted(counts?.[each])}
          on={each === type}
          onToggle={() => onFilters({ ...filters, type: each })}
        />
      ))}
    </FilterChips>
  );
};

const EmptyList = ({ catalogue, type, filters, onFilters }: CatalogueListProps) => {
  const { t } = useTranslation('catalogue');
  if (filters.text)
    return (
      <EmptyState
        icon={IconFilterOff}
        title={t('list.nothing')}
        text={t('list.nothingHint')}
        action={<Button onClick={() => onFilters({ ...filters, text: '' })}>{t('list.clear')}</Button>}
      />
    );
  return (
    <EmptyState
      icon={catalogue.icon}
      title={t(`empty.${type}`)}
      text={t('list.emptyHint')}
      action={
        <LinkButton icon={IconPlus} href={hrefTo(catalogue.name, 'new')}>
          {t('newRecord')}
        </LinkButton>
      }
    />
  );
};

/** The records of one type with search; chips choose between the types of the room. */
export const CatalogueList = (props: CatalogueListProps) => {
  const { catalogue, type, filters, onFilters, activeId, editing } = props;
  const { t, i18n } = useTranslation(['catalogue', 'common']);
  const words = useRecordWords();
  const locale = toLanguage(i18n.language);
  const list = useLongList({ type, locale, ...(filters.text ? { text: filters.text } : {}) });
  const activateAt = (index: number): void => {
    const row = list.rowAt(index);
    if (row) replaceRoute(catalogue.name, row.id);
  };
  return (
    <>
      <ListHead
        title={t(`common:rooms.${catalogue.name}`)}
        actions={
          <Button variant={editing ? 'outline' : 'filled'} icon={IconPlus} onClick={() => goTo(catalogue.name, 'new')}>
            {t('common:action.new')}
          </Button>
        }
        count={list.fuzzy ? t('common:search.fuzzy') : list.answered ? words.count(type, list.total) : ''}
      >
        <SearchField
          label={t('list.search')}
          placeholder={t('list.placeholder')}
          value={filters.text ?? ''}
          onChange={(text) => onFilters({ ...filters, text })}
          onLeave={() => activateAt(Math.max(0, list.indexOf(activeId)))}
          answered={list.current}
        />
        <TypeChips {...props} />
      </ListHead>
      <VirtualList
        label={words.types(type)}
        rowCount={list.total}
        activeIndex={list.indexOf(activeId)}
        onActivate={activateAt}
        onOpen={() => document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus()}
        onRange={list.onRange}
        renderRow={(index) => {
          const row = list.rowAt(index);
          return (
            row && (
              <ListRow
                key={row.id}
                name={titleOf(type, row.values, locale) || t('list.noTitle')}
                detail={<RowDetail row={row} />}
                marks={<WaitBadge row={row} />}
              />
            )
          );
        }}
        empty={list.complete ? <EmptyList {...props} /> : null}
      />
    </>
  );
};
