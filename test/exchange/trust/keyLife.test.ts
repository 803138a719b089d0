import { describe, expect, it } from 'vitest';
import type { Vector } from '../../../src/crdt/types.ts';
import type { HeaderDraft } from '../../../src/exchange/format.ts';
import { recipientsOf, trustBookOf } from '../../../src/exchange/trust/book.ts';
import type { SignedStatement } from '../../../src/exchange/trust/statements.ts';
import {
  admit,
  anchorOf,
  bundleFrom,
  device,
  keyNamed,
  office,
  recipientOf,
  revoke,
  rotate,
  type TestKey,
  verdictFor,
  verified,
} from '../keyring.ts';
import { noon, organisation, runNamed, runRecord } from '../samples.ts';

/** The lives of keys. We are Szeged, S0; Timișoara began with T0; Oradea is known too, Mallory to nobody. */
const [s0, s1, s2] = ['S0', 'S1', 'S2'].map(keyNamed) as [TestKey, TestKey, TestKey];
const [t0, t1, t2, tX] = ['T0', 'T1', 'T2', 'TX'].map(keyNamed) as [TestKey, TestKey, TestKey, TestKey];
const [o0, m0] = ['O0', 'M0'].map(keyNamed) as [TestKey, TestKey];
const [laptop, pc, desk, tablet] = ['laptop', 'pc', 'desk', 'tablet'].map(keyNamed) as [TestKey, TestKey, TestKey, TestKey];

const laptopRun = runNamed('laptop');
const pcRun = runNamed('pcpc');
const heads = (n: number): Partial<HeaderDraft> => ({
  heads: { [laptopRun]: n } as Vector,
  runs: [{ ...runRecord(laptopRun), device: 'laptop', office: 'Timișoara' }],
});
const passesOn = (n: number): Partial<HeaderDraft> => ({
  heads: { [pcRun]: 1, [laptopRun]: n } as Vector,
  runs: [
    { ...runRecord(laptopRun), device: 'laptop', office: 'Timișoara' },
    { ...runRecord(pcRun), device: 'pc', office: 'Timișoara' },
  ],
});
const upTo = (n: number): Vector => ({ [laptopRun]: n });

const admitted = admit(s0, 'Timișoara', t0);
const certified = device('Timișoara', t0, 'laptop', laptop);
const start: readonly SignedStatement[] = [office('Szeged', s0), office('Timișoara', t0), office('Oradea', o0), admitted, certified];
const pcCertified = device('Timișoara', t0, 'pc', pc);

type Sent = { readonly by: TestKey; readonly as?: string; readonly of?: string; readonly with?: Partial<HeaderDraft> };
type Case = readonly [name: string, known: readonly SignedStatement[], sent: Sent, state: string, anchor?: TestKey];

