import { generateOrganisation } from './generator/organisations.ts';
import type { RecordType } from './recordTypes.ts';
import { createRandom, createSeededId } from './seeded.ts';
import type { NewRecord, Values } from './values.ts';

/** How many made-up records of each type, and the seed that decides everything about them. */
export type GeneratorPlan = {
  readonly organisations: number;
  readonly events: number;
  readonly registrations: number;
  readonly visits: number;
  readonly seed: number;
};

const firstDay = Date.UTC(2012, 0, 31);

const streams = { organisation: 1 } as const satisfies Partial<Record<RecordType, number>>;

/** Numbers of one type lie in a range of their own, so that a record can be named before it is made. */
const rangeOf = (type: keyof typeof streams): number => streams[type] * 100_000_000;

const many = function* (type: keyof typeof streams, count: number, seed: number, create: (index: number) => Values): Generator<NewRecord> {
  for (let index = 0; index < count; index += 1) {
    yield { type, id: createSeededId(seed, rangeOf(type) + index, firstDay + index), values: create(index) };
  }
};

/** Made-up records one after the other, the same for the same plan on every machine. Nothing is held back, so any number fits in memory. */
export const generateRecords = function* (plan: GeneratorPlan): Generator<NewRecord> {
  const random = createRandom(plan.seed, rangeOf('organisation'));
  yield* many('organisation', plan.organisations, plan.seed, (index) => generateOrganisation(random, index));
};
