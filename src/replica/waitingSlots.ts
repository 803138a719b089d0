import type { RecordId } from '../base/ids.ts';
import { isJsonObject, type Json, own } from '../base/json.ts';
import { isErased } from '../crdt/pack.ts';
import { shownValue } from '../crdt/read.ts';
import type { PackedLive, PackedRecord, Path, RunRecords } from '../crdt/types.ts';
import { type Shelf, survivorOf } from './shelf.ts';
import { laterEdits } from './waiting.ts';

/** Which records of a shelf wait for somebody's decision, kept by slot so that lists and the inbox need not look at all of them. */

const survivorWithEdits = (shelf: Shelf, joined: PackedRecord, runs: RunRecords): number | undefined => {
  const slot = shelf.slotOf.get(survivorOf(shelf, joined.id, runs));
  const survivor = slot === undefined ? undefined : shelf.records[slot];
  if (survivor === undefined || isErased(survivor) || survivor.id === joined.id) return undefined;
  return laterEdits(survivor, joined, runs).size > 0 ? slot : undefined;
};

/** Slots of survivors, and of the joined records that somebody has gone on editing. Looked for when first asked after a change. */
export const overtakenBy = (shelf: Shelf): ReadonlyMap<number, readonly number[]> => {
  const { overtaken, overtakenSince: runs } = shelf;
  if (runs === null) return overtaken;
  shelf.overtakenSince = null;
  overtaken.clear();
  for (const slot of shelf.joined) {
    const joined = shelf.records[slot];
    const survivor = joined && survivorWithEdits(shelf, joined, runs);
    if (survivor !== undefined) overtaken.set(survivor, [...(overtaken.get(survivor) ?? []), slot]);
  }
  return overtaken;
};

/** Paths at which a record names somebody by their record in the directory, with the id of that record. */
function* peopleIn(record: PackedLive): Generator<readonly [Path, Json | undefined], void, undefined> {
  if (record.type === 'registration') yield ['person', shownValue(record, 'person')];
  if (record.type !== 'visit') return;
  for (const path of Object.keys(record.f)) {
    const participant = path.startsWith('participant/') ? shownValue(record, path) : undefined;
    if (isJsonObject(participant)) yield [path, own(participant, 'person')];
  }
}

/** Paths at which a record names somebody who has been erased. */
export const erasedPeopleIn = ({ people }: Shelf, record: PackedRecord): readonly Path[] => {
  if (people === null || people.erased.size === 0 || isErased(record)) return [];
  return [...peopleIn(record)].flatMap(([path, id]) => (people.erased.has(id as RecordId) ? [path] : []));
};

/** Slots of records that name somebody who has been erased. Looked for when first asked after a change. */
export const namingErased = (shelf: Shelf): ReadonlySet<number> => {
  const { naming, people, records } = shelf;
  const look = (slot: number): void => {
    const record = records[slot];
    if (record && erasedPeopleIn(shelf, record).length > 0) naming.slots.add(slot);
    else naming.slots.delete(slot);
  };
  if (people && people.erased.size !== naming.among) for (let slot = 0; slot < records.length; slot += 1) look(slot);
  else for (const slot of naming.unread) look(slot);
  naming.among = people?.erased.size ?? 0;
  naming.unread.clear();
  return naming.slots;
};

/**
 * Whether anything of the record waits for a decision; the filter and the marks of lists, Home and the inbox go by it.
 */
export const isWaiting = (shelf: Shelf, slot: number): boolean =>
  shelf.disputed.has(slot) || shelf.late.has(slot) || namingErased(shelf).has(slot) || overtakenBy(shelf).has(slot);

/** The slots of which `isWaiting` is true, also those that lists do not show. */
export const waitingSlots = (shelf: Shelf): ReadonlySet<number> => {
  const further = [...overtakenBy(shelf).keys(), ...shelf.late, ...namingErased(shelf)];
  return further.length === 0 ? shelf.disputed : new Set([...shelf.disputed, ...further]);
};