const fromLaptop: Sent = { by: laptop, with: heads(5) };
const cases: readonly Case[] = [
  // Admission
  ['an admitted office’s replica', start, fromLaptop, 'trusted'],
  ['the same before the admission', start.filter((each) => each !== admitted), fromLaptop, 'unknownKey'],
  [
    'the same when only Oradea, which we do not know, admitted it',
    [...start.filter((each) => each !== admitted), admit(o0, 'Timișoara', t0)],
    fromLaptop,
    'unknownKey',
  ],
  [
    'the same when only Oradea, which we trust, admitted it',
    [...start.filter((each) => each !== admitted), admit(s0, 'Oradea', o0), admit(o0, 'Timișoara', t0)],
    fromLaptop,
    'unknownKey',
  ],
  [
    'the same when it admitted itself',
    [...start.filter((each) => each !== admitted), admit(t0, 'Timișoara', t0)],
    fromLaptop,
    'unknownKey',
  ],
  ['a replica of our own office', [...start, device('Szeged', s0, 'desk', desk)], { by: desk, as: 'desk', of: 'Szeged' }, 'trusted'],
  [
    'a replica that Mallory certified for our office',
    [...start, device('Szeged', m0, 'desk', desk)],
    { by: desk, as: 'desk', of: 'Szeged' },
    'unknownKey',
  ],
  ['a replica that Mallory certified for Timișoara', [...start, device('Timișoara', m0, 'pc', pc)], { by: pc, as: 'pc' }, 'unknownKey'],
  [
    'a replica that Timișoara certified for Oradea',
    [...start, admit(s0, 'Oradea', o0), device('Oradea', t0, 'pc', pc)],
    { by: pc, as: 'pc', of: 'Oradea' },
    'unknownKey',
  ],
  ['an office’s key that signs a bundle itself', start, { by: t0, as: 'laptop' }, 'unknownKey'],
  ['a certified key under another replica’s name', start, { by: laptop, as: 'pc' }, 'notIts'],
  ['a certified key under another office’s name', start, { by: laptop, of: 'Oradea' }, 'notIts'],
  [
    'an admission of another office under the same key',
    [...start.filter((each) => each !== admitted), admit(s0, 'Oradea', t0)],
    fromLaptop,
    'unknownKey',
  ],
  // Rotation
  ['a replica certified before its office changed keys', [...start, rotate('Timișoara', t0, t1)], fromLaptop, 'trusted'],
  [
    'a replica certified by the new key',
    [...start, rotate('Timișoara', t0, t1), device('Timișoara', t1, 'pc', pc)],
    { by: pc, as: 'pc' },
    'trusted',
  ],
  [
    'a replica certified by a key two changes later',
    [...start, rotate('Timișoara', t0, t1), rotate('Timișoara', t1, t2), device('Timișoara', t2, 'pc', pc)],
    { by: pc, as: 'pc' },
    'trusted',
  ],
  [
    'the same while the change in between is missing',
    [...start, rotate('Timișoara', t1, t2), device('Timișoara', t2, 'pc', pc)],
    { by: pc, as: 'pc' },
    'unknownKey',
  ],
  [
    'a replica of one of two keys that both claim to follow',
    [...start, rotate('Timișoara', t0, t1), rotate('Timișoara', t0, tX), device('Timișoara', tX, 'pc', pc)],
    { by: pc, as: 'pc' },
    'unknownKey',
  ],
  [
    'the older replicas of an office in that dispute',
    [...start, rotate('Timișoara', t0, t1), rotate('Timișoara', t0, tX)],
    fromLaptop,
    'trusted',
  ],
  [
    'a replica of the right one of the two, once admitted by name',
    [...start, rotate('Timișoara', t0, t1), rotate('Timișoara', t0, tX), admit(s0, 'Timișoara', t1), device('Timișoara', t1, 'pc', pc)],
    { by: pc, as: 'pc' },
    'trusted',
  ],
  [
    'a replica of the wrong one of the two after that',
    [...start, rotate('Timișoara', t0, t1), rotate('Timișoara', t0, tX), admit(s0, 'Timișoara', t1), device('Timișoara', tX, 'pc', pc)],
    { by: pc, as: 'pc' },
    'unknownKey',
  ],
  [
    'a rotation of another office that names our partner’s key',
    [...start, rotate('Oradea', t0, tX), device('Timișoara', tX, 'pc', pc)],
    { by: pc, as: 'pc' },
    'unknownKey',
  ],
  [
    'keys that lead back to themselves',
    [...start, rotate('Timișoara', t0, t1), rotate('Timișoara', t1, t0), device('Timișoara', t1, 'pc', pc)],
    { by: pc, as: 'pc' },
    'trusted',
  ],
  ['an office admitted by our former key, after we changed ours', [...start, rotate('Szeged', s0, s1)], fromLaptop, 'trusted', s1],
  [
    'an office admitted by our new key, on a machine that stands at the former',
    [...start.filter((each) => each !== admitted), rotate('Szeged', s0, s1), admit(s1, 'Timișoara', t0)],
    fromLaptop,
    'trusted',
  ],
  // Revocation of a replica
  ['a revoked replica within what still counts', [...start, revoke(t0, 'Timișoara', laptop, upTo(5))], fromLaptop, 'revoked'],
  ['a revoked replica that says nothing of runs', [...start, revoke(t0, 'Timișoara', laptop, upTo(5))], { by: laptop }, 'revoked'],
  ['a revoked replica beyond it', [...start, revoke(t0, 'Timișoara', laptop, upTo(4))], fromLaptop, 'revoked'],
  ['a revoked replica in a run that was never named', [...start, revoke(t0, 'Timișoara', laptop, { [pcRun]: 9 })], fromLaptop, 'revoked'],
  ['a replica revoked from its very first change', [...start, revoke(t0, 'Timișoara', laptop)], fromLaptop, 'revoked'],
  [
    'a replica revoked twice counts up to the lesser',
    [...start, revoke(t0, 'Timișoara', laptop, upTo(9)), revoke(t0, 'Timișoara', laptop, upTo(4), noon + 1)],
    fromLaptop,
    'revoked',
  ],
  ['a replica that revoked itself', [...start, revoke(laptop, 'Timișoara', laptop, upTo(4))], fromLaptop, 'revoked'],
  ['a replica that we revoked for ourselves', [...start, revoke(s0, 'Timișoara', laptop, upTo(4))], fromLaptop, 'revoked'],
  [
    'a replica that Oradea, whom we trust, wants revoked',
    [...start, admit(s0, 'Oradea', o0), revoke(o0, 'Timișoara', laptop, upTo(4))],
    fromLaptop,
    'trusted',
  ],
  ['a replica that Mallory wants revoked', [...start, revoke(m0, 'Timișoara', laptop)], fromLaptop, 'trusted'],
  [
    'a replica with a new key after its old one was revoked',
    [...start, revoke(t0, 'Timișoara', laptop), device('Timișoara', t0, 'laptop', tablet)],
    { by: tablet, as: 'laptop', with: heads(9) },
    'trusted',
  ],
  [
    'a revoked replica that a later key of its office certified again',
    [...start, revoke(t0, 'Timișoara', laptop), rotate('Timișoara', t0, t1), device('Timișoara', t1, 'laptop', laptop)],
    fromLaptop,
    'trusted',
  ],
  [
    'another replica that passes on what the revoked one wrote before',
    [...start, pcCertified, revoke(t0, 'Timișoara', laptop, upTo(4))],
    { by: pc, as: 'pc', with: passesOn(4) },
    'trusted',
  ],
  [
    'another replica that passes on what the thief wrote after',
    [...start, pcCertified, revoke(t0, 'Timișoara', laptop, upTo(4))],
    { by: pc, as: 'pc', with: passesOn(5) },
    'revoked',
  ],
  // Revocation of an office's key
  [
    'a replica of a stolen key, once the thief has set another one before it',
    [...start, rotate('Timișoara', t0, t1), revoke(t1, 'Timișoara', t0), rotate('Timișoara', tX, t0), device('Timișoara', tX, 'pc', pc)],
    { by: pc, as: 'pc' },
    'revoked',
  ],
  [
    'the same once the thief has set another one after it',
    [...start, rotate('Timișoara', t0, t1), revoke(t1, 'Timișoara', t0), device('Timișoara', t0, 'pc', pc), rotate('Timișoara', t0, tX)],
    { by: pc, as: 'pc' },
    'revoked',
  ],
  [
    'the same once the thief lets it follow itself',
    [...start, rotate('Timișoara', t0, t1), revoke(t1, 'Timișoara', t0), device('Timișoara', t0, 'pc', pc), rotate('Timișoara', t0, t0)],
    { by: pc, as: 'pc' },
    'revoked',
  ],
  [
    'a replica that the new key has revoked, once the thief of the former has set another one after it',
    [...start, rotate('Timișoara', t0, t1), revoke(t1, 'Timișoara', laptop), rotate('Timișoara', t0, tX)],
    fromLaptop,
    'revoked',
  ],
  [
    'an office that the thief of our former key admitted with one that he set before it',
    [
      ...[...start, rotate('Szeged', s0, s1), revoke(s1, 'Szeged', s0), rotate('Szeged', s2, s0)],
      ...[admit(s2, 'Mallory', m0), device('Mallory', m0, 'pc', pc)],
    ],
    { by: pc, as: 'pc', of: 'Mallory' },
    'unknownKey',
  ],
  [
    'a replica certified by a stolen key that its successor revoked',
    [...start, rotate('Timișoara', t0, t1), revoke(t1, 'Timișoara', t0, upTo(4))],
    fromLaptop,
    'revoked',
  ],
  [
    'a replica that the thief certified with the stolen key',
    [...start, rotate('Timișoara', t0, t1), revoke(t1, 'Timișoara', t0), device('Timișoara', t0, 'pc', pc)],
    { by: pc, as: 'pc' },
    'revoked',
  ],
  [
    'the office’s replica, certified anew after the theft',
    [...start, rotate('Timișoara', t0, t1), revoke(t1, 'Timișoara', t0), device('Timișoara', t1, 'laptop', laptop)],
    fromLaptop,
    'trusted',
  ],
  [
    'a successor that the thief wants to revoke with the stolen key',
    [...start, rotate('Timișoara', t0, t1), revoke(t0, 'Timișoara', t1), device('Timișoara', t1, 'pc', pc)],
    { by: pc, as: 'pc' },
    'trusted',
  ],
  ['an office that revoked its own key', [...start, revoke(t0, 'Timișoara', t0)], fromLaptop, 'revoked'],
  ['an office that we revoked', [...start, revoke(s0, 'Timișoara', t0)], fromLaptop, 'revoked'],
  [
    'an office that we revoked by mistake and admitted again',
    [...start, revoke(s0, 'Timișoara', t0), admit(s0, 'Timișoara', t0, noon + 1)],
    fromLaptop,
    'trusted',
  ],
  [
    'an office that we revoked, with a key that follows the revoked one',
    [...start, revoke(s0, 'Timișoara', t0), rotate('Timișoara', t0, t1), device('Timișoara', t1, 'laptop', laptop)],
    fromLaptop,
    'revoked',
  ],
  [
    'the same two changes later',
    [
      ...start,
      rotate('Timișoara', t0, t1),
      revoke(s0, 'Timișoara', t1),
      rotate('Timișoara', t1, t2),
      device('Timișoara', t2, 'laptop', laptop),
    ],
    fromLaptop,
    'revoked',
  ],
  [
    'an office that we revoked by its newest key, under what the one before certified',
    [...start, rotate('Timișoara', t0, t1), revoke(s0, 'Timișoara', t1)],
    fromLaptop,
    'revoked',
  ],
  [
    'the same once it has set two keys after the first one',
    [...start, rotate('Timișoara', t0, t1), revoke(s0, 'Timișoara', t1), rotate('Timișoara', t0, tX)],
    fromLaptop,
    'revoked',
  ],
  [
    'the same once it has certified its revoked key as a machine’s',
    [...start, rotate('Timișoara', t0, t1), revoke(s0, 'Timișoara', t1), device('Timișoara', t0, 'pc', t1)],
    fromLaptop,
    'revoked',
  ],
  [
    'an office that we revoked, within what still counts',
    [...start, revoke(s0, 'Timișoara', t0, upTo(5)), rotate('Timișoara', t0, t1), device('Timișoara', t1, 'laptop', laptop)],
    fromLaptop,
    'revoked',
  ],
  [
    'an office that we revoked, with a new key that we admitted since',
    [
      ...start,
      revoke(s0, 'Timișoara', t0),
      rotate('Timișoara', t0, t1),
      admit(s0, 'Timișoara', t1, noon + 1),
      device('Timișoara', t1, 'laptop', laptop),
    ],
    fromLaptop,
    'trusted',
  ],
  [
    'the same under a key after that one',
    [
      ...start,
      revoke(s0, 'Timișoara', t0),
      rotate('Timișoara', t0, t1),
      admit(s0, 'Timișoara', t1, noon + 1),
      rotate('Timișoara', t1, t2),
      device('Timișoara', t2, 'laptop', laptop),
    ],
    fromLaptop,
    'trusted',
  ],
  [
    'the same under what its former key certified',
    [...start, revoke(s0, 'Timișoara', t0), rotate('Timișoara', t0, t1), admit(s0, 'Timișoara', t1, noon + 1)],
    fromLaptop,
    'revoked',
  ],
  [
    'an office whose new key we had admitted before we revoked it by the former',
    [
      ...start,
      rotate('Timișoara', t0, t1),
      admit(s0, 'Timișoara', t1, noon + 1),
      revoke(s0, 'Timișoara', t0, undefined, noon + 2),
      device('Timișoara', t1, 'laptop', laptop),
    ],
    fromLaptop,
    'revoked',
  ],
  [
    'an office whose newest key we revoked and whose former one we admitted again',
    [
      ...start,
      rotate('Timișoara', t0, t1),
      revoke(s0, 'Timișoara', t1),
      admit(s0, 'Timișoara', t0, noon + 1),
      device('Timișoara', t1, 'pc', pc),
    ],
    { by: pc, as: 'pc', with: heads(9) },
    'revoked',
  ],
  [
    'an office that we revoked, whose key we admitted since as that of another office',
    [...start, revoke(s0, 'Timișoara', t0), admit(s0, 'Oradea', t0, noon + 1)],
    fromLaptop,
    'revoked',
  ],
  [
    'an office that we revoked, admitted again by the thief of our key, and then by us under its new key only',
    [
      ...[...start, rotate('Szeged', s0, s1), rotate('Szeged', s1, s2), revoke(s2, 'Szeged', s1)],
      ...[revoke(s1, 'Timișoara', t0), admit(s1, 'Timișoara', t0, noon + 1)],
      ...[rotate('Timișoara', t0, t1), admit(s2, 'Timișoara', t1, noon + 2)],
    ],
    fromLaptop,
    'revoked',
    s2,
  ],
  [
    'an office that Oradea, whom we trust, wants revoked',
    [...start, admit(s0, 'Oradea', o0), revoke(o0, 'Timișoara', t0)],
    fromLaptop,
    'trusted',
  ],
  [
    'an office that the thief of our key admitted after we revoked that key',
    [...start, rotate('Szeged', s0, s1), revoke(s1, 'Szeged', s0), admit(s0, 'Mallory', m0), device('Mallory', m0, 'pc', pc)],
    { by: pc, as: 'pc', of: 'Mallory' },
    'unknownKey',
    s1,
  ],
  [
    'a partner admitted by our stolen key only, until we admit it again',
    [...start, rotate('Szeged', s0, s1), revoke(s1, 'Szeged', s0)],
    fromLaptop,
    'unknownKey',
    s1,
  ],
  [
    'the same partner admitted again by our new key',
    [...start, rotate('Szeged', s0, s1), revoke(s1, 'Szeged', s0), admit(s1, 'Timișoara', t0)],
    fromLaptop,
    'trusted',
    s1,
  ],
  [
    'a partner that the thief of our key revoked, admitted again by our new key',
    [...start, rotate('Szeged', s0, s1), revoke(s1, 'Szeged', s0), revoke(s0, 'Timișoara', t0), admit(s1, 'Timișoara', t0)],
    fromLaptop,
    'trusted',
    s1,
  ],
  [
    'a key of ours that follows nothing we know',
    [...start, admit(s2, 'Mallory', m0), device('Mallory', m0, 'pc', pc)],
    { by: pc, as: 'pc', of: 'Mallory' },
    'unknownKey',
  ],
];

