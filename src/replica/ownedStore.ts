import { err, ok, type Result } from '../base/result.ts';
import type { OpenError, OpenReport } from './api.ts';
import { createDraftCopy, type DraftCopy } from './draftCopy.ts';
import { loseStore } from './fence.ts';
import { beginFreshLog } from './freshLog.ts';
import { createIdleWork, type IdleWork } from './idle.ts';
import { type OpenContext, openSession } from './opening.ts';
import { type Ownership, takeOwnership } from './ownership.ts';
import { watchClosing } from './reopening.ts';
import { createSafetyCopy, type SafetyCopy } from './safety.ts';
import type { Session } from './session.ts';
import { completeSetUp } from './setUp.ts';
import type { FirstRows } from './store.ts';

/** An open store and what works beside it. */
export type OwnedStore = {
  readonly session: Session;
  readonly ownership: Ownership;
  readonly safety: SafetyCopy;
  readonly idle: IdleWork;
  readonly drafts: DraftCopy;
  readonly firstRows: FirstRows | null;
};

type Opened = { readonly store: OwnedStore; readonly report: OpenReport };

/** Takes the lock, then opens the store as `ReplicaApi.open` says and starts the safety copy and the idle work. */
export const openOwnedStore = async (context: Omit<OpenContext, 'isLost'>): Promise<Result<Opened, OpenError>> => {
  let isLost = false;
  let lose = (): void => undefined;
  const ownership = await takeOwnership(context.request.store, context.request.takeOver, () => {
    isLost = true;
    lose();
  });
  if (!ownership) return err({ type: 'ownedElsewhere' });
  const opened = await openSession({ ...context, isLost: () => isLost });
  if (isLost) {
    if (opened.ok) opened.value.session.db.dexie.close();
    return err({ type: 'ownedElsewhere' });
  }
  if (!opened.ok) {
    ownership.release();
    return opened;
  }
  const { session, report, firstRows, confirmed } = opened.value;
  lose = () => loseStore(session);
  const idle = createIdleWork(session, () => safety.confirmed());
  const safety = createSafetyCopy(session, confirmed, () => idle.wake());
  const drafts = createDraftCopy(session);
  session.whenLost.add(safety.stop).add(idle.stop).add(drafts.stop);
  session.whenDrafted.add(drafts.wake);
  session.whenSettled.add(safety.wake).add(idle.wake);
  session.loaded.then(() => watchClosing(session)).catch(() => undefined); // What kept it from loading is told elsewhere.
  session.loaded
    .then(() =>
      session.turns(async () => {
        if (report.state === 'open') await beginFreshLog(session);
        await completeSetUp(session);
        if (session.identity) void drafts.wake(false); // A host that was away may have missed some, and holds those of a window that was killed.
      }),
    )
    .then(
      () => safety.wake(),
      () => safety.stop(),
    );
  return ok({ store: { session, ownership, safety, idle, drafts, firstRows }, report });
};
