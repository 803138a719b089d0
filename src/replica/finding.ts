import type { RandomBytes } from '../base/clock.ts';
import { randomBase32 } from '../base/ids.ts';
import type { Sentinel } from '../exchange/sentinel.ts';
import { type Database, openDatabase } from './database.ts';
import { claimStore } from './fence.ts';
import { type Place, placesOf } from './place.ts';
import type { Damage } from './recovery.ts';
import { type FirstRows, readFirstRows, readNotes, type StoreNotes } from './store.ts';

/** What stands where a store is expected. */
export type Found = {
  readonly place: Place;
  /** Later generations that a kill has kept from being filled. */
  readonly unfinished: readonly Place[];
  readonly db: Database | null;
  readonly owner: string;
  readonly notes: StoreNotes | null;
  readonly firstRows: FirstRows | null;
  readonly error: unknown;
};

/** The database of a place. Rejects as Dexie does. */
export const openAt = (place: Place): Promise<Database> => openDatabase(place.database, place.factory);

/** Whether a place without a mark holds a whole store all the same: the identity was written together with everything else. */
const isFilled = async (place: Place): Promise<boolean> => {
  try {
    const db = await openAt(place);
    const { identity } = await readNotes(db);
    db.dexie.close();
    return identity !== null;
  } catch {
    return false; // Nothing whole was ever seen there, so nothing can be missed.
  }
};

const lookAt = async (place: Place, unfinished: readonly Place[], random: RandomBytes): Promise<Found> => {
  let db: Database | null = null;
  let owner = randomBase32(20, random);
  try {
    db = await openAt(place);
    owner = await claimStore(db, owner);
    const notes = await readNotes(db);
    const firstRows = notes.lastSeq === 0 ? null : await readFirstRows(db);
    return { place, unfinished, db, owner, notes, firstRows, error: null };
  } catch (error) {
    return { place, unfinished, db, owner, notes: null, firstRows: null, error };
  }
};

/**
 * Looks at the newest place that was filled, and writes nothing to it but whose it is now; whatever goes wrong is part of the finding. Where the
 * host remembers another `cluster` than stands there, the newest one of that cluster is looked for: the browser has served two data folders.
 */
export const look = async (store: string, random: RandomBytes, cluster: string | null): Promise<Found> => {
  const unfinished: Place[] = [];
  let foreign: Found | null = null;
  for (const place of await placesOf(store)) {
    if (!(place.isMarked || (await isFilled(place)))) {
      unfinished.push(place);
      continue;
    }
    const found = await lookAt(place, [...unfinished], random);
    if (!isOfAnother(found, cluster)) {
      foreign?.db?.dexie.close();
      return found;
    }
    if (foreign === null) foreign = found;
    else found.db?.dexie.close();
  }
  if (foreign === null) throw new Error('A store has no first place.');
  return foreign;
};

/** Marks a place that was filled before a kill, and lets go of what was not. Whatever fails here is tried again at the next start. */
export const tidyPlaces = async ({ place, unfinished }: Pick<Found, 'place' | 'unfinished'>): Promise<void> => {
  if (!place.isMarked) await place.mark().catch(() => undefined);
  for (const each of unfinished) await each.remove().catch(() => undefined);
};

/** How the store falls short of what the host remembers; null when it does not. */
export const damageOf = ({ notes }: Found, sentinel: Sentinel | null): Damage | null => {
  if (notes === null) return 'unreadable';
  if (sentinel === null) return null;
  if (notes.identity === null || notes.lastSeq === 0) return 'emptied';
  if (notes.identity.cluster !== sentinel.cluster) return 'foreign';
  return notes.lastSeq < sentinel.seq ? 'shortened' : null;
};

/** Whether the store is known to be of another cluster than this; null where nobody knows which that is. */
export const isOfAnother = ({ notes }: Found, cluster: string | null): boolean =>
  cluster !== null && notes !== null && notes.identity !== null && notes.identity.cluster !== cluster;

/** A store of another cluster is nothing to merge, and stays where it is. */
export const isForeign = (found: Found, sentinel: Sentinel): boolean => isOfAnother(found, sentinel.cluster);
