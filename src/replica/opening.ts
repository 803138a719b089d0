import { err, ok, type Result } from '../base/result.ts';
import { recordTypes } from '../domain/recordTypes.ts';
import type { Sentinel } from '../exchange/sentinel.ts';
import type { DesktopPort, OpenError, OpenReport, OpenRequest, ReplicaEvent, SafetyPort } from './api.ts';
import { type Answer, askHost, fromHost, HostSilent } from './asking.ts';
import { type BulkIndex, bulkIndexFor } from './bulkIndex.ts';
import { type Database, describeDatabase } from './database.ts';
import { damageOf, type Found, isForeign, isOfAnother, look, openAt, tidyPlaces } from './finding.ts';
import { recordsPerPage } from './folding.ts';
import { removeLeftBehind } from './leftBehind.ts';
import { indexAll, loadStore } from './loading.ts';
import { clusterOfCopy, sentinelAnew, sentinelFromFiles } from './lostSentinel.ts';
import { isOutrun } from './outrun.ts';
import { nextPlace } from './place.ts';
import { type Damage, DamagedCopy, eraseAgain, type Rebuilt, rebuildStore } from './recovery.ts';
import { salvageStore } from './salvage.ts';
import { createSession, type Session, searchableBy, setStatus } from './session.ts';
import type { FirstRows, StoreNotes } from './store.ts';

export type OpenContext = {
  readonly request: OpenRequest;
  readonly host: SafetyPort;
  readonly desktop: DesktopPort | null;
  readonly emit: (event: ReplicaEvent) => void;
  readonly clock: () => number;
  readonly random: (length: number) => Uint8Array;
  /** Another window has taken the store over meanwhile. */
  readonly isLost: () => boolean;
};

