import { isErased } from '../crdt/pack.ts';
import type { PackedRecord } from '../crdt/types.ts';
import { dropDraftsOf } from './drafts.ts';
import { isStoreLost, loseStore, writeAside } from './fence.ts';
import { foldJournal } from './folding.ts';
import { forgetAside } from './forgetAside.ts';
import { orderOf, titleOrder } from './ordering.ts';
import { forgetErased } from './replaced.ts';
import { tidySearch } from './searching.ts';
import { type Session, shelfOf } from './session.ts';
import { firstRowsRow } from './store.ts';
import { rowsOf } from './views.ts';

/** Work for moments in which nobody waits: first rows for the next start, folding, forgetting what was erased, gathering the search index. */
export type IdleWork = { readonly wake: () => void; readonly stop: () => void };

const quietMs = 2000;
const entriesWorthFolding = 64;
const recordsWorthFolding = 2000;
const firstRowCount = 100;

/** Records of which only their erasure is left, while pages and journal on the disk still hold more of them. */
const erasedUnfolded = (session: Session): readonly PackedRecord[] =>
  [...session.unfolded].flatMap(([shelf, slots]) =>
    [...slots].flatMap((slot) => {
      const record = shelf.records[slot];
      return record && isErased(record) ? [record] : [];
    }),
  );

const isFoldDue = (session: Session, confirmed: number, hasErased: boolean): boolean => {
  if (session.foldedSeq === session.facts.seq || confirmed < session.facts.seq) return false;
  if (hasErased || session.outlivedSeq > session.foldedSeq) return true;
  const records = [...session.unfolded.values()].reduce((sum, slots) => sum + slots.size, 0);
  return session.facts.seq - session.foldedSeq >= entriesWorthFolding || records >= recordsWorthFolding;
};

const writeFirstRows = async (session: Session): Promise<void> => {
  const shelf = shelfOf(session, 'organisation');
  const order = await orderOf(shelf, titleOrder, session.locale);
  const rows = rowsOf(shelf, order.slots.subarray(0, firstRowCount));
  const row = firstRowsRow({ locale: session.locale, total: shelf.listedCount, rows });
  await writeAside(session, [], () => session.db.meta.put(row));
};

const forget = async (session: Session): Promise<void> => {
  if (session.toForget.size === 0) return;
  const erased = new Set(session.toForget);
  await forgetErased(session, erased);
  if (!(await forgetAside(session, erased))) return;
  for (const id of erased) session.toForget.delete(id);
};

/** Waits for two quiet seconds after each `wake`. `confirmed` is the last journal entry that the safety copy holds. */
export const createIdleWork = (session: Session, confirmed: () => number): IdleWork => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstRowsSeq = -1;
  const tidy = (): Promise<void> =>
    session.turns(async () => {
      if (session.takenOver || session.identity === null || session.indexed !== null) return;
      for (const shelf of session.shelves.values()) await tidySearch(shelf);
      await forget(session);
      const erased = erasedUnfolded(session);
      await dropDraftsOf(session, erased);
      if (isFoldDue(session, confirmed(), erased.length > 0)) await foldJournal(session);
      if (firstRowsSeq === session.facts.seq) return;
      firstRowsSeq = session.facts.seq;
      await writeFirstRows(session);
    });
  /** Whoever writes does not stand behind what this waits for. A large import in the meantime wakes it again. */
  const work = async (): Promise<void> => {
    await session.loaded;
    await session.indexed;
    await tidy();
  };
  return {
    wake: () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        work().catch((error: unknown) => {
          if (isStoreLost(error)) loseStore(session);
          else console.error('Idle work has failed and is tried again after the next change.', error);
        });
      }, quietMs);
    },
    stop: () => clearTimeout(timer),
  };
};
