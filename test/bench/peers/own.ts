import { isRecordId } from '../../../src/base/ids.ts';
import { closeStore, need, openStore, type Store, search, who } from '../page/store.ts';
import type { Peer } from './peer.ts';

/**
 * Our own store in its worker: the bundle is checked, hashed, merged, journalled with a strict write and indexed for search. Reading it
 * once is an answer to a search, the first page in order, and the countries of all organisations, all where the records live.
 */
const readAll = async ({ api }: Store): Promise<number> => {
  await search(api, 'energia');
  const page = await api.list({ type: 'organisation', locale: 'hu', offset: 0, limit: 50 });
  await api.values('organisation', 'country', 5);
  return page.total;
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
      readField: async (ids, path) => {
        const rows = await store.api.rows('organisation', ids.filter(isRecordId));
        return rows.map((row) => row.values[path]);
      },
      close: () => closeStore(store),
    };
  },
};
