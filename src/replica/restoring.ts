import { canonicalJson, isJsonObject, own } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { isErased, pack, unpack } from '../crdt/pack.ts';
import { isDeleted } from '../crdt/read.ts';
import { deletedPath, type PackedRecord, type Path, type RunRecords, type Version } from '../crdt/types.ts';
import { newRecord } from '../crdt/write.ts';
import { isRecordType } from '../domain/recordTypes.ts';
import { titlesOf } from '../domain/titles.ts';
import type { BundleError } from '../exchange/errors.ts';
import { noSizeLimits } from '../exchange/format.ts';
import { createWebHash } from '../exchange/hash.ts';
import { readBundle, readRecords } from '../exchange/read.ts';
import type { CommitError, CommitReceipt, RestorePreview } from './api.ts';
import { presentState, runsWithOwn } from './commit.ts';
import { createPacer } from './pause.ts';
import type { Session, Undoable } from './session.ts';
import { allRecords } from './snapshot.ts';
import { plansFor, writeUndo } from './undoing.ts';
import { valuesOf } from './values.ts';

/**
 * Going back to an earlier day is undoing everything since then: `before` is the snapshot's state, `after` the present one. It writes new
 * changes, so that the next exchange does not bring back what was restored from, and it can be undone itself.
 */

type Snapshot = { readonly takenAt: number; readonly records: ReadonlyMap<string, PackedRecord> };

/** Consents stand as they are now: going back must not give a consent again that somebody has withdrawn since. */
const neverRestored: ReadonlySet<string> = new Set(['consent']);
/** Offices that joined since stay: who takes part is no content of a day. */
const neverRemoved: ReadonlySet<string> = new Set(['office']);

/**
 * What else stands as it is now: a consent that is kept with a registration, and of an office that a machine is out of use, or changes are lost
 * for good, which is so whatever day is looked at.
 */
