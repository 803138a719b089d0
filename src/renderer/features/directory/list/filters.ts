import type { Condition, ListQuery, Passing } from '../../../../replica/api.ts';
import type { Language } from '../../../i18n/languages.ts';
import type { Filters } from '../../../state/view.ts';

/** What the list can be narrowed by; each has at most one value at a time. */
export const facets = ['network', 'kind', 'county', 'sector', 'tag'] as const;
export type Facet = (typeof facets)[number];

/** Where the values of a facet lie; tags lie one level deeper, at `tag/<word>`. */
export const facetPaths: Readonly<Record<Facet, string>> = {
  network: 'network',
  kind: 'kind',
  county: 'address>county',
  sector: 'sector',
  tag: 'tag',
};

/** The chips that always stand above the list, each with the one filter it sets. */
export const quickChips = [
  { name: 'hungary', key: 'country', value: 'HU' },
  { name: 'romania', key: 'country', value: 'RO' },
  { name: 'energy', key: 'kind', value: 'energySupplier' },
  { name: 'civil', key: 'kind', value: 'civil' },
  { name: 'differing', key: 'differing', value: 'yes' },
] as const;
export type QuickChip = (typeof quickChips)[number];

const orders = ['name', 'town', 'county', 'memberSince'] as const;
export type Order = 'match' | (typeof orders)[number];

const isFacet = (key: string): key is Facet => facets.some((facet) => facet === key);

export const conditionOf = (key: string, value: string): Condition | null => {
  if (key === 'country') return { path: 'country', is: value };
  if (key === 'differing') return { path: '#waits', any: true };
  if (key === 'tag') return { path: `tag/${value}`, is: true };
  return isFacet(key) ? { path: facetPaths[key], is: value } : null;
};

export const conditionsOf = (filters: Filters): readonly Condition[] =>
  Object.entries(filters).flatMap(([key, value]) => {
    const condition = conditionOf(key, value);
    return condition === null ? [] : [condition];
  });

export const isNarrowed = (filters: Filters): boolean => Object.keys(filters).some((key) => key !== 'order');

export const withFilter = (filters: Filters, key: string, value: string | null): Filters => {
  const { [key]: _, ...rest } = filters;
  return value === null || value === '' ? rest : { ...rest, [key]: value };
};

/** True while anything but the search narrows the list. */
export const isNarrowedByChips = (filters: Filters): boolean => Object.keys(filters).some((key) => key !== 'order' && key !== 'text');

/** The search and the order stay. */
export const withoutChips = (filters: Filters): Filters => ({
  ...(filters.text === undefined ? {} : { text: filters.text }),
  ...(filters.order === undefined ? {} : { order: filters.order }),
});

/** Everything off but the order of the rows. */
export const withoutFilters = (filters: Filters): Filters => (filters.order === undefined ? {} : { order: filters.order });

export const toggled = (filters: Filters, chip: Pick<QuickChip, 'key' | 'value'>): Filters =>
  withFilter(filters, chip.key, filters[chip.key] === chip.value ? null : chip.value);

/** Filters that no quick chip shows; each gets a chip of its own while it is on. */
export const extraFilters = (filters: Filters): readonly { readonly facet: Facet; readonly value: string }[] =>
  facets.flatMap((facet) => {
    const value = filters[facet];
    if (value === undefined || quickChips.some((chip) => chip.key === facet && chip.value === value)) return [];
    return [{ facet, value }];
  });

/** While a person searches, the best match stands first unless another order was chosen. */
export const orderOf = (filters: Filters): Order =>
  filters.text && filters.order === undefined ? 'match' : (orders.find((order) => order === filters.order) ?? 'name');

/** What the list can be ordered by; by match only while there is something to match. */
export const ordersOf = (filters: Filters): readonly Order[] => (filters.text ? ['match', ...orders] : orders);

export const withOrder = (filters: Filters, order: Order): Filters => withFilter(filters, 'order', order === 'match' ? null : order);

export type OrganisationQuery = Omit<ListQuery, 'offset' | 'limit'>;

type Sort = Pick<ListQuery, 'sort'>;

/** Names stand in the order of titles, which the store keeps sorted. */
const sorts: Readonly<Record<Order, Sort['sort'] | null>> = {
  match: { path: '#relevance', direction: 'up' },
  name: null,
  town: { path: 'address>town', direction: 'up' },
  county: { path: 'address>county', direction: 'up' },
  memberSince: { path: 'memberSince', direction: 'down' },
};

const sortOf = (filters: Filters): Sort => {
  const sort = sorts[orderOf(filters)];
  return sort ? { sort } : {};
};

const countsOf = (filters: Filters): Readonly<Record<string, readonly Condition[]>> => {
  const chips = quickChips.map(({ name, key, value }) => [name, conditionOf(key, value)] as const);
  const extras = extraFilters(filters).map(({ facet, value }) => [facet, conditionOf(facet, value)] as const);
  return Object.fromEntries([...chips, ...extras].map(([name, condition]) => [name, condition === null ? [] : [condition]]));
};

/** What the values of a facet are counted among: all that passes the search and the other filters. */
export const passingOthers = (filters: Filters, facet: Facet): Passing => ({
  where: conditionsOf(withFilter(filters, facet, null)),
  ...(filters.text ? { text: filters.text } : {}),
});

/** The query behind the list; the counts of the chips come with it. `all` counts what the search alone finds. */
export const queryOf = (filters: Filters, locale: Language): OrganisationQuery => ({
  type: 'organisation',
  where: conditionsOf(filters),
  ...(filters.text ? { text: filters.text } : {}),
  ...sortOf(filters),
  counts: countsOf(filters),
  locale,
});
