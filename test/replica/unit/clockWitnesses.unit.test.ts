import { describe, expect, it } from 'vitest';
import type { PackedRecord, RunId, RunRecord } from '../../../src/crdt/types.ts';
import { clockWitnesses } from '../../../src/replica/clockWitnesses.ts';
import type { Session } from '../../../src/replica/session.ts';
import { shelfOf } from '../../../src/replica/session.ts';
import { placeRecords } from '../../../src/replica/shelf.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

const runId = (letter: string): RunId => letter.repeat(20) as RunId; // Twenty characters of base32.

const organisation = (n: number, run: RunId, commit: number, at: number): PackedRecord => ({
  type: 'organisation',
  id: recordId(n),
  f: { name: `Szervezet ${n}` },
  s: { '': [run, commit, at] },
  seen: { [run]: commit },
});

/** A store with commits 1 to 3 of run a and commit 1 of run b, both its own, at 100, 500 (a clock that was ahead), 300 and 400. */
const storeWithTwoRuns = (): Session => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const { device, office } = session.identity as NonNullable<Session['identity']>;
  const record = (letter: string, parent: RunRecord['parent'], of = device): RunRecord => ({
    ...{ id: runId(letter), device: of, office: office.id, author: '', parent },
  });
  const all = [record('a', null), record('b', [runId('a'), 3]), record('z', null, recordId(77))];
  session.facts = { ...session.facts, runs: new Map(all.map((run) => [run.id, run])) };
  const [a, b] = [runId('a'), runId('b')];
  const records = [organisation(1, a, 1, 100), organisation(2, a, 2, 500), organisation(3, a, 3, 300), organisation(4, b, 1, 400)];
  placeRecords(shelfOf(session, 'organisation'), records, session.facts.runs);
  return session;
};

const heard = (session: Session, heads: Readonly<Record<string, number>>): void => {
  const receipt = { device: recordId(77), office: recordId(78), author: '', heads, at: 450, run: runId('z') };
  session.facts = { ...session.facts, receipts: new Map([[receipt.device, receipt]]) };
};

describe('what others say about this machine\u2019s clock', () => {
  it.each([
    [{}, null],
    [{ [runId('a')]: 1 }, 100],
    [{ [runId('a')]: 2 }, 500],
    [{ [runId('a')]: 3 }, 500],
    [{ [runId('b')]: 1 }, 500],
  ])('is the latest of its changes that they had seen with %j', (heads, sawOursAt) => {
    const session = storeWithTwoRuns();
    heard(session, heads);
    expect(clockWitnesses(session)).toEqual([{ office: '', wroteAt: 450, sawOursAt }]);
  });

  it('does not count what it wrote while it was ahead, once it has been set back and something was written since', () => {
    const day = 86_400_000;
    const session = storeWithTwoRuns();
    const [a, b] = [runId('a'), runId('b')];
    const later = [organisation(2, a, 2, 500 * day), organisation(3, a, 3, 300 * day), organisation(4, b, 1, 100 * day)];
    placeRecords(shelfOf(session, 'organisation'), later, session.facts.runs);
    const sawWith = (heads: Readonly<Record<string, number>>): number | null | undefined => {
      heard(session, heads);
      return clockWitnesses(session)[0]?.sawOursAt;
    };
    expect(sawWith({ [a]: 1 })).toBe(100);
    expect(sawWith({ [a]: 3 })).toBe(100);
    expect(sawWith({ [b]: 1 })).toBe(100 * day);
  });

  it('is looked for when one of them is heard, and not again at every change here', () => {
    const session = storeWithTwoRuns();
    heard(session, { [runId('a')]: 1 });
    const before = clockWitnesses(session);
    session.shelves.clear();
    session.facts = { ...session.facts, seq: 5 };
    expect(clockWitnesses(session)).toEqual(before);
    heard(session, { [runId('a')]: 1 });
    expect(clockWitnesses(session)).not.toEqual(before);
  });
});
