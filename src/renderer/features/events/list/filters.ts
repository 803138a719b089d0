import type { EventKind, EventStatus } from '../../../../domain/recordTypes.ts';
import { eventKinds, eventStatuses } from '../../../../domain/recordTypes.ts';
import type { Condition } from '../../../../replica/api.ts';
import type { Filters } from '../../../state/view.ts';

export type Chip = { readonly key: 'status'; readonly value: EventStatus } | { readonly key: 'kind'; readonly value: EventKind };

const statusChips: readonly Chip[] = eventStatuses.map((value) => ({ key: 'status', value }));
const kindChips: readonly Chip[] = eventKinds.map((value) => ({ key: 'kind', value }));
export const chips = { status: statusChips, kind: kindChips } as const;

export const nameOfChip = ({ key, value }: Chip): string => `${key}.${value}`;

/** The conditions of the chips that are on. */
export const conditionsOf = (filters: Filters): readonly Condition[] =>
  (['status', 'kind'] as const).flatMap((path) => (filters[path] ? [{ path, is: filters[path] }] : []));

/** For each chip its own condition, so that the list counts it. */
export const countsOfChips: Readonly<Record<string, readonly Condition[]>> = Object.fromEntries(
  [...statusChips, ...kindChips].map((chip) => [nameOfChip(chip), [{ path: chip.key, is: chip.value }]]),
);

export const withFilter = (filters: Filters, key: string, value: string | null): Filters => {
  const { [key]: _, ...rest } = filters;
  return value === null || value === '' ? rest : { ...rest, [key]: value };
};
