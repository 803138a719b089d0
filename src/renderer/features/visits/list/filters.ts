import { searchKey } from '../../../../base/fold.ts';
import { textAt } from '../../../../domain/values.ts';
import type { Condition } from '../../../../replica/api.ts';
import type { Filters } from '../../../state/view.ts';
import type { Hosts } from '../useHosts.ts';

/** Chips above the list; each sets one filter to one value. */
export const chips = [
  { name: 'drafts', key: 'status', value: 'draft' },
  { name: 'finalised', key: 'status', value: 'final' },
  { name: 'hungary', key: 'country', value: 'HU' },
  { name: 'romania', key: 'country', value: 'RO' },
] as const;
export type Chip = (typeof chips)[number];

const hostsWhere = (hosts: Hosts, test: (name: string, country: string) => boolean): readonly string[] =>
  [...hosts].filter(([, values]) => test(textAt(values, 'name'), textAt(values, 'country'))).map(([id]) => id);

/** Visited organisations whose name has every word of `text` at the beginning of one of its own. */
export const hostsNamed = (hosts: Hosts, text: string): readonly string[] => {
  const words = searchKey(text).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  return hostsWhere(hosts, (name) => {
    const own = searchKey(name).split(' ');
    return words.every((word) => own.some((each) => each.startsWith(word)));
  });
};

const conditionOf = (hosts: Hosts, key: string, value: string): Condition | null => {
  if (key === 'status' || key === 'office') return { path: key, is: value };
  return key === 'country' ? { path: 'host', in: hostsWhere(hosts, (_, country) => country === value) } : null;
};

export const conditionsOf = (hosts: Hosts, filters: Filters): readonly Condition[] =>
  Object.entries(filters).flatMap(([key, value]) => conditionOf(hosts, key, value) ?? []);

export const countsOf = (hosts: Hosts): Readonly<Record<string, readonly Condition[]>> =>
  Object.fromEntries(chips.map(({ name, key, value }) => [name, [conditionOf(hosts, key, value)].flatMap((each) => each ?? [])]));

export const withFilter = (filters: Filters, key: string, value: string | null): Filters => {
  const { [key]: _, ...rest } = filters;
  return value === null || value === '' ? rest : { ...rest, [key]: value };
};