/** A session that can be used, what to tell the person, and the last entry that the host holds for certain. */
export type OpenedSession = {
  readonly session: Session;
  readonly report: OpenReport;
  readonly firstRows: FirstRows | null;
  /** Null while the host could not be asked. */
  readonly confirmed: number | null;
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** What to tell of a recovery that failed: a silent host and a disk that takes nothing may be well again, and the safety copy is whole then. */
export const recoveryError = (error: unknown): OpenError => {
  if (error instanceof HostSilent) return { type: 'desktopUnavailable' };
  return { type: error instanceof DamagedCopy ? 'recoveryFailed' : 'storeUnavailable', reason: nameOf(error) };
};

const startSession = (context: OpenContext, db: Database, owner: string): Session =>
  createSession({
    clock: context.clock,
    random: context.random,
    host: context.host,
    desktop: context.desktop,
    emit: context.emit,
    locale: context.request.locale,
    appVersion: context.request.appVersion,
    db,
    owner,
  });

/**
 * Rebuilds the session's store from the safety copy, and from what the store at hand still gives, in a new place. Rejects where that cannot
 * be done; the damaged place is untouched then.
 */
const rebuild = async (context: OpenContext, session: Session, found: Found, sentinel: Sentinel): Promise<Rebuilt> => {
  let { place } = found;
  const reopen = async (): Promise<Database> => {
    if (context.isLost()) throw new Error('Another window has taken the store over.');
    found.db?.dexie.close();
    place = await nextPlace(context.request.store);
    return openAt(place);
  };
  const rebuilt = await rebuildStore(session, sentinel, () => salvageStore(session, found.db, sentinel.cluster), reopen);
  await tidyPlaces({ place, unfinished: found.unfinished });
  await eraseAgain(session, sentinel);
  if (found.place.generation > 0 && !isForeign(found, sentinel)) await found.place.remove().catch(() => undefined); // What is left of it is in nobody's way.
  return rebuilt;
};

/** Tells that the records are in memory, and makes them searchable behind that. */
const finishLoading = (session: Session, bulk: BulkIndex | null): void => {
  setStatus(session, { loaded: true });
  session.emit({ kind: 'changed', types: [...recordTypes], ids: null });
  searchableBy(session, indexAll(session, bulk));
};

/** Pages and journal into memory; damage that shows only now is repaired from the safety copy. Answers what was recovered. */
const load = async (
  context: OpenContext,
  session: Session,
  found: Found,
  notes: StoreNotes,
  sentinel: Sentinel | null,
  bulk: BulkIndex | null,
): Promise<OpenReport['recovered']> => {
  try {
    await loadStore(session, notes, bulk);
  } catch (error) {
    if (!sentinel) throw error;
    console.error('The store cannot be read and is rebuilt from the safety copy.', error);
    return { ...(await rebuild(context, session, found, sentinel)), reason: 'unreadable' };
  }
  if (!sentinel || !isOutrun(session, sentinel)) {
    await tidyPlaces(found);
    if (sentinel && session.identity) await eraseAgain(session, sentinel);
    if (sentinel && sentinel.erased.length > 0 && !isForeign(found, sentinel)) {
      await removeLeftBehind(context.request.store, found.place, sentinel.cluster).catch(() => undefined); // Tried again at the next start.
    }
    return null;
  }
  return { ...(await rebuild(context, session, found, sentinel)), reason: 'shortened' };
};

/** `confirmed`: the last entry that the host holds for certain; `ofWhole`: what to say of a copy without a damage. */
type Copied = { readonly sentinel: Sentinel; readonly confirmed: number; readonly ofWhole: 'unproven' | null };

const recoverAtOnce = async (
  context: OpenContext,
  found: Found,
  reason: Damage,
  { sentinel, confirmed, ofWhole }: Copied,
): Promise<Result<OpenedSession, OpenError>> => {
  const db = found.db ?? describeDatabase(found.place.database, found.place.factory);
  const session = startSession(context, db, found.owner);
  try {
    const rebuilt = await rebuild(context, session, found, sentinel);
    finishLoading(session, null);
    const report: OpenReport = {
      state: 'recovered',
      identity: session.identity,
      recovered: { ...rebuilt, reason, asOf: rebuilt.asOf ?? ofWhole },
    };
    return ok({ session, report, firstRows: null, confirmed });
  } catch (error) {
    console.error('The safety copy cannot rebuild the store.', error);
    return err(recoveryError(error));
  }
};

/**
 * With nothing but the copy's files, of which nobody knows whether the last are there. Where not even one of them says whose they are, and
 * the store is empty, a person may begin anew beside them.
 */
const openUnproven = async (context: OpenContext, found: Found): Promise<Result<OpenedSession, OpenError>> => {
  const { host, desktop, request } = context;
  if (request.lost === undefined) return err({ type: 'sentinelLost' });
  const sentinel = await sentinelFromFiles(host, desktop, context.clock());
  if (sentinel !== null) {
    const reason = damageOf(found, sentinel) ?? 'emptied';
    return recoverAtOnce(context, found, reason, { sentinel, confirmed: 0, ofWhole: 'unproven' });
  }
  const { db, notes } = found;
  const isEmpty = db !== null && notes !== null && notes.identity === null && notes.lastSeq === 0;
  if (!isEmpty) return err(recoveryError(new DamagedCopy('No file of the safety copy says whose it is.')));
  if (request.lost === 'rebuild') return err({ type: 'copyNamesNobody' });
  await fromHost(host.setAside());
  return ok(await openWhole(context, db, found, notes, { state: 'told', sentinel: null }));
};

/** Up to this many pages are read before `open` answers; a larger store is read behind the answer. */
const pagesReadAtOnce = 30;

const openWhole = async (
  context: OpenContext,
  db: Database,
  found: Found,
  notes: StoreNotes,
  { state: answer, sentinel }: Answer,
): Promise<OpenedSession> => {
  const session = startSession(context, db, found.owner);
  const isFresh = notes.identity === null || notes.lastSeq === 0;
  session.identity = isFresh ? null : notes.identity;
  const bulk = bulkIndexFor(session, notes.pages * recordsPerPage);
  const repaired = load(context, session, found, notes, sentinel, bulk);
  session.loaded = finishAfter(session, repaired, bulk);
  const isLarge = notes.pages > pagesReadAtOnce;
  if (isLarge) tellLater(context, repaired);
  else await session.loaded;
  const recovered = isLarge ? null : await repaired;
  const state = isFresh ? 'fresh' : recovered ? 'recovered' : 'open';
  const known = answer === 'told' && sentinel !== null && sentinel.device === session.identity?.device ? sentinel.seq : 0;
  const confirmed = answer === 'unknown' ? null : known;
  return { session, report: { state, identity: session.identity, recovered }, firstRows: isFresh ? null : found.firstRows, confirmed };
};

/** What was read before a repair is not what the store holds after it. */
const finishAfter = async (session: Session, repaired: Promise<OpenReport['recovered']>, bulk: BulkIndex | null): Promise<void> => {
  try {
    const isWhole = (await repaired) === null;
    finishLoading(session, isWhole ? bulk : null);
  } finally {
    bulk?.drop();
  }
};

const tellLater = (context: OpenContext, repaired: Promise<OpenReport['recovered']>): void => {
  repaired.then(
    (recovered) => {
      if (recovered) context.emit({ kind: 'recovered', recovered });
    },
    (error: unknown) => context.emit({ kind: 'storeFailed', error: recoveryError(error) }),
  );
};

const openFound = async (context: OpenContext): Promise<Result<OpenedSession, OpenError>> => {
  const answer = await askHost(context.host);
  const isLost = answer.state === 'lost';
  const cluster = isLost ? await clusterOfCopy(context.host) : (answer.sentinel?.cluster ?? null);
  const found = await look(context.request.store, context.random, cluster);
  const { db, notes, error } = found;
  if (nameOf(error) === 'VersionError') return err({ type: 'newerStore' });
  const isKnown = isLost && notes !== null && !isOfAnother(found, cluster);
  const sentinel = isKnown ? await sentinelAnew(context.host, notes, context.clock()) : answer.sentinel;
  if (isLost && sentinel === null) return openUnproven(context, found);
  const damage = damageOf(found, sentinel);
  if (damage !== null && sentinel !== null)
    return recoverAtOnce(context, found, damage, { sentinel, confirmed: isLost ? 0 : sentinel.seq, ofWhole: null });
  if (db === null || notes === null) return err({ type: 'storeUnavailable', reason: nameOf(error) });
  if (answer.state === 'unknown' && notes.lastSeq === 0) return err({ type: 'desktopUnavailable' });
  return ok(await openWhole(context, db, found, notes, { ...answer, sentinel }));
};

/** Checks the store against the sentinel before anything is written, recovers it where needed, and loads it. The caller owns the store. */
export const openSession = async (context: OpenContext): Promise<Result<OpenedSession, OpenError>> => {
  try {
    return await openFound(context);
  } catch (error) {
    return err(error instanceof HostSilent ? { type: 'desktopUnavailable' } : { type: 'storeUnavailable', reason: nameOf(error) });
  }
};
