import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { createRandom } from '../../src/domain/seeded.ts';
import type { Bytes } from '../../src/exchange/format.ts';
import type { VerifiedStatement } from '../../src/exchange/trust/statements.ts';
import { verified } from './keyring.ts';
import { knownStatements, laptopBundle, receive, theirRecords } from './reception.ts';

/** Mutated bundles of a sender whose right bundles are applied. One seed gives one run; a failure names its number. */

const nothing: Buffer = Buffer.alloc(0);
const rounds = process.env.SLOW === '1' ? 1_000_000 : 100_000;

type Random = () => number;
const below = (random: Random, end: number): number => Math.floor(random() * end);
const cut = (bytes: Buffer, random: Random): readonly [number, number] => {
  const from = below(random, bytes.length);
  return [from, Math.min(bytes.length, from + 1 + below(random, 200))];
};

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer;
const mutations: readonly Mutation[] = [
  function flipBit(bytes, random) {
    const at = below(random, bytes.length);
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ (1 << below(random, 8));
    return changed;
  },
  function replaceByte(bytes, random) {
    const changed = Buffer.from(bytes);
    changed[below(random, bytes.length)] = below(random, 256);
    return changed;
  },
  function truncate(bytes, random) {
    return bytes.subarray(0, below(random, bytes.length));
  },
  function remove(bytes, random) {
    const [from, to] = cut(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  function repeat(bytes, random) {
    const [from, to] = cut(bytes, random);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  function move(bytes, random) {
    const [from, to] = cut(bytes, random);
    const rest = Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    const at = below(random, rest.length);
    return Buffer.concat([rest.subarray(0, at), bytes.subarray(from, to), rest.subarray(at)]);
  },
  function insert(bytes, random) {
    const at = below(random, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from([below(random, 256)]), bytes.subarray(at)]);
  },
  function splice(bytes, random, other) {
    const [from, to] = cut(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), other.subarray(from, to), bytes.subarray(to)]);
  },
  function joinHalves(bytes, random, other) {
    const at = below(random, bytes.length);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(at)]);
  },
  function swapLines(bytes, random, other) {
    const lines = bytes.toString('latin1').split('\n');
    const others = other.toString('latin1').split('\n');
    const at = below(random, lines.length);
    lines[at] = others[below(random, others.length)] ?? '';
    return Buffer.from(lines.join('\n'), 'latin1');
  },
  function changeDigit(bytes, random) {
    const digits = [...bytes.keys()].filter((at) => (bytes[at] ?? 0) >= 48 && (bytes[at] ?? 0) <= 57);
    const changed = Buffer.from(bytes);
    changed[digits[below(random, digits.length)] ?? 0] = 48 + below(random, 10);
    return changed;
  },
];

/** Puts a right hash under what stands there and leaves the signature, as somebody would who has no key. */
const resealed = (bytes: Buffer): Buffer => {
  const start = bytes.lastIndexOf('],"footer"');
  if (start < 0) return bytes;
  const sha256 = createHash('sha256').update(bytes.subarray(0, start)).digest('hex');
  const footer = bytes
    .subarray(start)
    .toString('latin1')
    .replace(/"sha256":"[0-9a-f]{64}"/, `"sha256":"${sha256}"`);
  return Buffer.concat([bytes.subarray(0, start), Buffer.from(footer, 'latin1')]);
};

it(`none of ${rounds} mutated bundles is applied, and each is decided without an exception`, async () => {
  const known: readonly VerifiedStatement[] = await verified(knownStatements);
  const originals = [await laptopBundle({}, theirRecords.slice(0, 2)), await laptopBundle({ id: 'another' }, theirRecords.slice(1))].map(
    (each) => Buffer.from(each),
  );
  for (const original of originals) expect(await receive(new Uint8Array(original), { known })).toBe('applied');
  const decided = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1) {
    const random = createRandom(20_261_126, round);
    const [first = nothing, second = nothing] = round % 2 === 0 ? originals : originals.toReversed();
    let bytes: Buffer = first;
    for (let times = 1 + below(random, 2); times > 0; times -= 1)
      bytes = mutations[below(random, mutations.length)]?.(bytes, random, second) ?? bytes;
    if (random() < 0.5) bytes = resealed(bytes);
    if (originals.some((original) => original.equals(bytes))) continue;
    const outcome = await receive(new Uint8Array(bytes) as Bytes, { known });
    if (outcome === 'applied') expect.fail(`Round ${round} was applied:\n${bytes.toString('utf8')}`);
    decided.set(outcome, (decided.get(outcome) ?? 0) + 1);
  }
  // Mutations reach every stage of the reader, the signature too; else the number above would mean little.
  for (const stage of ['bundleDamaged', 'bundleTruncated', 'bundleNotABundle', 'bundleMalformed shape', 'wrongSignature'])
    expect(decided.get(stage) ?? 0, stage).toBeGreaterThan(rounds / 1000);
}, 900_000);
