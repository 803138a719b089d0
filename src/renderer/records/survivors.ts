import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { isRecordId } from '../../base/ids.ts';
import { type Identified, isSamePerson, namesakesOf } from '../../domain/registrations.ts';
import { textAt, type Values } from '../../domain/values.ts';
import type { ReplicaApi } from '../../replica/api.ts';
import { useReplica } from '../replica/context.ts';
import { recordKey } from '../replica/events.ts';

const survivorOf = async (replica: ReplicaApi, id: string): Promise<string> =>
  (isRecordId(id) ? (await replica.get('organisation', id))?.joinedTo : null) ?? id;

/** Registrations that may be the same person as `values`; organisations that were joined are one. */
export const findSamePerson = async <Known extends Identified>(
  replica: ReplicaApi,
  values: Values,
  registrations: readonly Known[],
): Promise<readonly Known[]> => {
  const namesakes = namesakesOf(values, registrations);
  const ids = new Set([values, ...namesakes.map((known) => known.values)].map((each) => textAt(each, 'organisation')));
  const survivors = new Map(await Promise.all([...ids].map(async (id) => [id, await survivorOf(replica, id)] as const)));
  return namesakes.filter((known) => isSamePerson(values, known.values, (id) => survivors.get(id) ?? id));
};

/** The same for a form, while one types. */
export const useSamePerson = <Known extends Identified>(values: Values, registrations: readonly Known[]): readonly Known[] => {
  const replica = useReplica();
  const namesakes = namesakesOf(values, registrations);
  const asked = [values, ...namesakes.map((known) => known.values)].map((each) => [
    textAt(each, 'organisation'),
    textAt(each, 'organisationName'),
  ]);
  const answer = useQuery({
    queryKey: [...recordKey('organisation'), 'same person', namesakes.map(({ id }) => id), asked],
    queryFn: () => findSamePerson(replica, values, namesakes),
    enabled: namesakes.length > 0,
    placeholderData: keepPreviousData,
  });
  return (answer.data ?? []).filter(({ id }) => namesakes.some((known) => known.id === id));
};
