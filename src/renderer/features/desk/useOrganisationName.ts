import { isRecordId, type RecordId } from '../../../base/ids.ts';
import { textAt } from '../../../domain/values.ts';
import type { Row } from '../../../replica/api.ts';
import { useReferenced } from '../../replica/queries.ts';

const none: readonly RecordId[] = [];

/** The organisation of a registration: as the directory names it, else as it was typed. */
export const useOrganisationName = (registration: Row): string => {
  const id = textAt(registration.values, 'organisation');
  const { rows, isAnswered } = useReferenced('organisation', isRecordId(id) ? [id] : none);
  if (rows[0]) return textAt(rows[0].values, 'name');
  return isAnswered ? textAt(registration.values, 'organisationName') : '';
};
