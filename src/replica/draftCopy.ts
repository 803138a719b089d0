import { fromHost } from './asking.ts';
import { draftsText } from './drafts.ts';
import type { Session } from './session.ts';
import { createTurns } from './turns.ts';

/** Carries what is begun in forms to the host, whole and soon after each change, so that an emptied store does not take it away. */
export type DraftCopy = {
  /** After a change, which goes to the host before long; one that `isGone` at once, or it would come back with a store that is rebuilt. */
  readonly wake: (isGone: boolean) => Promise<void>;
  /** Sends what the host lacks at once. A host that fails is asked again; nobody has to hear of it. */
  readonly flush: () => Promise<void>;
  readonly stop: () => void;
};

/** Every keystroke changes a draft. */
const restMs = 1000;
const retryMs = 30_000;

/** Sends nothing before the first `wake`. */
export const createDraftCopy = (session: Session): DraftCopy => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isLacking = false;
  let stopped = false;
  const inTurn = createTurns();

  const send = (): Promise<void> =>
    inTurn(async () => {
      clearTimeout(timer);
      timer = undefined;
      if (!isLacking || stopped) return;
      isLacking = false;
      try {
        await fromHost(session.host.keepDrafts(await draftsText(session.db)));
      } catch {
        isLacking = true;
        plan(retryMs);
      }
    });
  const plan = (waitMs: number): void => {
    if (!stopped) timer ??= setTimeout(() => void send(), waitMs);
  };

  return {
    wake: async (isGone) => {
      isLacking = true;
      if (isGone) await send();
      else plan(restMs);
    },
    flush: send,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
};
