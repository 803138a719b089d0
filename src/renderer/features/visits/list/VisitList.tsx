import { IconFilterOff, IconPlus, IconRoute } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { textAt } from '../../../../domain/values.ts';
import type { Row } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { WaitBadge } from '../../../records/WaitBadge.tsx';
import { useList } from '../../../replica/queries.ts';
import { hrefTo } from '../../../state/route.ts';
import type { Filters } from '../../../state/view.ts';
import { StateBadge } from '../../../ui/Badge.tsx';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { CountryMark } from '../../../ui/CountryMark.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { counted, FilterChip, FilterChips } from '../../../ui/FilterChip.tsx';
import { DateBlock, ListRow } from '../../../ui/ListRow.tsx';
import { ChoiceMenu } from '../../../ui/Menus.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { ListHead } from '../../../ui/SplitView.tsx';
import { VirtualList } from '../../../ui/VirtualList.tsx';
import { type Hosts, hostName, useHosts } from '../useHosts.ts';
import { chips, withFilter } from './filters.ts';
import { UnsavedVisits } from './UnsavedVisits.tsx';
import { useVisits } from './useVisits.ts';

export type VisitListProps = {
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
  readonly activeId: RecordId | null;
  readonly onActivate: (id: RecordId) => void;
  readonly onOpen: () => void;
};

type Offices = ReadonlyMap<string, string>;

const useOffices = (): Offices => {
  const page = useList({ type: 'office', locale: 'en', offset: 0, limit: 200 }).data;
  return new Map((page?.rows ?? []).map((row) => [row.id, textAt(row.values, 'name')]));
};

type VisitRowProps = { readonly row: Row; readonly hosts: Hosts; readonly areHostsKnown: boolean; readonly offices: Offices };

const VisitRow = ({ row, hosts, areHostsKnown, offices }: VisitRowProps) => {
  const { t } = useTranslation(['visits', 'common']);
  const format = useFormat();
  const day = textAt(row.values, 'day');
  const country = textAt(hosts.get(textAt(row.values, 'host')) ?? {}, 'country');
  const office = offices.get(textAt(row.values, 'office')) ?? '';
  const isDraft = textAt(row.values, 'status') !== 'final';
  return (
    <ListRow
      name={hostName(hosts, row.values) || (areHostsKnown ? t('list.noHost') : '')}
      detail={[day ? day.slice(0, 4) : t('list.noDay'), office].filter(Boolean).join(' · ')}
      {...(day ? { lead: <DateBlock {...format.dayParts(Date.parse(day), 'UTC')} /> } : {})}
      marks={
        <>
          {row.waits ? <WaitBadge row={row} /> : isDraft && <StateBadge state="draft">{t('state.draft')}</StateBadge>}
          {country && <CountryMark country={country} />}
        </>
      }
    />
  );
};

const Chips = ({
  filters,
  onFilters,
  counts,
}: Pick<VisitListProps, 'filters' | 'onFilters'> & { readonly counts: Readonly<Record<string, number>> }) => {
  const { t } = useTranslation('visits');
  return (
    <FilterChips label={t('list.filters')}>
      {chips.map(({ name, key, value }) => (
        <FilterChip
          key={name}
          label={t(`list.${name}`)}
          {...counted(counts[name])}
          on={filters[key] === value}
          onToggle={() => onFilters(withFilter(filters, key, filters[key] === value ? null : value))}
        />
      ))}
    </FilterChips>
  );
};

const EmptyList = ({ filters, onFilters }: Pick<VisitListProps, 'filters' | 'onFilters'>) => {
  const { t } = useTranslation('visits');
  if (Object.keys(filters).length > 0)
    return (
      <EmptyState
        icon={IconFilterOff}
        title={t('list.nothing')}
        text={t('list.nothingHint')}
        action={<Button onClick={() => onFilters({})}>{t('list.clear')}</Button>}
      />
    );
  return (
    <EmptyState
      icon={IconRoute}
      title={t('empty.title')}
      text={t('empty.hint')}
      action={
        <LinkButton icon={IconPlus} href={hrefTo('visits', 'new')}>
          {t('new')}
        </LinkButton>
      }
    />
  );
};

/** Search, chips and rows of the visits, newest first; what was begun and never saved stands above them. */
export const VisitList = ({ filters, onFilters, activeId, onActivate, onOpen }: VisitListProps) => {
  const { t } = useTranslation('visits');
  const { hosts, isAnswered: areHostsKnown } = useHosts();
  const offices = useOffices();
  const list = useVisits(filters, hosts, areHostsKnown || hosts.size > 0);
  const activateAt = (index: number): void => {
    const row = list.rowAt(index);
    if (row) onActivate(row.id);
  };
  const officeChoices = [{ value: '', label: t('list.anyOffice') }, ...[...offices].map(([value, label]) => ({ value, label }))];
  return (
    <>
      <ListHead
        title={t('title')}
        actions={
          <LinkButton variant="filled" icon={IconPlus} href={hrefTo('visits', 'new')}>
            {t('newShort')}
          </LinkButton>
        }
        count={list.fuzzy ? t('list.fuzzy') : list.answered ? t('list.count', { count: list.total }) : ''}
        order={
          <ChoiceMenu
            label={t('list.office')}
            value={filters.office ?? ''}
            choices={officeChoices}
            onChange={(office) => onFilters(withFilter(filters, 'office', office))}
          />
        }
      >
        <SearchField
          label={t('list.searchLabel')}
          placeholder={t('list.search')}
          value={filters.text ?? ''}
          onChange={(text) => onFilters(withFilter(filters, 'text', text))}
          onLeave={() => activateAt(Math.max(0, list.indexOf(activeId)))}
          answered={list.current}
        />
        <Chips filters={filters} onFilters={onFilters} counts={list.counts} />
      </ListHead>
      <UnsavedVisits />
      <VirtualList
        label={t('list.region')}
        rowCount={list.total}
        activeIndex={list.indexOf(activeId)}
        onActivate={activateAt}
        onOpen={onOpen}
        onRange={list.onRange}
        renderRow={(index) => {
          const row = list.rowAt(index);
          return row && <VisitRow key={row.id} row={row} hosts={hosts} areHostsKnown={areHostsKnown} offices={offices} />;
        }}
        empty={list.complete ? <EmptyList filters={filters} onFilters={onFilters} /> : null}
      />
    </>
  );
};
