import { useLabels } from '../../../i18n/labels.ts';
import type { Facet } from './filters.ts';

/** Facets and their values in the language of the screen. */
export const useFacetWords = () => {
  const labels = useLabels();
  return {
    facet: (facet: Facet): string =>
      facet === 'county' ? labels.name('organisation', 'address.county') : labels.name('organisation', facet),
    value: (facet: Facet, value: string): string => {
      if (facet === 'county') return labels.county(value);
      if (facet === 'tag') return labels.tag(value);
      return facet === 'network' ? value : labels.choice('organisation', facet, value);
    },
  };
};
