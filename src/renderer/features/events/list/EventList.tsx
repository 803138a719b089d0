import { IconCalendarEvent, IconFilterOff, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { goTo, hrefTo, replaceRoute } from '../../../state/route.ts';
import type { Filters } from '../../../state/view.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { counted, FilterChip, FilterChips } from '../../../ui/FilterChip.tsx';
import { ChoiceMenu } from '../../../ui/Menus.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { ListHead } from '../../../ui/SplitView.tsx';
import { VirtualList } from '../../../ui/VirtualList.tsx';
import { EventRow } from './EventRow.tsx';
import { type Chip, chips, nameOfChip, withFilter } from './filters.ts';
import { UnsavedEvents } from './UnsavedEvents.tsx';
import { useEvents } from './useEvents.ts';

export type EventListProps = {
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
  readonly activeId: RecordId | null;
  /** While a form is open beside the list, its own button is the main one. */
  readonly editing: boolean;
};

type Filtering = Pick<EventListProps, 'filters' | 'onFilters'>;

/** A chip for each status, and one for the types, whose names are too long for a chip each. */
const Chips = ({ filters, onFilters, counts }: Filtering & { readonly counts: Readonly<Record<string, number>> }) => {
  const { t } = useTranslation('events');
  const labels = useLabels();
  const countOf = (chip: Chip): number | undefined => counts[nameOfChip(chip)];
  const kinds = chips.kind.map((chip) => ({
    value: chip.value,
    label: [labels.choice('event', 'kind', chip.value), countOf(chip)].filter((part) => part !== undefined).join(' '),
  }));
  return (
    <FilterChips label={t('list.filters')}>
      {chips.status.map((chip) => (
        <FilterChip
          key={chip.value}
          label={labels.choice('event', 'status', chip.value)}
          {...counted(countOf(chip))}
          on={filters.status === chip.value}
          onToggle={() => onFilters(withFilter(filters, 'status', filters.status === chip.value ? null : chip.value))}
        />
      ))}
      <ChoiceMenu
        label={labels.name('event', 'kind')}
        value={filters.kind ?? ''}
        choices={[{ value: '', label: t('list.anyKind') }, ...kinds]}
        onChange={(kind) => onFilters(withFilter(filters, 'kind', kind))}
        chip={{ on: filters.kind !== undefined }}
      />
    </FilterChips>
  );
};

const EmptyList = ({ filters, onFilters }: Filtering) => {
  const { t } = useTranslation('events');
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
      icon={IconCalendarEvent}
      title={t('list.empty')}
      text={t('list.emptyHint')}
      action={
        <LinkButton icon={IconPlus} href={hrefTo('events', 'new')}>
          {t('newEvent')}
        </LinkButton>
      }
    />
  );
};

/** Search, chips and rows of the events; what was begun and never saved stands above them. */
export const EventList = ({ filters, onFilters, activeId, editing }: EventListProps) => {
  const { t } = useTranslation(['events', 'common', 'domain']);
  const list = useEvents(filters);
  const { firstPast } = list;
  const activateAt = (index: number): void => {
    const row = list.rowAt(index);
    if (row) replaceRoute('events', row.id);
  };
  return (
    <>
      <ListHead
        title={t('common:rooms.events')}
        actions={
          <Button variant={editing ? 'outline' : 'filled'} icon={IconPlus} onClick={() => goTo('events', 'new')}>
            {t('common:action.new')}
          </Button>
        }
        count={list.fuzzy ? t('common:search.fuzzy') : list.answered ? t('domain:count.event', { count: list.total }) : ''}
      >
        <SearchField
          label={t('list.search')}
          placeholder={t('list.placeholder')}
          value={filters.text ?? ''}
          onChange={(text) => onFilters(withFilter(filters, 'text', text))}
          onLeave={() => activateAt(Math.max(0, list.indexOf(activeId)))}
          answered={list.current}
        />
        <Chips filters={filters} onFilters={onFilters} counts={list.counts} />
      </ListHead>
      <UnsavedEvents />
      <VirtualList
        label={t('list.region')}
        rowCount={list.total}
        activeIndex={list.indexOf(activeId)}
        onActivate={activateAt}
        onOpen={() => document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus()}
        onRange={list.onRange}
        heading={firstPast > 0 && list.isPast(firstPast) ? { above: firstPast, text: t('list.pastEvents') } : undefined}
        renderRow={(index) => {
          const row = list.rowAt(index);
          return row && <EventRow key={row.id} row={row} />;
        }}
        empty={list.complete ? <EmptyList filters={filters} onFilters={onFilters} /> : null}
      />
    </>
  );
};
