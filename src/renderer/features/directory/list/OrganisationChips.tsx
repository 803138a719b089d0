import { IconAlertTriangle, IconBolt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { toLanguage } from '../../../i18n/format.ts';
import { useCounts, useList } from '../../../replica/queries.ts';
import type { Filters } from '../../../state/view.ts';
import { counted, FilterChip, FilterChips } from '../../../ui/FilterChip.tsx';
import type { Icon } from '../../../ui/Icon.ts';
import { FilterMenu } from './FilterMenu.tsx';
import { extraFilters, isNarrowedByChips, type QuickChip, quickChips, toggled, withFilter, withoutChips } from './filters.ts';
import { useFacetWords } from './useFacetWords.ts';

const icons: Readonly<Partial<Record<QuickChip['name'], Icon>>> = { energy: IconBolt, differing: IconAlertTriangle };

export type OrganisationChipsProps = {
  readonly filters: Filters;
  readonly counts: Readonly<Record<string, number>>;
  /** Rows that the list shows now; undefined until the first answer. */
  readonly total: number | undefined;
  readonly onChange: (filters: Filters) => void;
};

/** How many there would be without any chip: all records, or all that the search finds; undefined until that is known. */
const useUnfiltered = (filters: Filters, total: number | undefined): number | undefined => {
  const { i18n } = useTranslation();
  const narrowed = isNarrowedByChips(filters);
  const everything = useCounts()?.organisation;
  const found = useList(
    narrowed && filters.text ? { type: 'organisation', text: filters.text, locale: toLanguage(i18n.language), offset: 0, limit: 1 } : null,
  ).data?.total;
  if (!narrowed) return total;
  return filters.text ? found : everything;
};

export const OrganisationChips = ({ filters, counts, total, onChange }: OrganisationChipsProps) => {
  const { t } = useTranslation('directory');
  const words = useFacetWords();
  const all = useUnfiltered(filters, total);
  return (
    <FilterChips label={t('list.filters')}>
      <FilterChip
        label={t('chip.all')}
        {...counted(all)}
        on={!isNarrowedByChips(filters)}
        onToggle={() => onChange(withoutChips(filters))}
      />
      {quickChips.map((chip) => {
        const icon = icons[chip.name];
        return (
          <FilterChip
            key={chip.name}
            label={t(`chip.${chip.name}`)}
            {...counted(counts[chip.name])}
            on={filters[chip.key] === chip.value}
            {...(icon ? { icon } : {})}
            onToggle={() => onChange(toggled(filters, chip))}
          />
        );
      })}
      {extraFilters(filters).map(({ facet, value }) => (
        <FilterChip
          key={facet}
          label={words.value(facet, value)}
          {...counted(counts[facet])}
          on
          onToggle={() => onChange(withFilter(filters, facet, null))}
        />
      ))}
      <FilterMenu filters={filters} onChange={onChange} />
    </FilterChips>
  );
};
