import { impliesVector } from '../crdt/vector.ts';
import type { Sentinel } from '../exchange/sentinel.ts';
import { fromHost } from './asking.ts';
import type { Session } from './session.ts';

/** Whether the host remembers changes that this store, read whole, does not hold: a second profile over the same data folder has written them. */
export const isOutrun = ({ identity, facts }: Session, sentinel: Sentinel): boolean =>
  identity?.cluster === sentinel.cluster && !impliesVector(facts.heads, sentinel.heads, facts.runs);

/**
 * The last entry of this store that the host holds for certain. Throws where it holds more than the store, or has lost its sentinel and may: the
 * next start brings both together.
 */
export const askConfirmed = async (session: Session): Promise<number> => {
  const sentinel = await fromHost(session.host.readSentinel());
  if (sentinel === 'lost') throw new Error('The host has lost its sentinel.');
  if (sentinel !== null && sentinel.cluster !== session.identity?.cluster) throw new Error('The host holds the data of another cluster.');
  if (sentinel === null || sentinel.device !== session.identity?.device) return 0;
  if (sentinel.seq > session.facts.seq || isOutrun(session, sentinel)) throw new Error('The host holds more than the store.');
  return sentinel.seq;
};
