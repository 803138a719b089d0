import { join } from 'node:path';
import { z } from 'zod';
import type { AttachmentUse } from '../ipc/contract.ts';
import { readJson, writeJson } from './jsonFile.ts';

/**
 * Which records refer to which files, as the store has told. It serves one end: when all of a file's records have been erased, the file
 * goes too, also after a restore. A record that is merely not here says nothing, so an emptied or older store removes no file.
 */
export type AttachmentUses = {
  readonly note: (uses: readonly AttachmentUse[]) => Promise<void>;
  /** Moves the files whose records are all in `erased` to the erased ones; answers everything that has to be gone. */
  readonly forget: (erased: ReadonlySet<string>) => Promise<readonly string[]>;
  /** Somebody has brought the file again on purpose. */
  readonly revive: (hash: string) => Promise<void>;
  readonly erased: () => Promise<ReadonlySet<string>>;
};

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const schema = z.object({ uses: z.record(hash, z.array(z.string().max(64))), erased: z.array(hash) });

type Known = { readonly uses: Map<string, Set<string>>; readonly erased: Set<string> };

/** Kept in `files.json`; the caller runs one task at a time. Where that has become unreadable the store tells everything again; only what was erased before is not known any more. */
export const openAttachmentUses = (dataFolder: string): AttachmentUses => {
  const path = join(dataFolder, 'files.json');
  let known: Known | null = null;

  const read = async (): Promise<Known> => {
    if (known !== null) return known;
    const content = await readJson(path, schema);
    const { uses, erased } = content.state === 'read' ? content.value : { uses: {}, erased: [] };
    known = { uses: new Map(Object.entries(uses).map(([file, ids]) => [file, new Set(ids)])), erased: new Set(erased) };
    return known;
  };
  const write = async (now: Known): Promise<void> => {
    known = null; // What the disk refuses is not known: the next one begins with what it holds.
    const uses = Object.fromEntries([...now.uses].map(([file, ids]) => [file, [...ids]]));
    await writeJson(path, { uses, erased: [...now.erased] });
    known = now;
  };

  return {
    note: async (told) => {
      const now = await read();
      let changed = false;
      for (const { sha256, of } of told) {
        const ids = now.uses.get(sha256) ?? new Set();
        if (ids.has(of)) continue;
        now.uses.set(sha256, ids.add(of));
        now.erased.delete(sha256);
        changed = true;
      }
      if (changed) await write(now);
    },
    forget: async (erasedIds) => {
      const now = await read();
      const gone = [...now.uses].filter(([, ids]) => [...ids].every((id) => erasedIds.has(id))).map(([file]) => file);
      for (const file of gone) {
        now.uses.delete(file);
        now.erased.add(file);
      }
      if (gone.length > 0) await write(now);
      return [...now.erased];
    },
    revive: async (file) => {
      const now = await read();
      if (now.erased.delete(file)) await write(now);
    },
    erased: async () => (await read()).erased,
  };
};
