import type { Statement, VerifiedStatement } from './statements.ts';

type Of<K extends Statement['kind']> = Extract<Statement, { readonly kind: K }>;

/** Statements by what they say. */
export type Sorted = { readonly [K in Statement['kind']]: readonly Of<K>[] };

/** Those of one cluster. */
export const sortStatements = (statements: readonly VerifiedStatement[], cluster: string): Sorted => {
  const ours = statements.map(({ statement }) => statement).filter((each) => each.cluster === cluster);
  const ofKind = <K extends Statement['kind']>(kind: K): readonly Of<K>[] => ours.filter((each): each is Of<K> => each.kind === kind);
  return { office: ofKind('office'), device: ofKind('device'), admit: ofKind('admit'), rotate: ofKind('rotate'), revoke: ofKind('revoke') };
};
