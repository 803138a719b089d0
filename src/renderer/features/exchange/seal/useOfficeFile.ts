import type { RecordId } from '../../../../base/ids.ts';
import type { ExportRequest } from '../../../../replica/api.ts';
import { useIdentity } from '../../../replica/context.ts';
import { useTrust } from '../../../replica/queries.ts';
import { readersOf } from './readers.ts';

/**
 * The file for an office that can be made without a question: encrypted to that office's keys. Null where nobody there could open it, because
 * then a person has to choose between a passphrase and a file that anyone can read.
 */
export const useOfficeFile = (): ((office: RecordId) => ExportRequest | null) => {
  const trust = useTrust();
  const { device } = useIdentity();
  return (office) =>
    trust && readersOf({ offices: trust.offices, device, office }).can === 'offices' ? { for: 'office', office, seal: 'keys' } : null;
};
