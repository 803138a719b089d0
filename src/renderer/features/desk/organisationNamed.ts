import { searchKey } from '../../../base/fold.ts';
import { textAt } from '../../../domain/values.ts';
import type { ReplicaApi, Row } from '../../../replica/api.ts';

const mostLookedAt = 60;

/** The organisation of the directory that is called what was typed, whatever its case, accents and dots; null where none or several are. */
export const organisationNamed = async (replica: ReplicaApi, typed: string): Promise<Row | null> => {
  const key = searchKey(typed);
  if (key === '') return null;
  const sort = { path: '#relevance', direction: 'up' } as const;
  const { rows } = await replica.list({ type: 'organisation', text: typed, locale: 'en', offset: 0, limit: mostLookedAt, sort });
  const named = rows.filter(({ values }) => searchKey(textAt(values, 'name')) === key);
  return named.length === 1 ? (named[0] ?? null) : null;
};
