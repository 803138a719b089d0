import { describe, expect, it } from 'vitest';
import { createSession } from '../../src/serve/session.ts';

const countingBytes = (): ((length: number) => Uint8Array) => {
  let next = 0;
  return (length) => {
    next += 1;
    return new Uint8Array(length).fill(next);
  };
};

const secretOf = (outcome: ReturnType<ReturnType<typeof createSession>['exchange']>): string => {
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome.secret;
};

describe('the session', () => {
  it('knows nobody before a ticket was exchanged', () => {
    const session = createSession(() => 0, countingBytes());
    expect(session.accepts(undefined)).toBe(false);
    expect(session.accepts('')).toBe(false);
    expect(session.exchange('')).toBe('refused');
    expect(session.accepts(session.issueTicket())).toBe(false);
  });

  it('takes a ticket once', () => {
    const session = createSession(() => 0, countingBytes());
    const ticket = session.issueTicket();
    const secret = secretOf(session.exchange(ticket));
    expect(session.accepts(secret)).toBe(true);
    expect(session.exchange(ticket)).toBe('refused');
    expect(session.accepts(secret)).toBe(true);
  });

  it('voids a ticket by issuing the next', () => {
    const session = createSession(() => 0, countingBytes());
    const early = session.issueTicket();
    const late = session.issueTicket();
    expect(session.exchange(early)).toBe('refused');
    expect(session.accepts(secretOf(session.exchange(late)))).toBe(true);
  });

  it('keeps the page that is running when another one comes, and forgets the oldest of more than four', () => {
    const session = createSession(() => 0, countingBytes());
    const secrets = Array.from({ length: 5 }, () => secretOf(session.exchange(session.issueTicket())));
    expect(secrets.map((secret) => session.accepts(secret))).toEqual([false, true, true, true, true]);
  });

  it('allows ten attempts within a minute, then waits, even if the clock goes back', () => {
    let now = 1_000_000;
    const session = createSession(() => now, countingBytes());
    const ticket = session.issueTicket();
    for (let attempt = 0; attempt < 10; attempt += 1) expect(session.exchange('guess')).toBe('refused');
    expect(session.exchange(ticket)).toBe('tooMany');
    now += 59_999;
    expect(session.exchange(ticket)).toBe('tooMany');
    now -= 10_000_000;
    expect(secretOf(session.exchange(ticket))).not.toBe('');
  });
});
