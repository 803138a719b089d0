import { isRecordId } from '../../../src/base/ids.ts';
import { atRest, closeStore, need, openStore, quiet, type Store, who } from '../page/store.ts';
import type { Peer } from './peer.ts';

/**
 * Our own store in its worker: the bundle is checked, hashed, merged, journalled with a strict write and indexed for search. Reading it
 * once is one field of every organisation, where the records live; they are plain objects already.
 */
const readAll = async ({ api }: Store): Promise<number> => {
  const countries = await api.values('organisation', 'country', 10);
  return countries.reduce((sum, { count }) => sum + count, 0);
};

export const peer: Peer = {
  open: async (name) => {
    const store = await openStore(name);
    let isSetUp = false;
    return {
      receive: async (delivery) => {
        const file = new Blob([delivery]);
        if (isSetUp) need(await store.api.importBundle(file, { fileName: 'changes.json', confirmed: true }));
        else need(await store.api.setUp({ ...who, join: file }));
        isSetUp = true;
      },
      readAll: () => readAll(store),
      settle: async () => {
        await atRest(store.api);
        await quiet(4000);
        await store.api.previewBundle(new Blob(['no bundle'])); // Stands in line behind the idle work.
      },
      readField: async (ids, path) => {
        const rows = await store.api.rows('organisation', ids.filter(isRecordId));
        return rows.map((row) => row.values[path]);
      },
      close: () => closeStore(store),
    };
  },
};
