import type { RecordId } from '../../../../base/ids.ts';
import { useRecord } from '../../../replica/queries.ts';
import { useHeldKeys } from '../../../ui/heldKeys.ts';
import { OrganisationForm } from './OrganisationForm.tsx';

/** The form of a stored organisation, or of one that does not exist yet. */
export const OrganisationEditor = ({ id }: { readonly id: RecordId }) => {
  const record = useRecord('organisation', id).data;
  useHeldKeys(record === undefined);
  return record === undefined ? null : <OrganisationForm id={id} record={record} />;
};
