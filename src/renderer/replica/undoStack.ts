import { ok, type Result } from '../../base/result.ts';
import type { CommitReceipt, ReplicaApi, UndoError } from '../../replica/api.ts';
import type { Said } from '../i18n/said.ts';

type Undoing = Pick<ReplicaApi, 'undoCommit' | 'toggleImport'>;

/** What can be taken back, and how; taking it back answers what would bring it again, null where somebody has changed all of it since. */
export type Done = {
  readonly said: Said;
  readonly back: (replica: Undoing) => Promise<Result<Done | null, UndoError>>;
  readonly isForGood?: true;
  /** Whether what it was done to has gone from the screen: it is passed over then. */
  readonly isOver?: () => boolean;
};

/** The newest that can still be taken back. */
const latest = (all: readonly Done[]): Done | undefined => all.findLast(({ isOver }) => isOver?.() !== true);

/** What a commit has done; null where it has changed nothing: its receipt then names an earlier commit, which nobody asked to take back. */
export const doneByCommit = (receipt: CommitReceipt, said: Said): Done | null =>
  receipt.changed === 0
    ? null
    : {
        said,
        back: async (replica) => {
          const result = await replica.undoCommit(receipt);
          return result.ok ? ok(doneByCommit(result.value, said)) : result;
        },
      };

/** What taking an import back, or bringing it again, has done: the same call reverses it. Null where it has changed nothing. */
export const doneByToggle = (sha256: string, { changed }: CommitReceipt, said: Said): Done | null =>
  changed === 0
    ? null
    : {
        said,
        back: async (replica) => {
          const result = await replica.toggleImport(sha256);
          return result.ok ? ok(doneByToggle(sha256, result.value, said)) : result;
        },
      };

/** What changes nothing but this window's own view. */
export const doneHere = (said: Said, back: () => void, forth: () => void, isOver: () => boolean = () => false): Done => ({
  said,
  isOver,
  back: async () => {
    back();
    return ok(doneHere(said, forth, back, isOver));
  },
});

/** What cannot be taken back. Whoever asks for it is told so; what was done before it is not taken back in its place. */
export const doneForGood = (said: Said): Done => ({ said, back: async () => ok(null), isForGood: true });

/** What came of taking back: `value` null where nothing was left of it. */
export type TakenBack = { readonly said: Said; readonly result: Result<Done | null, UndoError>; readonly isForGood: boolean };

/** What this window has done and undone, newest last, so that Ctrl Z works after the toast has gone. */
export type UndoStack = {
  readonly add: (done: Done | null) => void;
  /** Adds what is still being saved, and answers it: whoever asks to take something back meanwhile means that, and waits for it. */
  readonly adding: (doing: Promise<Done | null>) => Promise<Done | null>;
  /** Takes `which` back, the last thing where nothing is named; null where there is nothing to take back. */
  readonly undo: (replica: Undoing, which?: Done) => Promise<TakenBack | null>;
  readonly redo: (replica: Undoing) => Promise<TakenBack | null>;
};

export const createUndoStack = (): UndoStack => {
  const done: Done[] = [];
  const undone: Done[] = [];
  const move = async (from: Done[], to: Done[], which: Done | undefined, replica: Undoing): Promise<TakenBack | null> => {
    const at = which === undefined ? -1 : from.lastIndexOf(which);
    if (which === undefined || at < 0) return null;
    from.splice(at, 1);
    const result = await which.back(replica);
    if (!result.ok) from.push(which);
    else if (result.value) to.push(result.value);
    return { said: which.said, result, isForGood: which.isForGood === true };
  };
  let turn: Promise<unknown> = Promise.resolve();
  /** One after the other: what is asked for while something is being taken back means what will be there then. */
  const inTurn = (work: () => Promise<TakenBack | null>): Promise<TakenBack | null> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };
  const add = (each: Done | null): void => {
    if (each === null) return;
    done.push(each);
    undone.length = 0;
  };
  /** Takes the place of what is still being saved, so that things stand in the order in which they were begun. */
  const settle = (place: Done, each: Done | null): void => {
    done.splice(done.indexOf(place), 1, ...(each === null ? [] : [each]));
    if (each !== null) undone.length = 0;
  };
  return {
    add,
    adding: (doing) => {
      const place = doneHere(
        () => '',
        () => undefined,
        () => undefined,
        () => true,
      );
      done.push(place);
      const added = doing.then(
        (each) => {
          settle(place, each);
          return each;
        },
        (error: unknown) => {
          settle(place, null);
          throw error;
        },
      );
      turn = Promise.allSettled([turn, added]);
      return added;
    },
    undo: (replica, which) => inTurn(() => move(done, undone, which ?? latest(done), replica)),
    redo: (replica) => inTurn(() => move(undone, done, latest(undone), replica)),
  };
};
