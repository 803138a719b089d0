import { useIdentity } from './context.ts';
import { useTrust } from './queries.ts';

/** Whether the own office has signed for this laptop; true while that is not known. */
export const useIsAdmitted = (): boolean => {
  const { device, office } = useIdentity();
  const trust = useTrust();
  return trust === undefined || (trust.offices.get(office.id)?.signers.some((signer) => signer.device === device) ?? false);
};