describe('the verdict on a bundle of', () => {
  it.each(cases.map((each) => [each[0], each] as const))('%s', async (_, [, known, sent, state, anchor = s0]) => {
    const { by, as = 'laptop', of = 'Timișoara', with: more = {} } = sent;
    const bundle = await bundleFrom(of, as, by, more);
    expect((await verdictFor(bundle, anchorOf('Szeged', anchor), known)).state).toBe(state);
    // Nothing depends on the order in which statements came.
    expect((await verdictFor(bundle, anchorOf('Szeged', anchor), known.toReversed())).state).toBe(state);
  });

  it('at least forty lives', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40);
  });
});

describe('the book', () => {
  const bookOf = async (known: readonly SignedStatement[], anchor = s0) =>
    trustBookOf(await verified(known), { cluster: 'a cluster', office: 'Szeged', key: anchor.key });

  it('gives as recipients the replicas whose keys are in force, of the offices asked for', async () => {
    const known = [...start, pcCertified, device('Szeged', s0, 'desk', desk), revoke(t0, 'Timișoara', laptop)];
    expect(recipientsOf(await bookOf(known), ['Timișoara'])).toEqual([recipientOf('pc')]);
    expect(recipientsOf(await bookOf(known), ['Timișoara', 'Szeged', 'Oradea'])).toEqual([recipientOf('desk'), recipientOf('pc')].sort());
  });

  it('tells strangers with who vouches, proposals, and a dispute about the next key', async () => {
    const known = [
      ...start,
      admit(s0, 'Oradea', o0),
      office('Mallory', m0),
      admit(o0, 'Mallory', m0),
      revoke(o0, 'Timișoara', laptop),
      rotate('Timișoara', t0, t1),
      rotate('Timișoara', t0, tX),
    ];
    const book = await bookOf(known);
    expect(book.strangers).toMatchObject([{ office: 'Mallory', key: m0.key, vouchedBy: ['Oradea'] }]);
    expect(book.proposals).toEqual([{ office: 'Timișoara', key: laptop.key, by: 'Oradea' }]);
    expect(book.offices.get('Timișoara')).toMatchObject({ forked: true, keys: [t0.key] });
    expect((await bookOf([...known, admit(s0, 'Timișoara', t1)])).offices.get('Timișoara')?.forked).toBe(false);
  });

  it('shows the key that is in force as the newest, also where nothing is known of how it followed', async () => {
    for (const [old, fresh] of [[t0, t1] as const, [t1, t0] as const]) {
      const known = [admit(s0, 'Timișoara', old), revoke(s0, 'Timișoara', old), admit(s0, 'Timișoara', fresh, noon + 1)];
      expect((await bookOf(known)).offices.get('Timișoara')).toMatchObject({ keys: [old.key, fresh.key], revokedKeys: [old.key] });
    }
  });

  it('takes no statement of another cluster', async () => {
    const book = trustBookOf(await verified(start), { cluster: 'another', office: 'Szeged', key: s0.key });
    expect([...book.offices.keys()]).toEqual(['Szeged']);
    expect(book.offices.get('Szeged')?.signers).toEqual([]);
  });
});

