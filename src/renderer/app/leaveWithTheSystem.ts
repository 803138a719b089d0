import { leaving } from '../../ipc/methods.ts';
import type { ReplicaApi } from '../../replica/api.ts';
import { heardSoFar } from '../replica/events.ts';
import { keepUncopiedNote } from './uncopiedNote.ts';

/** Less than the desktop gives, which ends the program then. */
const mostMs = 3_000;

const pause = (ms: number): Promise<false> => new Promise((resolve) => setTimeout(resolve, ms, false));

/** When the system goes down: what is typed goes to its drafts, the safety copy is finished as far as it comes, and the window closes without asking. */
export const leaveWithTheSystem = (replica: ReplicaApi): void => {
  window.addEventListener(leaving, async () => {
    const closed = replica.status().then(() => replica.close()); // Drafts are on their way before it.
    const isCopied = await Promise.race([closed, pause(mostMs)]).catch(() => false);
    const { status } = heardSoFar();
    if (!isCopied && status) keepUncopiedNote({ ...status, uncopiedSince: status.uncopiedSince ?? Date.now() });
    window.close();
  });
};
