import type { RecordId } from '../base/ids.ts';
import { generateEvent, generateRegistration, generateVisit } from './generator/activities.ts';
import { generateOrganisation } from './generator/organisations.ts';
import { createRandom, createSeededId, numberBelow, type Random } from './seeded.ts';
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

const streams = { organisation: 1, event: 2, registration: 3, visit: 4 } as const;
type GeneratedType = keyof typeof streams;

/** Numbers of one type lie in a range of their own, so that a record can be named before it is made. */
const rangeOf = (type: GeneratedType): number => streams[type] * 100_000_000;

const idOf = (type: GeneratedType, seed: number, index: number): RecordId => createSeededId(seed, rangeOf(type) + index, firstDay + index);

const many = function* (
  type: GeneratedType,
  count: number,
  seed: number,
  create: (random: Random, index: number) => Values,
): Generator<NewRecord> {
  const random = createRandom(seed, rangeOf(type));
  for (let index = 0; index < count; index += 1) yield { type, id: idOf(type, seed, index), values: create(random, index) };
};

/**
 * Made-up records one after the other, the same for the same plan on every machine: organisations, events, registrations, visits.
 * Nothing is held back, so any number fits in memory. Registrations need an event: without events there are none.
 */
export const generateRecords = function* (plan: GeneratorPlan): Generator<NewRecord> {
  const { seed } = plan;
  const anyOrganisation = (random: Random): RecordId | null =>
    plan.organisations === 0 ? null : idOf('organisation', seed, numberBelow(random, plan.organisations));
  yield* many('organisation', plan.organisations, seed, generateOrganisation);
  yield* many('event', plan.events, seed, generateEvent);
  yield* many('registration', plan.events === 0 ? 0 : plan.registrations, seed, (random, index) =>
    generateRegistration(random, idOf('event', seed, numberBelow(random, plan.events)), anyOrganisation(random), index),
  );
  yield* many('visit', plan.visits, seed, (random, index) => generateVisit(random, anyOrganisation(random), index));
};
