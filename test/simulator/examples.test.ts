import { describe, expect, it } from 'vitest';
import { isErased } from '../../src/crdt/pack.ts';
import type { Vector } from '../../src/crdt/types.ts';
import { type Received, receiptOf, receive, writeFor } from './bundles.ts';
import { commit, openForm } from './commit.ts';
import { judgeConverged } from './judge.ts';
import { createPlace } from './place.ts';
import { createRandom } from './random.ts';
import { visitPlace } from './routine.ts';
import { addReplica, copyOf, createWorld, openAgain, type Replica, subjects, type World } from './world.ts';

const [first, second] = subjects as unknown as readonly [(typeof subjects)[number], (typeof subjects)[number]]; // There are four.

/** A world that has begun to heal, so that nothing in it fails by chance; as many replicas as are taken out of it. */
const smallWorld = (): { readonly world: World; readonly join: () => Replica } => {
  const random = createRandom(1);
  const world = { ...createWorld(random, [createPlace('steady', random)], {}), isHealing: true };
  const join = (): Replica => {
    const replica = addReplica(world);
    replica.skewMs = 0;
    return replica;
  };
  return { world, join };
};

const write = (world: World, replica: Replica, subject: (typeof subjects)[number], name: string): Vector => {
  commit(world, replica, [{ kind: 'set', form: openForm(replica, subject), set: { name } }]);
  return replica.disk.facts.heads;
};

const handOver = async (world: World, from: Replica, to: Replica, receipt: Vector | null): Promise<Received['outcome']> =>
  (await receive(world, to, (await writeFor(world, from, receipt)).bytes)).outcome;

const nameAt = ({ disk }: Replica, { id }: (typeof subjects)[number]): unknown => {
  const record = disk.records.get(id);
  return record && !isErased(record) ? record.f.name : null;
};

describe('a copied disk', () => {
  it('passes on, before it has written anything itself, what the original wrote after the copying and what has a gap', async () => {
    const { world, join } = smallWorld();
    const [original, reader] = [join(), join()];
    write(world, original, first, 'before the copying');
    const copy = copyOf(world, original);
    const gap = write(world, original, first, 'in the gap');
    write(world, original, second, 'beyond the gap');
    expect(await handOver(world, original, copy, gap)).toBe('applied');
    expect(await handOver(world, copy, reader, null)).toBe('applied');
    for (const each of [reader, copy]) await handOver(world, original, each, null);
    judgeConverged(world);
  });

  it('that has never written is copied three times: all go on, and nothing is shared', async () => {
    const { world, join } = smallWorld();
    const original = join();
    const copies = [copyOf(world, original), copyOf(world, original), copyOf(world, original)];
    for (const copy of copies) write(world, copy, first, copy.name);
    for (const copy of copies) await handOver(world, copy, original, null);
    expect(Object.keys(original.disk.facts.heads)).toHaveLength(3);
    for (const copy of copies) await handOver(world, original, copy, null);
    judgeConverged(world);
  });
});

describe('files', () => {
  it('2 then 1: heads reach 2, no gap stays', async () => {
    const { world, join } = smallWorld();
    const [writer, reader] = [join(), join()];
    const one = write(world, writer, first, 'one');
    const file1 = await writeFor(world, writer, null);
    write(world, writer, second, 'two');
    const file2 = await writeFor(world, writer, one);
    expect((await receive(world, reader, file2.bytes)).outcome).toBe('aside');
    await receive(world, reader, file1.bytes);
    expect([reader.disk.facts.heads, reader.disk.facts.claims, reader.disk.aside]).toEqual([writer.disk.facts.heads, [], []]);
  });

  it('1, restart, edit, 2; a reader who gets 2 alone does not claim 1', async () => {
    const { world, join } = smallWorld();
    const [writer, reader] = [join(), join()];
    const beginning = write(world, writer, first, 'known to both');
    await handOver(world, writer, reader, null);
    const one = write(world, writer, first, 'in file 1');
    openAgain(world, writer, writer.disk);
    write(world, writer, second, 'in file 2');
    await handOver(world, writer, reader, one);
    expect(nameAt(reader, second)).toBe('in file 2');
    expect(reader.disk.facts.heads).toEqual(beginning);
  });

  it('of an office whose clock once stood ten years ahead count again as soon as it is right', async () => {
    const { world, join } = smallWorld();
    const [office, partner] = [join(), join()];
    write(world, office, first, 'from the future');
    office.skewMs = 10 * 365 * 86_400_000;
    await handOver(world, office, partner, null);
    office.skewMs = 0;
    write(world, office, second, 'from today');
    await handOver(world, office, partner, receiptOf(office, partner.identity.office.id));
    expect(receiptOf(partner, office.identity.office.id)).toEqual(office.disk.facts.heads);
  });

  it('that arrive late do not take back what an office has said since', async () => {
    const { world, join } = smallWorld();
    const [office, partner] = [join(), join()];
    write(world, office, first, 'one');
    const late = await writeFor(world, office, null);
    const newest = write(world, office, first, 'two');
    await handOver(world, office, partner, null);
    await receive(world, partner, late.bytes);
    expect(receiptOf(partner, office.identity.office.id)).toEqual(newest);
  });
});

