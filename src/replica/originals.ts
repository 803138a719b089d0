import type { RecordId } from '../base/ids.ts';
import { isJsonObject, type Json } from '../base/json.ts';
import { err, type Failure, ok, type Result } from '../base/result.ts';
import { isErased } from '../crdt/pack.ts';
import { isDeleted, versionsOf } from '../crdt/read.ts';
import { impliesVector } from '../crdt/vector.ts';
import type { WantedBlob } from '../exchange/blobs.ts';
import { bundleLimits } from '../exchange/format.ts';
import type { OriginalRef } from './api.ts';
import type { Receipt } from './facts.ts';
import type { Session } from './session.ts';
import { recordOf } from './shelf.ts';
import { valueAt } from './values.ts';

const hashPattern = /^[0-9a-f]{64}$/;

type NamedFile = Pick<OriginalRef, 'sha256' | 'bytes' | 'mime'>;

const fileIn = (value: Json): readonly NamedFile[] => {
  if (!isJsonObject(value)) return [];
  const { sha256, bytes, mime } = value;
  if (typeof sha256 !== 'string' || !hashPattern.test(sha256)) return [];
  return [{ sha256, bytes: typeof bytes === 'number' ? bytes : 0, mime: typeof mime === 'string' ? mime : '' }];
};

/** Every file that a record which is not erased, or one of `visit`, refers to, rivals included: as long as a value is kept, so is its file. */
export const originalsOf = (session: Session, visit?: RecordId): readonly OriginalRef[] => {
  const records = session.shelves.get('attachment')?.records ?? [];
  return records.flatMap((record): readonly OriginalRef[] => {
    if (isErased(record) || (visit !== undefined && valueAt(record, 'of') !== visit)) return [];
    const live = !isDeleted(record, session.facts.runs);
    const name = String(valueAt(record, 'name') ?? '');
    const files = new Map(versionsOf(record, 'file').flatMap(({ v }) => fileIn(v).map((file) => [file.sha256, file] as const)));
    return [...files.values()].map((file) => ({ ...file, of: record.id, name, live }));
  });
};

/** Whether a machine knows of a photo by its own word. One it has not heard of it cannot have. */
export const hasHeardOf = ({ facts, shelves }: Session, { heads }: Pick<Receipt, 'heads'>, { of }: OriginalRef): boolean => {
  const shelf = shelves.get('attachment');
  const record = shelf && recordOf(shelf, of);
  return record !== undefined && impliesVector(heads, record.seen, facts.runs);
};

/** Each file once; live where any record that names it is. */
export const wantedBlobs = (refs: readonly OriginalRef[]): readonly WantedBlob[] => {
  const byHash = new Map<string, WantedBlob>();
  for (const { sha256, bytes, live } of refs) byHash.set(sha256, { sha256, bytes, live: live || byHash.get(sha256)?.live === true });
  return [...byHash.values()];
};

/** Tells the desktop which records name which files, and asks which of the files it has. */
export const askHeld = async (session: Session, refs: readonly OriginalRef[]): Promise<Result<ReadonlySet<string>, Failure>> => {
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
