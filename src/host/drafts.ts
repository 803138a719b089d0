import { join } from 'node:path';
import type { Handlers } from '../ipc/contract.ts';
import { createQueue, onDisk, readIfThere, writeDurably } from './disk.ts';

/** What was begun in forms, in `<data>/drafts.json`: a text of the store's own, replaced whole, '' where there is none. */
export const openDrafts = (dataFolder: string): Pick<Handlers, 'keepDrafts' | 'readDrafts'> => {
  const path = join(dataFolder, 'drafts.json');
  const inTurn = createQueue();
  return {
    keepDrafts: ({ text }) =>
      inTurn(() =>
        onDisk(async () => {
          await writeDurably(path, new TextEncoder().encode(text));
          return null;
        }),
      ),
    readDrafts: () => inTurn(() => onDisk(async () => new TextDecoder().decode((await readIfThere(path)) ?? undefined))),
  };
};
