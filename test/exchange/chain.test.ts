import { describe, expect, it } from 'vitest';
import type { RunId, RunRecords, Vector } from '../../src/crdt/types.ts';
import { type ChainView, chainFindings, type Link, withLink } from '../../src/exchange/chain.ts';
import type { BundleHeader } from '../../src/exchange/format.ts';

const none: RunRecords = new Map();

const sha = (letter: string): string => letter.repeat(64);

const header = (
  device: string,
  previous: string | null,
  run: string | null = 'a'.repeat(20),
  base: BundleHeader['base'] = { a: 1 },
): BundleHeader => ({
  id: 'bundle',
  cluster: 'cluster',
  from: { run: run as RunId | null, device, office: `office of ${device}`, author: '', app: '' }, // Twenty characters of base32.
  createdAt: 1,
  base,
  heads: {},
  runs: [],
  previous,
  schema: 1,
  minReader: 1,
  counts: { records: 0, byType: {} },
});

const chainOf = (...bundles: readonly (readonly [sha256: string, previous: string | null, device?: string])[]): readonly Link[] =>
  bundles.reduce<readonly Link[]>((links, [sha256, previous, device = 'd']) => withLink(links, header(device, previous), sha256, none), []);

const kindsSeen = (links: readonly Link[], view: Partial<ChainView>): readonly string[] =>
  chainFindings(links, { runs: none, claims: [], areLinksCut: false, aside: new Map(), ownOffice: null, ...view }).map(({ kind }) => kind);
const kinds = (links: readonly Link[], runs: RunRecords = none): readonly string[] => kindsSeen(links, { runs });

