import { describe, expect, it } from 'vitest';
import { receive, writeFor } from './bundles.ts';
import { commit, openForm } from './commit.ts';
import { judgeConverged } from './judge.ts';
import { createPlace } from './place.ts';
import { createRandom } from './random.ts';
import { addReplica, copyOf, createWorld, type Replica, subjects, type World } from './world.ts';

const [first, second] = subjects;

const small = (replicas: number): { readonly world: World; readonly replicas: readonly Replica[] } => {
  const random = createRandom(1);
  const world = createWorld(random, [createPlace('steady', random)], {});
  return { world, replicas: Array.from({ length: replicas }, () => addReplica(world)) };
};

const write = (world: World, replica: Replica, subject: (typeof subjects)[number], name: string): void =>
  commit(world, replica, [{ kind: 'set', form: openForm(replica, subject), set: { name } }]);

describe('a copied disk', () => {
  it('passes on, before it has written anything itself, what the original wrote after the copying and what has a gap', async () => {
    const { world, replicas } = small(2);
    const [original, reader] = replicas as readonly [Replica, Replica];
    if (first === undefined || second === undefined) throw new Error('two records are needed');
    write(world, original, first, 'before the copying');
    const copy = copyOf(world, original);
    write(world, original, first, 'in the gap');
    const gap = original.disk.facts.heads;
    write(world, original, second, 'beyond the gap');
    await receive(world, copy, (await writeFor(world, original, gap)).bytes, true);
    const passedOn = await receive(world, reader, (await writeFor(world, copy, null)).bytes, true);
    expect(passedOn.outcome).toBe('applied');
    for (const each of [reader, copy]) await receive(world, each, (await writeFor(world, original, null)).bytes, true);
    judgeConverged(world);
  });
});
