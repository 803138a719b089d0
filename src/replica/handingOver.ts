import type { Bytes } from '../exchange/format.ts';
import type { Sentinel } from '../exchange/sentinel.ts';
import { fromHost } from './asking.ts';
import { hostLimitMs, within } from './deadline.ts';
import type { Facts } from './facts.ts';
import { originalsOf } from './originals.ts';
import type { Session } from './session.ts';
import { snapshotBundle } from './snapshot.ts';
import { documentOf } from './store.ts';

/** What the host is told of the store: one journal entry after the other, or everything at once, each with the sentinel that belongs to it. */

/** After so long the person is told that the copy fails, although the host may still answer: a full disk makes a write hang. */
export const tellAfterMs = 8000;

/** Ids of all records of which only their erasure is left. */
export const erasedIds = (session: Session): readonly string[] => [...session.shelves.values()].flatMap((shelf) => [...shelf.erased]);

/** As many as a day or two brings, of this machine and of others; what is older stands in a snapshot. */
const newestRuns = 50;

/** Few commits bring a run with them, and there are thousands after years. */
const told = new WeakMap<Facts['runs'], { readonly size: number; readonly newest: Sentinel['runs'] }>();

const runsToTell = ({ runs }: Facts, device: string): Sentinel['runs'] => {
  const known = told.get(runs);
  if (known?.size === runs.size) return known.newest;
  const { own = [], others = [] } = Object.groupBy(runs.values(), (run) => (run.device === device ? 'own' : 'others'));
  const newest = [...others.slice(-newestRuns), ...own.slice(-newestRuns)];
  told.set(runs, { size: runs.size, newest });
  return newest;
};

/** What the host is to remember beside entry `seq`; null before the store belongs to anyone. */
export const sentinelAt = (session: Session, seq: number): Sentinel | null => {
  const { identity, facts } = session;
  if (!identity) return null;
  return {
    cluster: identity.cluster,
    device: identity.device,
    office: identity.office.id,
    author: identity.author,
    ...(identity.officeKey !== null && { officeKey: identity.officeKey }),
    seq,
    heads: facts.heads,
    ...(facts.claims.length > 0 && seq === facts.seq ? { claims: facts.claims } : {}), // Not of a bundle that the host does not hold yet.
    runs: runsToTell(facts, identity.device),
    erased: erasedIds(session),
    at: session.clock(),
  };
};

/** How many erasures the host has heard of, by session. */
const erasuresTold = new WeakMap<Session, number>();

/**
 * The host removes a file once all records that name it are erased. Before it hears of another erasure it must know of every record that
 * names one: the same photo may belong to two.
 */
const tellUses = async (session: Session, { erased }: Sentinel): Promise<void> => {
  if (session.desktop === null || erased.length === (erasuresTold.get(session) ?? 0)) return;
  const uses = originalsOf(session).map(({ sha256, of }) => ({ sha256, of }));
  const noted = await fromHost(session.desktop.noteOriginals(uses));
  if (!noted.ok) throw new Error('The host did not hear which files are named.', { cause: noted.error });
  erasuresTold.set(session, erased.length);
};

const appendToHost = async (
  session: Session,
  sentinel: Sentinel | null,
  bundle: Bytes,
  { snapshot, onSlow }: { readonly snapshot: boolean; readonly onSlow: (() => void) | null },
): Promise<void> => {
  if (!sentinel) throw new Error('Nobody has been set up whose safety copy this would be.');
  const { seq } = sentinel;
  await tellUses(session, sentinel);
  const slow = onSlow ? setTimeout(onSlow, tellAfterMs) : undefined;
  const outcome = await within(hostLimitMs(bundle.byteLength), session.host.append({ seq, snapshot, bundle, sentinel }));
  clearTimeout(slow);
  if (outcome.type === 'failed') throw outcome.error;
  if (outcome.type === 'late') throw new Error('The host did not answer.');
};

/** Null where the journal has been folded beyond that entry. */
const readDocumentOf = async ({ db }: Session, seq: number): Promise<Bytes | null> => {
  const row = await db.journal.get(seq);
  return row === undefined ? null : documentOf(row);
};

/**
 * Sends entry `seq`, read again from the journal unless it is small and the newest: the queue holds numbers only, whatever the size of a
 * bundle. Where the journal has been folded already (the host has lost what it had), everything is sent at once. Returns the number that
 * the host has reached.
 */
export const sendEntry = async (session: Session, seq: number, onSlow: () => void): Promise<number> => {
  const { newest } = session;
  if (newest?.seq === seq) session.newest = null; // Its bytes are handed over with the call: if it fails, the journal has them.
  const bundle = newest?.seq === seq ? newest.bundle : await readDocumentOf(session, seq);
  if (bundle === null) return sendSnapshot(session);
  await appendToHost(session, sentinelAt(session, seq), bundle, { snapshot: false, onSlow });
  return seq;
};

/** The sentinel is that of the very state the snapshot holds: the host takes from it what has been erased there. */
export const sendSnapshot = async (session: Session): Promise<number> => {
  const { seq } = session.facts;
  const sentinel = sentinelAt(session, seq);
  await appendToHost(session, sentinel, await snapshotBundle(session), { snapshot: true, onSlow: null });
  return seq;
};
