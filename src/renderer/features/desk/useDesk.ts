import { useCallback, useRef, useState } from 'react';
import type { RecordId } from '../../../base/ids.ts';
import { textAt } from '../../../domain/values.ts';
import type { RecordChange, Row, Values } from '../../../replica/api.ts';
import { newRecordId, useReplica } from '../../replica/context.ts';
import { useDeskSettings } from './deskSettings.ts';
import { findVisitor } from './findVisitor.ts';
import type { Outcome, Stage } from './outcome.ts';
import { playResult } from './sounds.ts';
import { attendanceNow } from './useAttendance.ts';

export type Desk = {
  readonly stage: Stage;
  readonly go: (stage: Stage) => void;
  /** The last arrival could not be saved; it is not counted, and the sentence stays until the next one is. */
  readonly failed: boolean;
  /** What a scanner or a person typed. */
  readonly enter: (typed: string) => Promise<void>;
  readonly checkIn: (registration: Row) => Promise<void>;
  /** Saves a new registration together with its arrival; false when that failed and the form is to stay. */
  readonly register: (id: RecordId, values: Values) => Promise<boolean>;
  readonly lastBadge: Row | null;
};

/** One table of one event: finds, checks in, registers. Every arrival is a fact of its own, appended and never changed. */
export const useDesk = (event: RecordId): Desk => {
  const replica = useReplica();
  const { station, sounds } = useDeskSettings();
  const [stage, go] = useState<Stage>({ at: 'prompt' });
  const [failed, setFailed] = useState(false);
  const [lastBadge, setLastBadge] = useState<Row | null>(null);
  const busy = useRef(false);

  const tell = useCallback(
    (outcome: Outcome): void => {
      if (sounds) playResult(outcome.kind);
      go({ at: 'outcome', outcome });
    },
    [sounds],
  );

  const arrival = useCallback(
    (registration: RecordId): RecordChange => ({
      kind: 'set',
      type: 'scan',
      id: newRecordId(),
      set: { event, registration, kind: 'in', at: Date.now(), station },
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

  /** One thing at a time: a scanner that sends twice must not count twice. */
  const once = useCallback(async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    if (busy.current) return otherwise;
    busy.current = true;
    try {
      return await work();
    } finally {
      busy.current = false;
    }
  }, []);

  const arrive = useCallback(
    async (registration: Row): Promise<void> => {
      const before = await attendanceNow(replica, registration.id);
      setLastBadge(registration);
      if (before?.present) {
        const { lastIn: at, station: where, badgePrinted } = before;
        tell({ kind: 'already', registration, at, station: where, badgePrinted });
      } else if (await save([arrival(registration.id)])) tell({ kind: 'in', registration });
    },
    [replica, save, arrival, tell],
  );

  const enter = useCallback(
    (typed: string): Promise<void> =>
      once(async () => {
        const found = await findVisitor(replica, event, typed);
        if (found.kind === 'one') await arrive(found.row);
        else if (found.kind === 'several') tell({ kind: 'ask', matches: found.rows, typed });
        else tell({ kind: 'no', typed });
      }, undefined),
    [once, replica, event, arrive, tell],
  );

  const register = useCallback(
    (id: RecordId, values: Values): Promise<boolean> =>
      once(async () => {
        const saved = await save([{ kind: 'set', type: 'registration', id, set: values, shown: {} }, arrival(id)]);
        if (!saved) return false;
        const [row] = await replica.rows('registration', [id]);
        if (row) {
          setLastBadge(row);
          tell({ kind: 'in', registration: row });
        }
        return textAt(values, 'event') === event;
      }, false),
    [once, save, arrival, replica, tell, event],
  );

  return { stage, go, failed, enter, checkIn: (row) => once(() => arrive(row), undefined), register, lastBadge };
};
