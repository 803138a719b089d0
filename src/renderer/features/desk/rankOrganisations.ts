import { searchKey } from '../../../base/fold.ts';
import { otherNamesOf } from '../../../domain/places.ts';
import { groupAt, partOf, textAt } from '../../../domain/values.ts';
import type { Row } from '../../../replica/api.ts';

const rankOf = ({ values }: Row, key: string): number => {
  const name = searchKey(textAt(values, 'name'));
  if (name.startsWith(key)) return 0;
  if (name.includes(` ${key}`)) return 1;
  const town = partOf(groupAt(values, 'address'), 'town');
  return [town, ...otherNamesOf(town)].some((each) => searchKey(each).startsWith(key)) ? 2 : 3;
};

/** Organisations as somebody who types their name expects them: names that begin so, then towns that do, under any of their names, then the rest. */
export const rankOrganisations = (rows: readonly Row[], typed: string): readonly Row[] => {
  const key = searchKey(typed);
  return rows.toSorted((a, b) => rankOf(a, key) - rankOf(b, key));
};

/** Names that were typed for visitors of this event before and begin, or have a word that begins, as what is typed now; each once. */
export const typedBefore = (registrations: readonly Row[], typed: string): readonly string[] => {
  const key = searchKey(typed);
  const names = registrations
    .filter(({ values }) => textAt(values, 'organisation') === '')
    .map(({ values }) => textAt(values, 'organisationName').trim());
  return [...new Map(names.map((name) => [searchKey(name), name])).entries()]
    .filter(([known]) => ` ${known}`.includes(` ${key}`))
    .map(([, name]) => name);
};
