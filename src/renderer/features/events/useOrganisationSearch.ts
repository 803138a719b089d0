import { useCallback } from 'react';
import { groupAt, partOf, textAt } from '../../../domain/values.ts';
import { useFormat } from '../../i18n/format.ts';
import { useReplica } from '../../replica/context.ts';
import { matching } from '../../replica/queries.ts';
import { beginningFirst, type Choice, mostRanked } from '../../ui/choosing.ts';

const mostFound = 20;

/** Searches the directory for a field that names an organisation: "Exemplu Energie SRL · Timișoara · RO". */
export const useOrganisationSearch = (): ((text: string) => Promise<readonly Choice[]>) => {
  const replica = useReplica();
  const { language } = useFormat();
  return useCallback(
    async (text) => {
      const page = await replica.list({
        type: 'organisation',
        locale: language,
        offset: 0,
        limit: mostRanked,
        ...matching(text),
      });
      const found = page.rows.map(({ id, values }) => ({
        value: id,
        label: [textAt(values, 'name'), partOf(groupAt(values, 'address'), 'town'), textAt(values, 'country')].filter(Boolean).join(' · '),
      }));
      return beginningFirst(found, text, mostFound);
    },
    [replica, language],
  );
};