describe('what a bundle of a trusted replica passes on of one that was revoked counts no further', () => {
  const passed = async (n: number): Promise<string> => {
    const known = [...start, pcCertified, revoke(s0, 'Timișoara', laptop, upTo(4))];
    const bundle = await bundleFrom('Timișoara', 'pc', pc, passesOn(4));
    const record = { ...organisation(1, 'Példa Kft.'), seen: { [laptopRun]: n } as Vector };
    return (await verdictFor(bundle, anchorOf('Szeged', s0), known, [record])).state;
  };
  it('in its records either, which may go beyond its heads', async () => {
    expect(await passed(4)).toBe('trusted');
    expect(await passed(5)).toBe('revoked');
  });

  it('whatever machine a run of an office that is out is said to be of', async () => {
    const known = [...start, admit(s0, 'Oradea', o0), device('Oradea', o0, 'pc', pc), revoke(s0, 'Timișoara', t0, upTo(4))];
    const runs = [{ ...runRecord(laptopRun), device: 'nobody', office: 'Timișoara' }];
    const bundle = await bundleFrom('Oradea', 'pc', pc, { heads: { [laptopRun]: 5 } as Vector, runs });
    expect((await verdictFor(bundle, anchorOf('Szeged', s0), known)).state).toBe('revoked');
  });
});
