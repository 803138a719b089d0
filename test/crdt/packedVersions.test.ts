import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RecordId } from '../../src/base/ids.ts';
import { mergePacked } from '../../src/crdt/merge.ts';
import { createVersionFinder, versionAt } from '../../src/crdt/packedVersions.ts';
import type { PackedLive, RunId, Stamp } from '../../src/crdt/types.ts';
import { createDots, fewVersions, sameDot } from '../../src/crdt/version.ts';
import { runRecord, runRecords } from './anyVector.ts';

const anyStamp: fc.Arbitrary<Stamp> = fc
  .tuple(fc.constantFrom('a', 'b', 'constructor'), fc.integer({ min: 1, max: 30 }), fc.nat(3))
  .map(([run, n, at]) => [run as RunId, n, at]);
const anyVersions = fc.array(fc.record({ v: fc.nat(2), s: anyStamp }), { minLength: 1, maxLength: 3 * fewVersions, size: 'max' });

const packedOf = ([first, ...others]: readonly { readonly v: number; readonly s: Stamp }[], seen: PackedLive['seen']): PackedLive => ({
  type: 'organisation',
  id: 'x' as RecordId,
  f: { name: first?.v ?? 0 },
  s: { '': first?.s ?? (['a', 1, 1] as unknown as Stamp) },
  ...(others.length > 0 && { r: { name: others } }),
  seen,
});

it('the version of a commit is found alike among few and among many', () => {
  fc.assert(
    fc.property(anyVersions, anyStamp, (versions, stamp) => {
      const packed = packedOf(versions, { a: 30 });
      expect(createVersionFinder(packed)('name', stamp)).toEqual(versionAt(packed, 'name', stamp));
      expect(createDots(versions)(stamp)).toBe(versions.some(({ s }) => sameDot(s, stamp)));
    }),
  );
});

it('of many values of one field the merge keeps each that the other side has too or has not seen', () => {
  const runs = runRecords(runRecord('a'), runRecord('b'), runRecord('constructor'));
  fc.assert(
    fc.property(anyVersions, anyVersions, fc.nat(30), fc.nat(30), (first, second, inFirst, inSecond) => {
      const oneEach = (versions: typeof first) => [...new Map(versions.map((each) => [`${each.s[0]} ${each.s[1]}`, each])).values()];
      const [mine, theirs] = [oneEach(first), oneEach(second)];
      const seen = (n: number) => ({ a: n + 1, b: 30, constructor: 30 - n + 1 });
      const [a, b] = [packedOf(mine, seen(inFirst)), packedOf(theirs, seen(inSecond))];
      const merged = mergePacked(a, b, runs) as PackedLive;
      const dots = 'f' in merged && merged.f.name !== undefined ? [merged.s[''], ...(merged.r?.name ?? []).map(({ s }) => s)] : [];
      const keeps = (list: typeof mine, other: typeof mine, otherSeen: Readonly<Record<string, number>>) =>
        list.filter(({ s }) => other.some((each) => sameDot(each.s, s)) || s[1] > (otherSeen[s[0]] ?? 0)).map(({ s }) => `${s[0]} ${s[1]}`);
      const expected = new Set([...keeps(mine, theirs, seen(inSecond)), ...keeps(theirs, mine, seen(inFirst))]);
      expect(new Set(dots.map((s) => `${s?.[0]} ${s?.[1]}`))).toEqual(expected);
      expect(dots).toHaveLength(expected.size);
    }),
  );
});
