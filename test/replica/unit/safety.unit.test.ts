import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordId } from '../../../src/base/ids.ts';
import type { RunId, RunRecord } from '../../../src/crdt/types.ts';
import type { SafetyPort, StoreStatus } from '../../../src/replica/api.ts';
import { sentinelAt } from '../../../src/replica/handingOver.ts';
import { createSafetyCopy } from '../../../src/replica/safety.ts';
import { createSession, type Session, type SessionStart } from '../../../src/replica/session.ts';

const office = { id: '01935a10-0000-7000-8000-000000000001' as RecordId, name: 'Szeged', country: 'HU' };

const sessionWith = (host: Partial<SafetyPort>, onStatus: (status: StoreStatus) => void = () => undefined): Session => {
  const start: Partial<SessionStart> = {
    clock: () => 1_800_000_000_000 + performance.now(),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    host: host as SafetyPort, // Only what the copy itself calls.
    desktop: null,
    emit: (event) => {
      if (event.kind === 'status') onStatus(event.status);
    },
  };
  const session = createSession(start as SessionStart);
  session.identity = { cluster: 'c', device: 'me', author: 'Minta Anna', office, officeKey: null } as Session['identity'];
  return session;
};

const runRecord = (id: string, device: string): RunRecord => ({ id: id as RunId, device, office: office.id, author: '', parent: null });

describe('what the host remembers', () => {
  it('describes the runs of this machine, however many others have come after them', () => {
    const session = sessionWith({});
    const own = runRecord('r'.repeat(20), 'me');
    const others = Array.from({ length: 60 }, (_, n) => runRecord(`${'f'.repeat(18)}${String(n).padStart(2, '0')}`, 'other'));
    session.facts = { ...session.facts, runs: new Map([own, ...others].map((run) => [run.id, run])) };
    const told = sentinelAt(session, 12)?.runs ?? [];
    expect(told).toContainEqual(own);
    expect(told).toContainEqual(others.at(-1));
    expect(told.length).toBeLessThan(others.length);
  });
});

describe('a host with room for entries but for no snapshot', () => {
  it('takes every commit at once, and nobody is told that one lies in one place only', async () => {
    const statuses: StoreStatus[] = [];
    let held = 0;
    const append: SafetyPort['append'] = async ({ seq, snapshot }) => {
      if (snapshot) throw new Error('no space left on device');
      held = seq;
    };
    const session = sessionWith({ append, isSnapshotDue: () => Promise.resolve(false) }, (status) => statuses.push(status));
    const safety = createSafetyCopy(session, 0, () => undefined);
    const commit = (seq: number): Promise<boolean> => {
      session.newest = { seq, bundle: new Uint8Array(8) };
      session.facts = { ...session.facts, seq };
      safety.wake();
      return safety.drained(seq, 5000);
    };
    for (let seq = 1; seq <= 200; seq += 1) expect(await commit(seq)).toBe(true);
    await expect.poll(() => session.status.safetyCopyFailing).toBe(true);
    statuses.length = 0;
    for (let seq = 201; seq <= 205; seq += 1) {
      expect(await commit(seq)).toBe(true);
      expect(held).toBe(seq);
    }
    expect(statuses.filter(({ uncopiedSince }) => uncopiedSince !== null)).toEqual([]);
    expect(session.status.safetyCopyFailing).toBe(true);
    safety.stop();
  });
});

describe('a host that refuses the newest entry once, its bytes having been handed over to it', () => {
  it('gets it whole when it takes again, also where no other entry follows', async () => {
    const received: number[] = [];
    const append: SafetyPort['append'] = async (entry) => {
      const { bundle } = structuredClone(entry, { transfer: [entry.bundle.buffer] }); // As the worker's way to the window does.
      received.push(bundle.byteLength);
      if (received.length === 1) throw new Error('no space left on device');
    };
    const session = sessionWith({ append, isSnapshotDue: () => Promise.resolve(false) });
    const journal = { get: async () => ({ bundle: new Uint8Array(8) }) };
    session.db = { journal } as unknown as Session['db']; // Only what the copy itself reads.
    const safety = createSafetyCopy(session, 0, () => undefined);
    session.newest = { seq: 1, bundle: new Uint8Array(8) };
    session.facts = { ...session.facts, seq: 1 };
    safety.wake();
    await expect.poll(() => safety.confirmed(), { timeout: 5000 }).toBe(1);
    expect(received).toEqual([8, 8]);
    safety.stop();
  });
});

describe('a host that cannot be asked at the start', () => {
  it('is asked again after a while, not at once, and the commit counts as uncopied', async () => {
    let asked = 0;
    const readSentinel = async (): Promise<never> => {
      asked += 1;
      if (asked > 100) await new Promise(() => undefined); // Or asking without end would keep the test from ever seeing it.
      throw new Error('unreachable');
    };
    const session = sessionWith({ readSentinel, isSnapshotDue: () => Promise.resolve(false) });
    const safety = createSafetyCopy(session, null, () => undefined);
    session.facts = { ...session.facts, seq: 1 };
    safety.wake();
    expect(await safety.drained(1, 200)).toBe(false);
    expect(asked).toBeLessThan(5);
    expect(session.status).toMatchObject({ safetyCopyFailing: true, uncopiedSince: expect.any(Number) });
    safety.stop();
  });
});

describe('a host that hangs when it is asked at the start', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is told to fail after a while, and is asked again until it answers', async () => {
    let asked = 0;
    const readSentinel = (): Promise<null> => {
      asked += 1;
      return asked === 1 ? new Promise(() => undefined) : Promise.resolve(null);
    };
    const session = sessionWith({ readSentinel, append: async () => undefined, isSnapshotDue: async () => false });
    const safety = createSafetyCopy(session, null, () => undefined);
    session.newest = { seq: 1, bundle: new Uint8Array(8) };
    session.facts = { ...session.facts, seq: 1 };
    safety.wake();
    await vi.advanceTimersByTimeAsync(9000);
    expect(session.status.safetyCopyFailing).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(safety.confirmed()).toBe(1);
    expect(session.status).toMatchObject({ safetyCopyFailing: false, uncopiedSince: null });
    safety.stop();
  });
});
