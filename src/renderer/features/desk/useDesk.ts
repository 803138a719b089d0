import { type Dispatch, type SetStateAction, useCallback, useRef, useState } from 'react';
import type { RecordId } from '../../../base/ids.ts';
import { plainText } from '../../../base/plainText.ts';
import type { RecordChange, Row, Values } from '../../../replica/api.ts';
import { newRecordId, useReplica } from '../../replica/context.ts';
import { newFormId } from '../../replica/newForm.ts';
import { useDeskSettings } from './deskSettings.ts';
import { findBehind, isTooShort } from './findVisitor.ts';
import { type Outcome, type Stage, told } from './outcome.ts';
import { registerVisitor } from './registerVisitor.ts';
import { playResult } from './sounds.ts';
import { attendanceNow } from './useAttendance.ts';
import { type Saving, useSaving } from './useSaving.ts';

export type Desk = Saving & {
  readonly stage: Stage;
  readonly go: (stage: Stage) => void;
  /** What stands in the prompt. It outlives the result that covers it, so that half a scan is not lost. */
  readonly typed: string;
  readonly type: Dispatch<SetStateAction<string>>;
  /** The last arrival could not be saved; it is not counted, and the sentence stays until the next one is. */
  readonly failed: boolean;
  /** What was entered last was too short for a name: the prompt asks for more letters. */
  readonly short: boolean;
  /** Looks up what a scanner or a person typed, and empties the prompt for the next one; letters that are too few stay, to be typed on. */
  readonly enter: () => Promise<void>;
  /** When that was done last. */
  readonly enteredAt: () => number;
  /** `from`: the form of a walk-in that turned out to be registered. */
  readonly checkIn: (registration: Row, from?: RecordId) => Promise<void>;
  /** Saves a new registration together with its arrival; false when that failed and the form is to stay. */
  readonly register: (id: RecordId, values: Values) => Promise<boolean>;
  readonly lastBadge: Row | null;
};

/** One table of one event: finds, checks in, registers. Every arrival is a fact of its own, appended and never changed. */
export const useDesk = (event: RecordId): Desk => {
  const replica = useReplica();
  const { station, sounds } = useDeskSettings();
  const [stage, go] = useState<Stage>({ at: 'prompt' });
  const [typed, type] = useState('');
  const [failed, setFailed] = useState(false);
  const [tooShort, setTooShort] = useState('');
  const [lastBadge, setLastBadge] = useState<Row | null>(null);
  const entered = useRef(0);
  const turn = useRef<Promise<unknown>>(Promise.resolve());

  const tell = useCallback(
    (outcome: Outcome, from: RecordId | null = null): void => {
      if (sounds) playResult(outcome.kind);
      go((stage) => told(stage, outcome, from));
    },
    [sounds],
  );

  const arrival = useCallback(
    (registration: RecordId): RecordChange => ({
      kind: 'set',
      type: 'scan',
      id: newRecordId(),
      set: { event, registration, kind: 'in', at: Date.now(), station: plainText(station).trim() },
      shown: {},
    }),
    [event, station],
  );

  const save = useCallback(
    async (changes: readonly RecordChange[]): Promise<boolean> => {
      const result = await replica.commit(changes);
      setFailed(!result.ok);
      return result.ok;
    },
    [replica],
  );

  /** One thing after the other: what a scanner sends while the last arrival is being saved waits and is not lost. */
  const inTurn = useCallback(<T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.current.then(work);
    turn.current = result.catch(() => undefined);
    return result;
  }, []);

  const arrive = useCallback(
    async (registration: Row, from?: RecordId): Promise<void> => {
      const before = await attendanceNow(replica, registration.id);
      setLastBadge(registration);
      if (before?.present) {
        const { lastIn: at, station: where, badgePrinted } = before;
        tell({ kind: 'already', registration, at, station: where, badgePrinted }, from);
      } else if (await save([arrival(registration.id)])) tell({ kind: 'in', registration }, from);
    },
    [replica, save, arrival, tell],
  );

  const enter = useCallback(async (): Promise<void> => {
    if (typed.trim() === '') return;
    entered.current = performance.now();
    const isShort = isTooShort(typed);
    setTooShort(isShort ? typed : '');
    if (isShort) return;
    type('');
    await inTurn(async () => {
      const found = await findBehind(replica, event, typed, tooShort);
      if (found.kind === 'one') await arrive(found.row);
      else if (found.kind === 'several') tell({ kind: 'ask', matches: found.rows, typed });
      else tell({ kind: 'no', typed });
    });
  }, [typed, tooShort, inTurn, replica, event, arrive, tell]);

  const register = useCallback(
    (id: RecordId, values: Values): Promise<boolean> =>
      inTurn(async () => {
        const saved = await registerVisitor(replica, id, values, arrival(id));
        setFailed(!saved.ok);
        if (saved.ok && saved.value) {
          setLastBadge(saved.value);
          tell({ kind: 'in', registration: saved.value }, id);
        }
        return saved.ok;
      }),
    [inTurn, arrival, replica, tell],
  );

  const checkIn = (row: Row, from?: RecordId): Promise<void> => inTurn(() => arrive(row, from));
  /** Not over what somebody has gone to meanwhile. */
  const beginWalkIn = (): void => go((now) => (now.at === 'outcome' ? { at: 'walkIn', id: newFormId() } : now));
  const walkIn = useSaving({ enter, beginWalkIn });
  const short = tooShort !== '';
  return { stage, go, typed, type, failed, short, enter, enteredAt: () => entered.current, checkIn, register, lastBadge, ...walkIn };
};
