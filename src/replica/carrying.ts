import { err, type Failure, type Result } from '../base/result.ts';
import { type BlobPlace, type CarryReport, carryBlobs } from '../exchange/blobs.ts';
import { parsePlaceName } from '../exchange/placeName.ts';
import { isInForce, recipientsOf, type TrustBook } from '../exchange/trust/book.ts';
import type { OriginalRef } from './api.ts';
import { noteSent } from './exporting.ts';
import type { Receipt } from './facts.ts';
import { askHeld, hasHeardOf, originalsOf, wantedBlobs } from './originals.ts';
import { readMemory } from './placeMemory.ts';
import { isImported } from './receiving.ts';
import type { Session } from './session.ts';
import { bookOf } from './trust.ts';
import { afterCarrying, keepUselessCopies, restOf, uselessCopiesIn } from './uselessCopies.ts';

type CarryPlace = { readonly id: string; readonly sealed: boolean; readonly anew?: boolean };

/** Live photos that a machine does not have by its own word; all that it has heard of where it has not said. */
const lackedBy = (session: Session, receipt: Receipt, refs: readonly OriginalRef[]): readonly string[] => {
  const lacks = receipt.lacks && new Set(receipt.lacks);
  const has = (ref: OriginalRef): boolean => lacks?.has(ref.sha256) === false && hasHeardOf(session, receipt, ref);
  return refs.flatMap((ref) => (ref.live && !has(ref) ? [ref.sha256] : []));
};

const readersKey = (place: string): string => `photos:${place}`;

/** What was encrypted again for readers before the place went away in the middle of it. */
const begun = new WeakMap<Session, Map<string, Set<string>>>();

const begunFor = (session: Session, key: string): Set<string> => {
  const all = begun.get(session) ?? new Map<string, Set<string>>();
  begun.set(session, all);
  const done = all.get(key) ?? new Set();
  all.set(key, done);
  return done;
};

/**
 * Photos of which a machine has said in this place that the copy there is of no use to it, and that it lacks by its newest word, with the
 * bundle that said so: each asking is answered once. In a sealed place only those are answered who can read what is written from here.
 */
const askedHere = async (session: Session, { id }: CarryPlace, book: TrustBook | null): Promise<ReadonlyMap<string, readonly string[]>> => {
  const readers =
    book && new Set([...book.offices.values()].flatMap(({ signers }) => signers.filter(isInForce).map(({ device }) => device)));
  const { read } = await readMemory(session, id);
  const asked = Object.entries(read).flatMap(([bundle, said]) => {
    const from = parsePlaceName(bundle);
    if (from?.kind !== 'bundle' || from.device === session.identity?.device) return [];
    if (said.state === 'refused' || (said.state === 'aside' && !isImported(session, said.sha256))) return [];
    if (readers?.has(from.device) === false) return [];
    const lacks = session.facts.receipts.get(from.device)?.lacks;
    return (said.asks ?? []).flatMap((name) => {
      const file = parsePlaceName(name);
      return file?.kind === 'blob' && lacks?.includes(file.sha256) !== false ? [{ bundle, sha256: file.sha256 }] : [];
    });
  });
  const done = begunFor(session, `asked ${id}`);
  const open = asked.map(({ bundle, sha256 }) => ({ sha256, key: `${bundle} ${sha256}` })).filter(({ key }) => !done.has(key));
  return new Map([...Map.groupBy(open, ({ sha256 }) => sha256)].map(([sha256, keys]) => [sha256, keys.map(({ key }) => key)] as const));
};

type Renewal = { readonly files: ReadonlySet<string>; readonly done: Set<string>; readonly note: Readonly<Record<string, string>> | null };

/**
 * What a sealed place holds in vain for machines that can read it only since lately: it was encrypted without them. Only what they lack by
 * their own word is encrypted again, so that not everybody sends every photo for each of them; who has not said anything is waited for.
 */
const renewalFor = (session: Session, { id }: CarryPlace, { offices }: TrustBook, refs: readonly OriginalRef[]): Renewal => {
  const readers = [...offices.values()].flatMap(({ signers }) => signers.filter(isInForce));
  const known = new Set((session.facts.sent[readersKey(id)] ?? '').split(' '));
  const heard = readers.flatMap(({ device, recipient }) => {
    const receipt = device === session.identity?.device ? undefined : session.facts.receipts.get(device);
    return known.has(recipient) || receipt === undefined ? [] : [{ recipient, receipt }];
  });
  const recipients = heard.map(({ recipient }) => recipient);
  const done = begunFor(session, [id, ...recipients.toSorted()].join(' '));
  const files = new Set(heard.flatMap(({ receipt }) => lackedBy(session, receipt, refs)).filter((sha256) => !done.has(sha256)));
  const stay = readers.flatMap(({ recipient }) => (known.has(recipient) ? [recipient] : []));
  return { files, done, note: heard.length === 0 ? null : { [readersKey(id)]: [...new Set([...stay, ...recipients])].join(' ') } };
};

/** A copy that could not be replaced for a reason that passes; it is tried again before its reader counts as served. */
const passing: ReadonlySet<string> = new Set(['nameTaken', 'placeChanged']);

/** Brings originals to a place and from there, as `ReplicaApi.carryOriginals`. Takes no turn among the writers: records do not change. */
export const carryOriginals = async (session: Session, place: CarryPlace, signal: AbortSignal): Promise<Result<CarryReport, Failure>> => {
  const { desktop } = session;
  if (session.takenOver || desktop === null) return err({ type: desktop === null ? 'desktopUnavailable' : 'takenOver' });
  const refs = originalsOf(session);
  const held = await askHeld(session, refs);
  if (!held.ok) return held;
  const book = place.sealed ? await bookOf(session) : null;
  const recipients = book && recipientsOf(book, [...book.offices.keys()]);
  const renewal = book && renewalFor(session, place, book, refs);
  const asked = await askedHere(session, place, book);
  const useless = uselessCopiesIn(session, place.id);
  let sizes: ReadonlyMap<string, number> = new Map();
  const blobs: BlobPlace<Failure> = {
    list: async () => {
      const listed = await desktop.listBlobs(place.id);
      if (listed.ok) sizes = new Map(listed.value.map(({ sha256, bytes }) => [sha256, bytes]));
      return listed;
    },
    put: (sha256, renew) => desktop.putBlob(place.id, sha256, recipients, renew),
    fetch: (sha256) => desktop.fetchBlob(place.id, sha256),
    purge: () => desktop.purgeBlobs(place.id),
  };
  const carried = await carryBlobs(blobs, wantedBlobs(refs), held.value, {
    renew: renewal?.files,
    asked: new Set(asked.keys()),
    restOf: place.anew ? undefined : (placed) => restOf(useless, placed, session.clock()),
    onRenewed: (sha256) => {
      renewal?.done.add(sha256);
      for (const key of asked.get(sha256) ?? []) begunFor(session, `asked ${place.id}`).add(key);
    },
    signal,
    onProgress: (done, total) => session.emit({ kind: 'progress', job: 'originals', done, total }),
  });
  if (carried.ok) keepUselessCopies(session, place.id, afterCarrying(useless, carried.value, sizes, session.clock()));
  const isServed = carried.ok && carried.value.failed.every(({ error }) => !passing.has(error.type));
  if (renewal?.note && isServed) await noteSent(session, renewal.note);
  session.emit({ kind: 'changed', types: ['attachment'], ids: null });
  return carried;
};
