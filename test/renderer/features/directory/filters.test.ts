import { describe, expect, it } from 'vitest';
import {
  conditionOf,
  extraFilters,
  isNarrowedByChips,
  orderOf,
  ordersOf,
  passingOthers,
  queryOf,
  toggled,
  withOrder,
  withoutChips,
  withoutFilters,
} from '../../../../src/renderer/features/directory/list/filters.ts';

describe('filters of the directory', () => {
  it('turn every chip and facet into a condition of the store', () => {
    expect(conditionOf('country', 'HU')).toEqual({ path: 'country', is: 'HU' });
    expect(conditionOf('county', 'RO424')).toEqual({ path: 'address>county', is: 'RO424' });
    expect(conditionOf('tag', 'solar')).toEqual({ path: 'tag/solar', is: true });
    expect(conditionOf('differing', 'yes')).toEqual({ path: '#waits', any: true });
    expect(conditionOf('order', 'town')).toBeNull();
  });

  it('switch a chip on, over to its neighbour and off again', () => {
    const hungary = { key: 'country', value: 'HU' } as const;
    const on = toggled({}, hungary);
    expect(on).toEqual({ country: 'HU' });
    expect(toggled(on, { key: 'country', value: 'RO' })).toEqual({ country: 'RO' });
    expect(toggled(on, hungary)).toEqual({});
  });

  it('give a chip of its own to what no standing chip shows', () => {
    expect(extraFilters({ kind: 'civil', county: 'HU333' })).toEqual([{ facet: 'county', value: 'HU333' }]);
    expect(extraFilters({ kind: 'chamber' })).toEqual([{ facet: 'kind', value: 'chamber' }]);
  });

  it('count every chip, shown or not', () => {
    const counts = queryOf({ county: 'HU333' }, 'en').counts ?? {};
    expect(Object.keys(counts).sort()).toEqual(['civil', 'county', 'differing', 'energy', 'hungary', 'romania']);
    expect(counts.county).toEqual([{ path: 'address>county', is: 'HU333' }]);
  });

  it('count the values of a facet among what passes the search and the other filters', () => {
    const filters = { country: 'RO', county: 'HU333', text: 'nap' };
    expect(passingOthers(filters, 'county')).toEqual({ where: [{ path: 'country', is: 'RO' }], text: 'nap' });
  });

  it('put the best match first while somebody searches, unless an order was chosen', () => {
    expect(queryOf({ text: 'nap' }, 'hu').sort).toEqual({ path: '#relevance', direction: 'up' });
    expect(queryOf({ text: 'nap', order: 'town' }, 'hu').sort).toEqual({ path: 'address>town', direction: 'up' });
    expect(queryOf({}, 'hu')).not.toHaveProperty('sort');
  });

  it('keep the order when filters are removed, and the search when only chips are', () => {
    const all = { text: 'nap', order: 'town', country: 'HU', tag: 'solar' };
    expect(withoutFilters(all)).toEqual({ order: 'town' });
    expect(withoutChips(all)).toEqual({ text: 'nap', order: 'town' });
    expect(isNarrowedByChips(withoutChips(all))).toBe(false);
  });

  it('say which order the list stands in, which is by match only while somebody searches and has chosen no other', () => {
    expect(orderOf({ text: 'nap' })).toBe('match');
    expect(orderOf({ text: 'nap', order: 'name' })).toBe('name');
    expect(orderOf({})).toBe('name');
    expect(ordersOf({ text: 'nap' })).toEqual(['match', 'name', 'town', 'county', 'memberSince']);
    expect(ordersOf({ country: 'HU' })).not.toContain('match');
    const named = { text: 'nap', order: 'name' };
    expect(orderOf(withOrder(named, 'match'))).toBe('match');
    expect(withOrder({ text: 'nap' }, 'name')).toEqual(named);
  });

  it('fall back to the order by name for one that is unknown', () => {
    expect(orderOf({ order: 'colour' })).toBe('name');
  });
});
