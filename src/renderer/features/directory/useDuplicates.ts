import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RecordId } from '../../../base/ids.ts';
import { textAt, type Values } from '../../../domain/values.ts';
import type { ReplicaApi, Row } from '../../../replica/api.ts';
import type { Language } from '../../i18n/languages.ts';
import { useReplica } from '../../replica/context.ts';
import { recordKey } from '../../replica/events.ts';
import { type DuplicateReason, duplicateReason, probesOf } from './duplicates.ts';

export type Duplicate = { readonly row: Row; readonly reason: DuplicateReason };

const perProbe = 8;

/** Why `row` may be the same organisation as `values`; null where nothing says so, or where they are joined already. */
const reasonFor = (id: RecordId, values: Values, row: Row): DuplicateReason | null => {
  const joined = textAt(row.values, 'sameAs') !== '' || textAt(values, 'sameAs') === row.id;
  return row.id === id || joined ? null : duplicateReason(values, row.values);
};

/** Records of the store that may be the same organisation as `values`; those joined already are left out. */
export const findDuplicates = async (
  replica: ReplicaApi,
  id: RecordId,
  values: Values,
  locale: Language,
): Promise<readonly Duplicate[]> => {
  const asked = probesOf(values).map((text) =>
    replica.list({ type: 'organisation', text, patient: true, locale, offset: 0, limit: perProbe }),
  );
  const found = new Map<RecordId, Duplicate>();
  for (const page of await Promise.all(asked)) {
    for (const row of page.rows) {
      const reason = reasonFor(id, values, row);
      if (reason !== null) found.set(row.id, { row, reason });
    }
  }
  return [...found.values()];
};

const none: readonly Duplicate[] = [];

/** Possible duplicates of an organisation, whether it is stored already or still being typed. */
export const useDuplicates = (id: RecordId, values: Values, locale: Language): readonly Duplicate[] => {
  const replica = useReplica();
  const probes = probesOf(values);
  const answer = useQuery({
    queryKey: [...recordKey('organisation'), 'duplicates', id, probes, textAt(values, 'sameAs'), textAt(values, 'country')],
    queryFn: () => findDuplicates(replica, id, values, locale),
    enabled: probes.length > 0,
    placeholderData: keepPreviousData,
  });
  if (probes.length === 0) return none;
  // What was found for what was typed before stays until the next answer as far as it is true of what is typed now.
  return (answer.data ?? none).flatMap(({ row }) => {
    const reason = reasonFor(id, values, row);
    return reason === null ? [] : { row, reason };
  });
};
