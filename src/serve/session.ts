import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock, RandomBytes } from '../base/clock.ts';

/**
 * Who may talk to the loopback shell: the last few pages that exchanged a ticket. A ticket travels in the fragment of an address, which
 * browsers send nowhere, and dies on first use; the secret it was exchanged for lives as long as this process. Secrets stand beside one
 * another, because a second tab must be able to ask for the store while the first still writes to the safety copy.
 */
export type Session = {
  /** A fresh ticket; the one before is void from now on. */
  readonly issueTicket: () => string;
  /** A new secret, beside which the three before it stay good; `refused` for a ticket that is not the newest or was used, `tooMany` after ten attempts within a minute. */
  readonly exchange: (ticket: string) => { readonly secret: string } | 'refused' | 'tooMany';
  readonly accepts: (secret: string | undefined) => boolean;
};

const mostSecrets = 4;
const attemptsPerMinute = 10;
const minuteMs = 60_000;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const equals = (given: string, expected: Buffer | null): boolean => expected !== null && timingSafeEqual(digest(given), expected);

export const createSession = (clock: Clock, random: RandomBytes): Session => {
  let ticket: Buffer | null = null;
  let secrets: readonly Buffer[] = [];
  let attempts: number[] = [];
  const token = (): string => Buffer.from(random(32)).toString('base64url');

  return {
    issueTicket: () => {
      const issued = token();
      ticket = digest(issued);
      return issued;
    },
    exchange: (given) => {
      const now = clock();
      attempts = attempts.filter((at) => Math.abs(now - at) < minuteMs);
      if (attempts.length >= attemptsPerMinute) return 'tooMany';
      attempts.push(now);
      if (!equals(given, ticket)) return 'refused';
      ticket = null;
      const issued = token();
      secrets = [digest(issued), ...secrets].slice(0, mostSecrets);
      return { secret: issued };
    },
    accepts: (given) => given !== undefined && secrets.some((secret) => equals(given, secret)),
  };
};
