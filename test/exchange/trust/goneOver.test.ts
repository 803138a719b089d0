import { describe, expect, it } from 'vitest';
import type { SignedStatement } from '../../../src/exchange/trust/statements.ts';
import { admit, anchorOf, bundleFrom, device, keyNamed, office, revoke, verdictFor } from '../keyring.ts';
import { runNamed, runRecord } from '../samples.ts';

const [szeged, timisoara, oradea] = [keyNamed('Szeged'), keyNamed('Timișoara'), keyNamed('Oradea')];
const [laptop, another] = [keyNamed('a laptop'), keyNamed('another laptop')];
const [before, since] = [runNamed('before'), runNamed('since')];

/** Szeged has accepted both, and Oradea has certified the laptop, which writes for it. */
const known = [
  ...[admit(szeged, 'Timișoara', timisoara), admit(szeged, 'Oradea', oradea)],
  ...[office('Timișoara', timisoara), office('Oradea', oradea), device('Oradea', oradea, 'laptop', laptop)],
];

const stateOf = async (statements: readonly SignedStatement[], [run, n]: readonly [string, number]): Promise<string> => {
  const runs = [
    { ...runRecord(before), device: 'laptop', office: 'Timișoara' },
    { ...runRecord(since, [before, 2]), device: 'laptop', office: 'Oradea' },
  ];
  const bundle = await bundleFrom('Oradea', 'laptop', laptop, { heads: { [run]: n }, runs });
  return (await verdictFor(bundle, anchorOf('Szeged', szeged), [...known, ...statements])).state;
};

describe('a laptop that has gone over to another office', () => {
  const former = device('Timișoara', timisoara, 'laptop', laptop);
  it.each([
    ['by the former office', revoke(timisoara, 'Timișoara', laptop, { [before]: 2 })],
    ['with the former office itself', revoke(szeged, 'Timișoara', timisoara, { [before]: 2 })],
  ])('is heard there when it is let go %s', async (_, gone) => {
    expect(await stateOf([former, gone], [since, 3])).toBe('trusted');
    expect(await stateOf([former, gone], [before, 3]), 'what it goes on to write for the former one').toBe('revoked');
  });
});

it('no office takes the word from another one’s laptop by certifying a machine of that name and withdrawing it', async () => {
  const claimed = device('Timișoara', timisoara, 'laptop', another);
  expect(await stateOf([claimed, revoke(timisoara, 'Timișoara', another)], [since, 3])).toBe('trusted');
});