describe('an erasure', () => {
  it('by one while another edits: a third that hears of it from a bundle without the record does not claim the edit', async () => {
    const { world, join } = smallWorld();
    const [eraser, editor, middle, third] = [join(), join(), join(), join()];
    write(world, eraser, first, 'a person');
    for (const each of [editor, middle, third]) await handOver(world, eraser, each, null);
    commit(world, eraser, [{ kind: 'erase', form: openForm(eraser, first) }]);
    write(world, editor, first, 'edited meanwhile');
    for (const each of [eraser, editor]) await handOver(world, each, middle, middle.disk.facts.heads);
    await handOver(world, eraser, third, third.disk.facts.heads);
    await handOver(world, middle, third, third.disk.facts.heads);
    expect(world.replicas.filter((each) => nameAt(each, first) === null)).toEqual([eraser, middle, third]);
    expect(third.disk.facts.heads).toEqual(middle.disk.facts.heads);
  });

  it('is everywhere after one round over a place in which somebody else has published the record again', async () => {
    const { world, join } = smallWorld();
    const [eraser, editor] = [join(), join()];
    const [place] = world.places;
    if (place === undefined) throw new Error('a place is needed');
    write(world, eraser, first, 'a person');
    for (const each of [eraser, editor]) await visitPlace(world, each, place);
    commit(world, eraser, [{ kind: 'erase', form: openForm(eraser, first) }]);
    write(world, editor, first, 'published again');
    for (const each of [editor, eraser, editor]) await visitPlace(world, each, place);
    expect([eraser, editor].map((each) => nameAt(each, first))).toEqual([null, null]);
    judgeConverged(world);
  });
});

describe('a place', () => {
  it('that was emptied is filled again by whoever comes first, with everything', async () => {
    const { world, join } = smallWorld();
    const [writer, other, newcomer] = [join(), join(), join()];
    const [place] = world.places;
    if (place === undefined) throw new Error('a place is needed');
    write(world, writer, first, 'one');
    for (const each of [writer, other]) await visitPlace(world, each, place);
    place.empty();
    await visitPlace(world, other, place);
    await visitPlace(world, newcomer, place);
    expect(nameAt(newcomer, first)).toBe('one');
    for (const each of [...world.replicas, ...world.replicas]) await visitPlace(world, each, place);
    judgeConverged(world);
    const changes: boolean[] = [];
    for (const each of world.replicas) changes.push(await visitPlace(world, each, place));
    expect(changes).toEqual([false, false, false]);
  });

  it('that was emptied between two visits gets new names, so that those who have read the old ones read on', async () => {
    const { world, join } = smallWorld();
    const [writer, reader] = [join(), join()];
    const [place] = world.places;
    if (place === undefined) throw new Error('a place is needed');
    write(world, writer, first, 'one');
    for (const each of [writer, reader, writer]) await visitPlace(world, each, place);
    place.empty();
    write(world, writer, second, 'two');
    for (const each of [writer, reader]) await visitPlace(world, each, place);
    expect(nameAt(reader, second)).toBe('two');
  });
});