const isOfNow = (type: string, path: Path): boolean =>
  (type === 'registration' && path === 'photo') || (type === 'office' && /^(?:retired|lost)\//.test(path));

const keyOf = ({ type, id }: { readonly type: string; readonly id: string }): string => `${type}/${id}`;

const readSnapshot = async (session: Session, file: Blob, signal: AbortSignal): Promise<Result<Snapshot, BundleError>> => {
  const bundle = await readBundle(file, { createHash: createWebHash, cluster: session.identity?.cluster, signal, limits: noSizeLimits });
  if (!bundle.ok) return bundle;
  if (Object.keys(bundle.value.header.base).length > 0) return err({ type: 'bundleNotABundle' }); // Not the state of a whole store.
  const records = await readRecords(bundle.value);
  if (!records.ok) return records;
  return ok({ takenAt: bundle.value.header.createdAt, records: new Map(records.value.map((record) => [keyOf(record), record])) });
};

const isGone = (record: PackedRecord | null, runs: RunRecords): boolean => record === null || isErased(record) || isDeleted(record, runs);

const isMark = (path: Path, version: Version): boolean => path === deletedPath && isJsonObject(version.v) && version.v.del === true;

/** Whether a path shows the same: equal values in equal order, a cleared field like one that was never written. Deletes are never taken for equal. */
const showsSame = (path: Path, before: readonly Version[], after: readonly Version[]): boolean => {
  if ([...before, ...after].some((version) => isMark(path, version))) return false;
  if (path === deletedPath) return true;
  const [was, is] = [before, after].map((versions) => canonicalJson(versions.length === 0 ? [null] : versions.map(({ v }) => v)));
  return was === is;
};

/** The earlier state with today's versions wherever they show the same: who writes what already stands there would only seem to have changed it. */
const withEqualsOf = (before: PackedRecord, after: PackedRecord): PackedRecord => {
  const [was, is] = [unpack(before), unpack(after)];
  if (isErased(was) || isErased(is)) return before;
  const paths = [...new Set([...Object.keys(was.f), ...Object.keys(is.f)])];
  const f = paths.flatMap((path) => {
    const [old, now] = [own(was.f, path) ?? [], own(is.f, path) ?? []];
    const versions = isOfNow(was.type, path) || showsSame(path, old, now) ? now : old;
    return versions.length > 0 ? [[path, versions] as const] : [];
  });
  return pack({ ...was, f: Object.fromEntries(f), seen: is.seen });
};

/** What the store held on that day beside what it holds now, for every record that was there or is. */
function* differences(session: Session, { records }: Snapshot, runs: RunRecords): Generator<Undoable, void, undefined> {
  for (const after of allRecords(session)) {
    const before = records.get(keyOf(after)) ?? null;
    const isKept = neverRestored.has(after.type) || (before === null && neverRemoved.has(after.type));
    if (!isKept && !(isGone(before, runs) && isGone(after, runs))) yield { before: before && withEqualsOf(before, after), after };
  }
  for (const before of records.values()) {
    if (neverRestored.has(before.type) || isGone(before, runs) || presentState(session, before.type, before.id)) continue;
    yield { before, after: pack(newRecord(before.type, before.id)) };
  }
}

type Effect = RestorePreview['examples'][number]['effect'];

const effectOf = ({ before, after }: Undoable, runs: RunRecords): Effect => {
  if (isGone(before, runs)) return 'removed';
  return isGone(after, runs) || Object.keys(after.seen).length === 0 ? 'back' : 'changed';
};

const mostExamples = 50;

const exampleOf = ({ before, after }: Undoable, effect: Effect): RestorePreview['examples'] => {
  const { type, id } = after;
  const shown = effect === 'removed' ? after : before;
  return isRecordType(type) && shown ? [{ type, id, titles: titlesOf(type, valuesOf(shown)), effect }] : [];
};

const countErased = (session: Session, { records }: Snapshot): number =>
  [...records.values()].filter((before) => {
    const now = presentState(session, before.type, before.id);
    return !isErased(before) && now !== undefined && isErased(now);
  }).length;

/** What restoring would change, as `ReplicaApi.previewRestore`. Stands in the writers' line. */
export const previewRestore = async (
  session: Session,
  file: Blob,
  signal: AbortSignal,
): Promise<Result<RestorePreview, BundleError | CommitError>> => {
  const { identity } = session;
  if (!identity) return err({ type: 'notSetUp' });
  const snapshot = await readSnapshot(session, file, signal);
  if (!snapshot.ok) return snapshot;
  const runs = runsWithOwn(session, identity);
  const pairs = [...differences(session, snapshot.value, runs)];
  const planned = new Set((await plansFor(session, pairs, { runs }, { signal })).map(({ now }) => keyOf(now)));
  if (signal.aborted) return err({ type: 'cancelled' });
  const counts = { back: 0, changed: 0, removed: 0 };
  const examples: RestorePreview['examples'][number][] = [];
  const pacer = createPacer(20);
  for (const pair of pairs.filter(({ after }) => planned.has(keyOf(after)))) {
    const effect = effectOf(pair, runs);
    counts[effect] += 1;
    if (examples.length < mostExamples) examples.push(...exampleOf(pair, effect));
    await pacer();
  }
  const { takenAt, records } = snapshot.value;
  return ok({ takenAt, records: records.size, ...counts, erased: countErased(session, snapshot.value), examples });
};

/** Writes back the snapshot's state as one commit, as `ReplicaApi.restoreAsOf`. Stands in the writers' line. */
export const restoreAsOf = async (
  session: Session,
  file: Blob,
  signal: AbortSignal,
): Promise<Result<CommitReceipt, BundleError | CommitError>> => {
  const { identity } = session;
  if (!identity) return err({ type: 'notSetUp' });
  const snapshot = await readSnapshot(session, file, signal);
  if (!snapshot.ok) return snapshot;
  return writeUndo(session, differences(session, snapshot.value, runsWithOwn(session, identity)), { signal });
};
