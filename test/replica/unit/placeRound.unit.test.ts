import { expect, it } from 'vitest';
import { ok } from '../../../src/base/result.ts';
import type { SignedStatement, VerifiedStatement } from '../../../src/exchange/trust/statements.ts';
import type { DesktopPort, PlaceContents } from '../../../src/replica/api.ts';
import { exchangePlace } from '../../../src/replica/placeRound.ts';
import type { Session } from '../../../src/replica/session.ts';
import { storeOn } from './fakeStore.ts';

/** Notes a statement as one whose signatures are right. */
const learn = (session: Session, text: string): void => {
  const signed: SignedStatement = { text, signatures: [] };
  session.verified.set(signed, { statement: { kind: 'revocation' }, signed } as unknown as VerifiedStatement);
  session.facts = { ...session.facts, statements: [...session.facts.statements, signed] };
};

it('sends a revocation that is made while a bundle is on its way to the place with the next round', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const bundles: PlaceContents['bundles'][number][] = [];
  let meanwhile = (): void => learn(session, 'Temesvár is revoked');
  const desktop = {
    listBundles: async () => ok({ bundles: [...bundles], ignored: 0, serverTime: null, marked: true }),
    publishBundle: async (_place: string, slot: (typeof bundles)[number]) => {
      bundles.push(slot);
      meanwhile();
      meanwhile = () => undefined;
      return ok(null);
    },
  } as unknown as DesktopPort; // Only what a round without news calls.
  const round = async (): Promise<string | null> => {
    const tools = { desktop, signal: new AbortController().signal, isSafe: async () => true };
    const done = await exchangePlace(session, { id: 'a', sealed: false }, tools);
    return done.ok ? done.value.published : done.error.type;
  };
  learn(session, 'Szeged admits Temesvár');
  expect(await round()).toMatch(/1\.json\.gz$/);
  expect(await round()).toMatch(/2\.json\.gz$/);
  expect(await round()).toBeNull();
});
