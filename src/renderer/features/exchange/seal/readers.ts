import type { ShownTrust, Signer } from '../../../../replica/api.ts';

/** Who could open a file that is encrypted to keys. `names` are offices, the own one among them. */
export type Readers =
  | { readonly can: 'offices'; readonly names: readonly string[] }
  /** The file is for everybody, and no other office has been accepted. */
  | { readonly can: 'ownOnly' }
  | { readonly can: 'nobodyThere'; readonly why: 'notAccepted' | 'withoutLaptops' };

type Asking = Pick<ShownTrust, 'offices'> & { readonly device: string; readonly office: string | null };

const opensAt = ({ revokedUpTo }: Signer): boolean => revokedUpTo.length === 0;

/** Readers of a file for `office`, or for everybody where that is null; `device` is this machine, which counts as no reader of its own file. */
export const readersOf = ({ offices, device, office }: Asking): Readers => {
  const canOpen = (id: string): boolean => offices.get(id)?.signers.some((each) => opensAt(each) && each.device !== device) ?? false;
  if (office !== null && !canOpen(office)) return { can: 'nobodyThere', why: offices.has(office) ? 'withoutLaptops' : 'notAccepted' };
  const readable = [...offices.values()].filter((each) => each.isOwn || (office === null ? canOpen(each.office) : each.office === office));
  const isAlone = office === null && readable.every(({ isOwn }) => isOwn);
  return isAlone
    ? { can: 'ownOnly' }
    : { can: 'offices', names: readable.toSorted((a, b) => (a.isOwn ? 1 : b.isOwn ? -1 : 0)).map(({ name }) => name) };
};
