import { describe, expect, it } from 'vitest';
import { createSession, renewRunAfterJump, type SessionStart } from '../../../src/replica/session.ts';

const machine = () => {
  let aheadMs = 0;
  const clock = (): number => 1_800_000_000_000 + performance.now() + aheadMs;
  const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
  const start: Partial<SessionStart> = { clock, random, owner: '' };
  const jump = (ms: number): void => {
    aheadMs += ms;
  };
  return { session: createSession(start as SessionStart), jump };
};

describe('a run', () => {
  it.each([3_600_000, -3_600_000])('ends when the clock jumps by %i ms, also before its first commit', (ms) => {
    const { session, jump } = machine();
    const { id } = session.run;
    renewRunAfterJump(session);
    expect(session.run.id).toBe(id);
    jump(ms);
    renewRunAfterJump(session);
    expect(session.run.id).not.toBe(id);
    const next = session.run.id;
    renewRunAfterJump(session);
    expect(session.run.id).toBe(next);
  });
});
