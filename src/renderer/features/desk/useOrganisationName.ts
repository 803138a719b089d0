import { isRecordId, type RecordId } from '../../../base/ids.ts';
import { textAt } from '../../../domain/values.ts';
import type { Row } from '../../../replica/api.ts';
import { useReferencedRows } from '../../replica/queries.ts';

const none: readonly RecordId[] = [];

/** The organisation of a registration: as the directory names it, else as it was typed. */
export const useOrganisationName = (registration: Row): string => {
  const id = textAt(registration.values, 'organisation');
  const [row] = useReferencedRows('organisation', isRecordId(id) ? [id] : none);
  return row ? textAt(row.values, 'name') : textAt(registration.values, 'organisationName');
};
