import type { RecordId } from '../../../../base/ids.ts';
import { useRecordForForm } from '../../../replica/queries.ts';
import { useHeldKeys } from '../../../ui/heldKeys.ts';
import { OrganisationForm } from './OrganisationForm.tsx';

/** The form of a stored organisation, or of one that does not exist yet. */
export const OrganisationEditor = ({ id }: { readonly id: RecordId }) => {
  const record = useRecordForForm('organisation', id);
  useHeldKeys(record === undefined);
  return record === undefined ? null : <OrganisationForm id={id} record={record} />;
};
