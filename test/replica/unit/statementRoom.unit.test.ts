import { expect, it } from 'vitest';
import { type SignedStatement, statementLimits } from '../../../src/exchange/trust/statements.ts';
import { roomForStatements } from '../../../src/replica/facts.ts';
import type { Session } from '../../../src/replica/session.ts';
import { judge, statementsToKeep } from '../../../src/replica/trust.ts';
import { admit, bundleFrom, device, keyNamed, office, revoke, rotate } from '../../exchange/keyring.ts';
import { storeOn } from './fakeStore.ts';

const [szeged, timisoara, arad] = [keyNamed('szeged'), keyNamed('timisoara'), keyNamed('arad')];
const laptop = keyNamed('a laptop in Timisoara');

/** A laptop in Szeged that has accepted Timișoara, and has no room left for what others say. */
const fullStore = (): Session => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  if (!session.identity) throw new Error('Nobody was set up.');
  const of = { ...session.identity.office, id: 'szeged' } as (typeof session.identity)['office']; // Offices of these tests are called by their names.
  session.identity = { ...session.identity, cluster: 'a cluster', office: of, officeKey: szeged.key };
  const known = [admit(szeged, 'timisoara', timisoara), device('timisoara', timisoara, 'laptop', laptop)];
  const filling = Array.from({ length: statementLimits.statements * 0.75 }, (_, n): SignedStatement => ({ text: `${n}`, signatures: [] }));
  session.facts = { ...session.facts, statements: [...known, ...filling] };
  return session;
};

const keptFrom = async (session: Session, trust: readonly SignedStatement[]): Promise<readonly SignedStatement[]> => {
  const bundle = await bundleFrom('timisoara', 'laptop', laptop, { trust });
  const kept = await statementsToKeep(session, bundle, await judge(session, bundle));
  return kept.map(({ signed }) => signed);
};

it('hears what the own office has said on another laptop, whoever passes it on and however full the room of the others is', async () => {
  const withdrawal = revoke(szeged, 'arad', arad);
  expect(await keptFrom(fullStore(), [office('arad', arad), withdrawal])).toEqual([withdrawal]);
});

it('gives no such room to an own key that has been revoked, which anybody may hold', async () => {
  const session = fullStore();
  const newer = keyNamed('szeged, newer');
  const lost = [rotate('szeged', szeged, newer), revoke(newer, 'szeged', szeged), admit(newer, 'timisoara', timisoara)];
  session.facts = { ...session.facts, statements: [...lost, ...session.facts.statements] };
  const [theft, withdrawal] = [admit(szeged, 'arad', arad), revoke(newer, 'arad', arad)];
  expect(await keptFrom(session, [theft, withdrawal])).toEqual([withdrawal]);
});

it('has room for the laptops of sixty offices that have all admitted one another, and for what they withdraw later', () => {
  const names = Array.from({ length: 60 }, (_, n) => `office ${n}`);
  const hasRoom = roomForStatements({ statements: [] });
  for (const name of names) {
    const key = keyNamed(name);
    for (const other of names) if (other !== name) hasRoom(admit(key, other, keyNamed(other)));
    expect(hasRoom(office(name, key))).toBe(true);
    for (const machine of ['1', '2', '3']) expect(hasRoom(device(name, key, machine, keyNamed(`${name} ${machine}`)))).toBe(true);
  }
  const last = keyNamed('office 59');
  expect(hasRoom(revoke(last, 'office 59', keyNamed('office 59 1')))).toBe(true);
  expect(hasRoom(device('office 59', last, '4', keyNamed('office 59 4')))).toBe(true);
});
