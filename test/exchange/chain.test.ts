import { describe, expect, it } from 'vitest';
import type { RunId } from '../../src/crdt/types.ts';
import { chainFindings, type Link, withLink } from '../../src/exchange/chain.ts';
import type { BundleHeader } from '../../src/exchange/format.ts';

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
  bundles.reduce<readonly Link[]>((links, [sha256, previous, device = 'd']) => withLink(links, header(device, previous), sha256), []);

const kinds = (links: readonly Link[]): readonly string[] => chainFindings(links).map(({ kind }) => kind);

describe('the chain of received bundles', () => {
  it('holds when each one names the one before, in whatever order they came and however often', () => {
    expect(kinds(chainOf([sha('1'), null], [sha('2'), sha('1')], [sha('3'), sha('2')]))).toEqual([]);
    expect(kinds(chainOf([sha('3'), sha('2')], [sha('1'), null], [sha('2'), sha('1')], [sha('2'), sha('1')]))).toEqual([]);
  });

  it('tells a bundle that has not arrived, until it does', () => {
    const links = chainOf([sha('1'), null], [sha('3'), sha('2')]);
    expect(kinds(links)).toEqual(['withheld']);
    expect(kinds(withLink(links, header('d', sha('1')), sha('2')))).toEqual([]);
  });

  it('misses no bundle that came and waits for a person, or that one has refused', () => {
    const links = chainOf([sha('1'), null], [sha('3'), sha('2')], [sha('5'), sha('4')], [sha('7'), sha('6')]);
    const aside = new Map([[sha('2'), 'waiting'] as const, [sha('4'), 'refused'] as const, [sha('1'), 'refused'] as const]);
    expect(chainFindings(links, aside).map(({ kind }) => kind)).toEqual(['waiting', 'refused', 'withheld']);
  });

  it('misses nothing before a bundle of everything, which replaces what was folded away unread', () => {
    const whole = withLink(chainOf([sha('1'), null]), header('d', sha('2'), 'a'.repeat(20), {}), sha('3'));
    expect(kinds(whole)).toEqual([]);
    expect(kinds(withLink(whole, header('d', sha('3')), sha('4')))).toEqual([]);
    expect(kinds(withLink(whole, header('d', sha('4')), sha('5')))).toEqual(['withheld']);
  });

  it('tells two bundles of one sender that follow the same one, and takes those of two senders for what they are', () => {
    expect(kinds(chainOf([sha('1'), null], [sha('2'), sha('1')], [sha('3'), sha('1')]))).toEqual(['forked']);
    expect(kinds(chainOf([sha('1'), null, 'd'], [sha('2'), sha('1'), 'd'], [sha('3'), sha('1'), 'e']))).toEqual([]);
  });

  it('expects no chain of files that no store wrote', () => {
    expect(withLink([], header('', sha('1'), null), sha('2'))).toEqual([]);
  });
});