describe('the chain of received bundles', () => {
  it('holds when each one names the one before, in whatever order they came and however often', () => {
    expect(kinds(chainOf([sha('1'), null], [sha('2'), sha('1')], [sha('3'), sha('2')]))).toEqual([]);
    expect(kinds(chainOf([sha('3'), sha('2')], [sha('1'), null], [sha('2'), sha('1')], [sha('2'), sha('1')]))).toEqual([]);
  });

  it('tells a bundle that has not arrived, until it does', () => {
    const links = chainOf([sha('1'), null], [sha('3'), sha('2')]);
    expect(kinds(links)).toEqual(['withheld']);
    expect(kinds(withLink(links, header('d', sha('1')), sha('2'), none))).toEqual([]);
  });

  it('misses no bundle that came and waits for a person, or that one has refused', () => {
    const links = chainOf([sha('1'), null], [sha('3'), sha('2')], [sha('5'), sha('4')], [sha('7'), sha('6')]);
    const aside = new Map([[sha('2'), 'waiting'] as const, [sha('4'), 'refused'] as const, [sha('1'), 'refused'] as const]);
    expect(kindsSeen(links, { aside })).toEqual(['waiting', 'refused', 'withheld']);
  });

  it('misses nothing of what came before the store was rebuilt without it, and all that is missing since', () => {
    const links = chainOf([sha('3'), sha('2')], [sha('4'), sha('3')], [sha('9'), sha('8'), 'other']);
    expect(kindsSeen(links, { areLinksCut: true })).toEqual([]);
    expect(kinds(links)).toEqual(['withheld', 'withheld']);
    expect(kindsSeen(withLink(links, header('d', sha('5')), sha('6'), none), { areLinksCut: true })).toEqual(['withheld']);
  });

  it('misses nothing before a bundle of everything, which replaces what was folded away unread', () => {
    const whole = withLink(chainOf([sha('1'), null]), header('d', sha('2'), 'a'.repeat(20), {}), sha('3'), none);
    expect(kinds(whole)).toEqual([]);
    expect(kinds(withLink(whole, header('d', sha('3')), sha('4'), none))).toEqual([]);
    expect(kinds(withLink(whole, header('d', sha('4')), sha('5'), none))).toEqual(['withheld']);
  });

  it('misses nothing before a bundle that was made for another office, and what is made for this one all the same', () => {
    const madeFor = (...to: readonly string[]) =>
      kindsSeen(withLink([], { ...header('d', sha('1')), to }, sha('2'), none), { ownOffice: 'arad' });
    expect(madeFor('szeged')).toEqual([]);
    expect(madeFor('szeged', 'arad')).toEqual(['withheld']);
    const many = Array.from({ length: 1000 }, (_, n) => `office ${n}`);
    expect(madeFor(...many), 'of very many nobody keeps the names').toEqual(['withheld']);
    expect(JSON.stringify(withLink([], { ...header('d', sha('1')), to: many }, sha('2'), none)).length).toBeLessThan(1000);
  });

  /** An opening of laptop `d` and, where it is given, the commit of an earlier one with which it goes on. */
  const opening = (letter: string, parent: readonly [letter: string, n: number] | null = null) => {
    const id = letter.repeat(20) as RunId; // Twenty characters of base32.
    const after = parent && ([parent[0].repeat(20) as RunId, parent[1]] as const);
    return [id, { id, device: 'd', office: 'office of d', author: '', parent: after }] as const;
  };
  const runs: RunRecords = new Map([opening('a'), opening('b', ['a', 5]), opening('c', ['a', 5])]);

  /** Two bundles of laptop `d` that follow the same one. */
  const twins = (one: Vector, other: Vector): readonly Link[] =>
    [one, other].reduce<readonly Link[]>(
      (links, heads, at) => withLink(links, { ...header('d', sha('1')), heads }, sha(String(at + 2)), runs),
      chainOf([sha('1'), null]),
    );
  const until = (letter: string, n: number): Vector => ({ [letter.repeat(20)]: n });

  it('tells two copies of one laptop by bundles that follow the same one and know nothing of each other', () => {
    expect(kinds(twins(until('b', 1), until('c', 1)), runs)).toEqual(['forked']);
    expect(kinds(twins(until('a', 6), until('b', 1)), runs)).toEqual(['forked']);
  });

  it('takes an upload that shows only after the next one for that of the same laptop, also after a start in between', () => {
    expect(kinds(twins(until('a', 7), until('a', 4)), runs)).toEqual([]);
    expect(kinds(twins(until('b', 2), until('a', 5)), runs)).toEqual([]);
    expect(kinds(twins(until('a', 3), until('c', 1)), runs)).toEqual([]);
  });

  describe('where a bundle has not arrived', () => {
    /** Bundles of laptop `d`, each on top of some of its changes and leading to others; the second one has not arrived. */
    const arrived = (base: Vector, heads: Vector): readonly Link[] => {
      const first = withLink([], { ...header('d', null), base: {}, heads: until('a', 3) }, sha('1'), runs);
      return withLink(first, { ...header('d', sha('2')), base, heads }, sha('3'), runs);
    };

    it('says nothing where its sender has sent again what stood in it, also in a later opening', () => {
      expect(kinds(arrived(until('a', 3), until('a', 6)), runs)).toEqual([]);
      expect(kinds(arrived(until('a', 2), until('b', 1)), runs)).toEqual([]);
    });

    it('tells it where a later one builds on what stood in it, and no longer once its sender sends that another way', () => {
      const links = arrived(until('a', 5), until('a', 6));
      expect(kinds(links, runs)).toEqual(['withheld']);
      const file = { ...header('d', null), base: until('a', 3), heads: until('a', 5) };
      expect(kinds(withLink(links, file, sha('4'), runs), runs)).toEqual([]);
    });

    it('tells it although another office says that it has brought the same', () => {
      const links = arrived(until('a', 5), until('a', 6));
      const hearsay = { ...header('e', null), base: {}, heads: until('a', 6) };
      expect(kinds(withLink(links, hearsay, sha('4'), runs), runs)).toEqual(['withheld']);
    });

    it('tells it while something is missing here that its sender had when it wrote the next one', () => {
      const links = arrived(until('a', 3), until('a', 6));
      const open = { base: { z: 4 }, heads: { ...until('a', 6), z: 5 } };
      expect(kindsSeen(links, { runs, claims: [open] })).toEqual(['withheld']);
      expect(kindsSeen(links, { runs, claims: [{ base: { z: 4 }, heads: { ...until('a', 5), z: 5 } }] })).toEqual([]);
    });

    it('says nothing of one that a person has refused once all that the next one builds on has come another way', () => {
      const links = arrived(until('a', 5), until('a', 6));
      const refused = { runs, aside: new Map([[sha('2'), 'refused'] as const]) };
      const open = { base: until('a', 5), heads: until('a', 6) };
      expect(kindsSeen(links, { ...refused, claims: [open] })).toEqual(['refused']);
      expect(kindsSeen(links, refused), 'another office has brought it').toEqual([]);
      expect(kindsSeen(links, { runs, aside: new Map([[sha('2'), 'waiting'] as const]) })).toEqual(['waiting']);
    });

    it('tells it where an earlier version has kept less of what came', () => {
      const links = arrived(until('a', 3), until('a', 6)).map(({ after: _, ...rest }) => rest);
      expect(kinds(links, runs)).toEqual(['withheld']);
    });
  });

  it('takes bundles of two senders that follow the same one for what they are', () => {
    expect(kinds(chainOf([sha('1'), null, 'd'], [sha('2'), sha('1'), 'd'], [sha('3'), sha('1'), 'e']))).toEqual([]);
  });

  it('expects no chain of files that no store wrote', () => {
    expect(withLink([], header('', sha('1'), null), sha('2'), none)).toEqual([]);
  });
});
