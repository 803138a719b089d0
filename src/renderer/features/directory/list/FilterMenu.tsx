import { Popover, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { useValues } from '../../../replica/queries.ts';
import type { Filters } from '../../../state/view.ts';
import { Button } from '../../../ui/Button.tsx';
import { useFirstFound } from '../../../ui/choosing.ts';
import { inputProps } from '../../../ui/FormField.tsx';
import styles from './FilterMenu.module.css';
import { type Facet, facetPaths, facets, isNarrowed, passingOthers, withFilter, withoutFilters } from './filters.ts';
import { useFacetWords } from './useFacetWords.ts';

const mostValues = 300;

/** The values of a facet that records have which pass the other filters, and the chosen one, which nothing may have. */
const FacetSelect = ({
  facet,
  filters,
  onChange,
}: {
  readonly facet: Facet;
  readonly filters: Filters;
  readonly onChange: (value: string | null) => void;
}) => {
  const { t } = useTranslation('directory');
  const format = useFormat();
  const words = useFacetWords();
  const value = filters[facet] ?? null;
  const answer = useValues('organisation', facetPaths[facet], mostValues, passingOthers(filters, facet));
  const found = answer ?? [];
  const counted = value === null || found.some((each) => each.value === value) ? found : [...found, { value, count: 0 }];
  const choices = counted.flatMap(({ value: each, count }) =>
    typeof each === 'string' ? [{ value: each, label: `${words.value(facet, each)} (${format.number(count)})` }] : [],
  );
  const firstFound = useFirstFound(choices, value, onChange);
  return (
    <Select
      {...inputProps({ label: words.facet(facet), placeholder: t('filter.any') })}
      data={choices}
      value={value}
      onChange={onChange}
      searchable
      {...firstFound}
      clearable
      comboboxProps={{ withinPortal: false, shadow: 'md' }}
      nothingFoundMessage={answer && t('filter.nothing')}
      clearButtonProps={{ 'aria-label': t('filter.any') }}
    />
  );
};

/** The dashed chip that offers every other way to narrow the list. */
export const FilterMenu = ({ filters, onChange }: { readonly filters: Filters; readonly onChange: (filters: Filters) => void }) => {
  const { t } = useTranslation('directory');
  const title = useRef<HTMLHeadingElement>(null);
  /** The button goes with the filters, and the focus would go with it. */
  const clear = (): void => {
    title.current?.focus();
    onChange(withoutFilters(filters));
  };
  return (
    <Popover position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.chip}>
          <IconPlus size={14} stroke={2} />
          {t('filter.open')}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.panel ?? ''} aria-label={t('filter.title')}>
        <h2 ref={title} className={styles.title} tabIndex={-1} data-autofocus>
          {t('filter.title')}
        </h2>
        {facets.map((facet) => (
          <FacetSelect key={facet} facet={facet} filters={filters} onChange={(value) => onChange(withFilter(filters, facet, value))} />
        ))}
        {isNarrowed(filters) && (
          <Button variant="quiet" small onClick={clear}>
            {t('filter.clear')}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
};
