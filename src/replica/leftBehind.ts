import { openDatabase } from './database.ts';
import { type Place, placesOf } from './place.ts';
import { readNotes } from './store.ts';

/** A store of another cluster that can be read is somebody's; one that cannot be read was this one before it was rebuilt. */
const isOfAnotherCluster = async ({ database, factory }: Place, cluster: string): Promise<boolean> => {
  try {
    const db = await openDatabase(database, factory);
    const { identity } = await readNotes(db);
    db.dexie.close();
    return identity !== null && identity.cluster !== cluster;
  } catch {
    return false;
  }
};

/**
 * Removes the damaged stores that rebuilding has left behind the one in `place`: they hold what has been erased since. Only to be called once
 * the rebuilt store has been read whole at another start, because until then they may be the last that somebody could look into.
 */
export const removeLeftBehind = async (store: string, place: Place, cluster: string): Promise<void> => {
  if (place.generation === 0) return;
  for (const older of (await placesOf(store)).filter(({ generation }) => generation < place.generation)) {
    if (!(await isOfAnotherCluster(older, cluster))) await older.remove();
  }
};
