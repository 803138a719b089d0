import { writeAside } from './fence.ts';
import type { Session } from './session.ts';

/** Chromium begins a new log after 4 MiB; values from 64 KiB on would lie in files beside it. */
const fillers = 80;
const fillerBytes = 60_000;
/** Whatever is written next stands behind it in the database too, so there is no need to wait for a slow disk. */
const patienceMs = 2000;

/**
 * Makes the browser's database begin a new log, before anything is confirmed in this opening. A kill may leave a record half written at the
 * end of the log. The next start passes over it and Chromium goes on writing behind it; the start after that takes the log for damaged and
 * empties the whole database, with all that was confirmed in between. In a new log there is nothing to stumble over.
 */
export const beginFreshLog = async (session: Session): Promise<void> => {
  const keys = Array.from({ length: fillers }, (_, at) => `filler/${at}`);
  const { meta } = session.db;
  const fill = async (): Promise<void> => {
    await meta.bulkPut(keys.map((key) => ({ key, data: new Uint8Array(fillerBytes) })));
    await meta.bulkDelete(keys);
  };
  await writeAside(session, [], fill, patienceMs).catch(() => undefined); // On a full disk, or for a window that has lost the store: whatever writes next will tell.
};
