import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecordId } from '../../../base/ids.ts';
import { formatName, toPersonName } from '../../../domain/names.ts';
import type { RecordType } from '../../../domain/recordTypes.ts';
import { groupAt, partOf, textAt, type Values } from '../../../domain/values.ts';
import type { Row } from '../../../replica/api.ts';
import { toLanguage } from '../../i18n/format.ts';
import { useAskedReferences } from '../../records/references.ts';
import { useReplica } from '../../replica/context.ts';
import { matching } from '../../replica/queries.ts';
import { beginningFirst, type Choice, mostRanked } from '../../ui/choosing.ts';

const found = 20;

/** Searches records of a type for a field that refers to one, whichever side of the border they are on. */
export const useSearch = (type: RecordType, labelOf: (row: Row) => string): ((text: string) => Promise<readonly Choice[]>) => {
  const replica = useReplica();
  const { i18n } = useTranslation();
  const locale = toLanguage(i18n.language);
  return useCallback(
    async (text) => {
      const page = await replica.list({ type, locale, offset: 0, limit: mostRanked, ...matching(text) });
      return beginningFirst(
        page.rows.map((row) => ({ value: row.id, label: labelOf(row) })),
        text,
        found,
      );
    },
    [replica, locale, type, labelOf],
  );
};

/** "Exemplu Energie SRL · Timișoara · RO" */
export const organisationLabel = ({ values }: Row): string =>
  [textAt(values, 'name'), partOf(groupAt(values, 'address'), 'town'), textAt(values, 'country')].filter(Boolean).join(' · ');

/** A person's name in the order of their own culture. */
export const personName = (values: Values): string => formatName(toPersonName(groupAt(values, 'name'), textAt(values, 'country')));

/** The values of the record that `id` names; empty where it is not here, undefined until it has been looked for. */
export const useLookedUp = (type: RecordType, id: string): Values | undefined => {
  const { rows, isAnswered } = useAskedReferences(type, isRecordId(id) ? [id] : []);
  return rows[0]?.values ?? (isAnswered ? {} : undefined);
};

const nothing: Values = {};

/** The same where that which is not known yet and that which is not here are shown alike. */
export const useNamed = (type: RecordType, id: string): Values => useLookedUp(type, id) ?? nothing;
