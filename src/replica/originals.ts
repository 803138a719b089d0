import { isJsonObject, type Json } from '../base/json.ts';
import { err, type Failure, ok, type Result } from '../base/result.ts';
import { isErased } from '../crdt/pack.ts';
import { isDeleted, versionsOf } from '../crdt/read.ts';
import { type BlobPlace, type CarryReport, carryBlobs, type WantedBlob } from '../exchange/blobs.ts';
import { bundleLimits } from '../exchange/format.ts';
import { recipientsOf } from '../exchange/trust/book.ts';
import type { OriginalRef } from './api.ts';
import type { Session } from './session.ts';
import { bookOf } from './trust.ts';
import { valueAt } from './values.ts';

const hashPattern = /^[0-9a-f]{64}$/;

type NamedFile = Pick<OriginalRef, 'sha256' | 'bytes' | 'mime'>;

const fileIn = (value: Json): readonly NamedFile[] => {
  if (!isJsonObject(value)) return [];
  const { sha256, bytes, mime } = value;
  if (typeof sha256 !== 'string' || !hashPattern.test(sha256)) return [];
  return [{ sha256, bytes: typeof bytes === 'number' ? bytes : 0, mime: typeof mime === 'string' ? mime : '' }];
};

/** Every file that a record which is not erased refers to, rivals included: as long as a value is kept, so is its file. */
export const originalsOf = (session: Session): readonly OriginalRef[] => {
  const records = session.shelves.get('attachment')?.records ?? [];
  return records.flatMap((record): readonly OriginalRef[] => {
    if (isErased(record)) return [];
    const live = !isDeleted(record, session.facts.runs);
    const name = String(valueAt(record, 'name') ?? '');
    const files = new Map(versionsOf(record, 'file').flatMap(({ v }) => fileIn(v).map((file) => [file.sha256, file] as const)));
    return [...files.values()].map((file) => ({ ...file, of: record.id, name, live }));
  });
};

/** Each file once; live where any record that names it is. */
const wantedBlobs = (refs: readonly OriginalRef[]): readonly WantedBlob[] => {
  const byHash = new Map<string, WantedBlob>();
  for (const { sha256, bytes, live } of refs) byHash.set(sha256, { sha256, bytes, live: live || byHash.get(sha256)?.live === true });
  return [...byHash.values()];
};

/** Tells the desktop which records name which files, and asks which of the files it has. */
const askHeld = async (session: Session, refs: readonly OriginalRef[]): Promise<Result<ReadonlySet<string>, Failure>> => {
  if (session.desktop === null) return err({ type: 'desktopUnavailable' });
  if (refs.length === 0) return ok(new Set());
  const held = await session.desktop.noteOriginals(refs.map(({ sha256, of }) => ({ sha256, of })));
  return held.ok ? ok(new Set(held.value)) : held;
};

/** What a bundle's header says of this machine: the files of live records that it lacks. Undefined where that cannot be said. */
export const lackedOriginals = async (session: Session): Promise<readonly string[] | undefined> => {
  const refs = originalsOf(session);
  const held = await askHeld(session, refs).catch(() => null); // A desktop that does not answer leaves the bundle without this word.
  if (!held?.ok) return undefined;
  const lacks = wantedBlobs(refs).filter(({ sha256, live }) => live && !held.value.has(sha256));
  return lacks.length > bundleLimits.lacks ? undefined : lacks.map(({ sha256 }) => sha256).sort();
};

type CarryPlace = { readonly id: string; readonly sealed: boolean };

/** The age recipients of all trusted offices, the own one among them; null for a place that takes files as they are. */
const recipientsFor = async (session: Session, { sealed }: CarryPlace): Promise<readonly string[] | null> => {
  if (!sealed) return null;
  const book = await bookOf(session);
  return recipientsOf(book, [...book.offices.keys()]);
};

/** Brings originals to a place and from there, as `ReplicaApi.carryOriginals`. Takes no turn among the writers: records do not change. */
export const carryOriginals = async (session: Session, place: CarryPlace, signal: AbortSignal): Promise<Result<CarryReport, Failure>> => {
  const { desktop } = session;
  if (session.takenOver || desktop === null) return err({ type: desktop === null ? 'desktopUnavailable' : 'takenOver' });
  const refs = originalsOf(session);
  const held = await askHeld(session, refs);
  if (!held.ok) return held;
  const recipients = await recipientsFor(session, place);
  const blobs: BlobPlace<Failure> = {
    list: () => desktop.listBlobs(place.id),
    put: (sha256) => desktop.putBlob(place.id, sha256, recipients),
    fetch: (sha256) => desktop.fetchBlob(place.id, sha256),
    purge: () => desktop.purgeBlobs(place.id),
  };
  const carried = await carryBlobs(blobs, wantedBlobs(refs), held.value, {
    signal,
    onProgress: (done, total) => session.emit({ kind: 'progress', job: 'originals', done, total }),
  });
  session.emit({ kind: 'changed', types: ['attachment'], ids: null });
  return carried;
};
