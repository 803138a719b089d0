import { elementsOf } from '../domain/values.ts';
import { isInForce, type TrustBook } from '../exchange/trust/book.ts';
import { type Receipt, receiptsOf } from './facts.ts';
import type { Session } from './session.ts';
import { bookOf } from './trust.ts';
import { valuesOf } from './values.ts';

/** What is expected of nobody any more: machines and offices that a person has marked as retired, and machines whose keys were withdrawn. */
export type Retired = { readonly marked: ReadonlySet<string>; readonly withdrawn: ReadonlySet<string> };

/** Machines all of whose certificates have been withdrawn. */
export const withdrawnDevices = ({ offices }: Pick<TrustBook, 'offices'>): ReadonlySet<string> => {
  const signers = [...offices.values()].flatMap((office) => office.signers);
  const inForce = new Set(signers.filter(isInForce).map(({ device }) => device));
  return new Set(signers.map(({ device }) => device).filter((device) => !inForce.has(device)));
};

/** What the records of the offices and the statements about keys say of it now. */
export const retiredOf = async (session: Session): Promise<Retired> => {
  const offices = session.shelves.get('office')?.records ?? [];
  return {
    marked: new Set(offices.flatMap((record) => elementsOf(valuesOf(record), 'retired'))),
    withdrawn: withdrawnDevices(await bookOf(session)),
  };
};

export const isRetired = ({ marked, withdrawn }: Retired, device: string): boolean => marked.has(device) || withdrawn.has(device);

/** The newest word of each of an office's machines of which something is still expected; this machine itself is not among them. */
export const countedReceipts = (
  { facts, identity }: Pick<Session, 'facts' | 'identity'>,
  retired: Retired,
  office: string,
): readonly Receipt[] => receiptsOf(facts, office).filter(({ device }) => device !== identity?.device && !isRetired(retired, device));
