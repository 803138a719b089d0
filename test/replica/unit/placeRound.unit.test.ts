import { expect, it } from 'vitest';
import { err, ok } from '../../../src/base/result.ts';
import type { RunId } from '../../../src/crdt/types.ts';
import type { SignedStatement, VerifiedStatement } from '../../../src/exchange/trust/statements.ts';
import type { DesktopPort, PlaceContents } from '../../../src/replica/api.ts';
import { commitChanges } from '../../../src/replica/commit.ts';
import { noteSent } from '../../../src/replica/exporting.ts';
import { exchangePlace } from '../../../src/replica/placeRound.ts';
import type { Session } from '../../../src/replica/session.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

/** Notes a statement as one whose signatures are right. */
const learn = (session: Session, text: string): void => {
  const signed: SignedStatement = { text, signatures: [] };
  session.verified.set(signed, { statement: { kind: 'revocation' }, signed } as unknown as VerifiedStatement);
  session.facts = { ...session.facts, statements: [...session.facts.statements, signed] };
};

/** A place that holds nothing yet and removes nothing; `meanwhile` happens once, while the first bundle is on its way there. */
const placeWhereNothingGoes = (meanwhile: () => unknown) => {
  const bundles: PlaceContents['bundles'][number][] = [];
  const desktop = {
    listBundles: async () => ok({ bundles: [...bundles], ignored: 0, serverTime: null, marked: true, sealed: false }),
    removeBundles: async () => err({ type: 'placeRefused' }),
    publishBundle: async (_place: string, slot: (typeof bundles)[number]) => {
      bundles.push(slot);
      if (bundles.length === 1) await meanwhile();
      return ok(null);
    },
  } as unknown as DesktopPort; // Only what a round without news calls.
  return (session: Session) => {
    const tools = { desktop, signal: new AbortController().signal, isSafe: async () => true };
    return exchangePlace(session, { id: 'a', sealed: false }, tools);
  };
};

/** The same, where only what a round publishes matters, or why it fails. */
const emptyPlace = (meanwhile: () => unknown) => {
  const round = placeWhereNothingGoes(meanwhile);
  return async (session: Session): Promise<string | null> => {
    const done = await round(session);
    return done.ok ? done.value.published : done.error.type;
  };
};

it('sends a revocation that is made while a bundle is on its way to the place with the next round', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const round = emptyPlace(() => learn(session, 'Temesvár is revoked'));
  learn(session, 'Szeged admits Temesvár');
  expect(await round(session)).toMatch(/1\.json\.gz$/);
  expect(await round(session)).toMatch(/2\.json\.gz$/);
  expect(await round(session)).toBeNull();
});

it('does not count as handed over what is saved while a bundle is on its way to the place', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const save = (n: number) =>
    session.turns(() =>
      commitChanges(session, [{ kind: 'set', type: 'organisation', id: recordId(n), set: { name: 'Minta' }, shown: {} }]),
    );
  await save(1);
  const round = emptyPlace(() => save(2));
  expect(await round(session)).toMatch(/1\.json\.gz$/);
  expect(session.status.notHandedOver).toBe(1);
  expect(await round(session)).toMatch(/2\.json\.gz$/);
  expect(session.status.notHandedOver).toBe(0);
});

it('writes the whole after an erasure once, also where the place keeps what was there before', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const organisation = { type: 'organisation', id: recordId(1) } as const;
  await commitChanges(session, [{ ...organisation, kind: 'set', set: { name: 'Minta' }, shown: {} }]);
  const whole = placeWhereNothingGoes(() => undefined);
  expect(await whole(session)).toMatchObject({ ok: true, value: { published: expect.stringMatching(/1\.json\.gz$/), left: null } });
  await commitChanges(session, [{ ...organisation, kind: 'erase' }]);
  for (let times = 0; times < 4; times += 1)
    expect(await whole(session), 'the round is none that failed, and a person is told each time').toMatchObject({
      ok: true,
      value: { left: { type: 'placeRefused' } },
    });
  expect(session.facts.exchanges.map(({ fileName }) => fileName.slice(-13))).toEqual(['00002.json.gz', '00001.json.gz']);
});

it('hands an erasure on although the whole does not fit into a bundle, and writes the whole as soon as it does', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const organisation = { type: 'organisation', id: recordId(1) } as const;
  await commitChanges(session, [{ ...organisation, kind: 'set', set: { name: 'Minta' }, shown: {} }]);
  const round = emptyPlace(() => undefined);
  expect(await round(session)).toMatch(/1\.json\.gz$/);
  const { runs } = session.facts;
  const id = 'z'.repeat(20) as RunId; // Twenty characters of base32.
  const large = new Map(runs).set(id, { id, device: '', office: '', author: 'Ő'.repeat(1000), parent: null });
  await commitChanges(session, [{ ...organisation, kind: 'erase' }]);
  session.facts = { ...session.facts, runs: large };
  for (let times = 0; times < 2; times += 1) expect(await round(session)).toBe('headerTooLarge');
  const sent = () => session.facts.exchanges.map(({ fileName }) => fileName.slice(-13));
  expect(sent()).toEqual(['00002.json.gz', '00001.json.gz']);
  session.facts = { ...session.facts, runs };
  expect(await round(session)).toMatch(/3\.json\.gz$/);
  expect(await round(session)).toBeNull();
  expect(sent()).toHaveLength(3);
});

it('counts nothing as sent that could not be noted', async () => {
  const disk = { held: Promise.resolve(), rows: [], notesHeld: Promise.resolve() };
  const session = storeOn(disk);
  const full = Promise.reject(new DOMException('Full.', 'QuotaExceededError'));
  full.catch(() => undefined);
  const round = emptyPlace(() => {
    disk.notesHeld = full;
  });
  learn(session, 'Szeged admits Temesvár');
  expect(await round(session)).toBe('notSaved');
  expect(session.facts.sent).toEqual({});
  await expect(noteSent(session, { 'erased:a': '1' })).rejects.toThrow('Full');
  expect(session.facts.sent).toEqual({});
});
