import type { Sentinel } from '../exchange/sentinel.ts';
import type { SafetyPort } from './api.ts';
import { hostLimitMs, within } from './deadline.ts';

/** The host could not be asked, or did not answer in time. What it holds may be well all the same. */
export class HostSilent extends Error {}

/** What the host answers, which it may take as long over as `bytes` take; throws `HostSilent` where it fails. */
export const fromHost = async <T>(work: Promise<T>, bytes = 0): Promise<T> => {
  const asked = await within(hostLimitMs(bytes), work);
  if (asked.type === 'answered') return asked.value;
  throw new HostSilent('The host does not answer.', { cause: asked.type === 'failed' ? asked.error : undefined });
};

/** How long the person looks at an opening screen because the host does not answer. Behind a large snapshot it answers late. */
const patienceMs = 20_000;

/** What the host remembers; `lost` and `unknown` (it cannot be asked) must not pass for "nothing". */
export type Answer = { readonly state: 'told' | 'lost' | 'unknown'; readonly sentinel: Sentinel | null };

/** Asks the host once. */
export const askHost = async (host: SafetyPort): Promise<Answer> => {
  const asked = await within(patienceMs, host.readSentinel());
  if (asked.type !== 'answered') return { state: 'unknown', sentinel: null };
  return asked.value === 'lost' ? { state: 'lost', sentinel: null } : { state: 'told', sentinel: asked.value };
};
