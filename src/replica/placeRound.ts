import { err, type Failure, ok, type Result } from '../base/result.ts';
import { isErased } from '../crdt/pack.ts';
import type { Vector } from '../crdt/types.ts';
import { beyond } from '../exchange/delta.ts';
import type { BundleError } from '../exchange/errors.ts';
import { type BundleSlot, bundleName, parsePlaceName } from '../exchange/placeName.ts';
import { isTooLarge } from '../exchange/publishing.ts';
import type { PlaceSide, StoreSide } from '../exchange/roundSides.ts';
import { exchangeOnce } from '../exchange/routine.ts';
import { readersAmong, recipientsOf } from '../exchange/trust/book.ts';
import type { PlaceContents, PlaceRound } from './api.ts';
import { bundleForPlace, noteSent, type PlacedFile } from './exporting.ts';
import { lackedOriginals } from './originals.ts';
import { keepMemory, readMemory } from './placeMemory.ts';
import { hashOf, lacksKey, notePublished, statementsKey } from './placeNotes.ts';
import { isImported, type Place, type RoundTools, receive } from './receiving.ts';
import type { Session } from './session.ts';
import { allRecords } from './snapshot.ts';
import { bookOf, knownStatements } from './trust.ts';
import { askedCopies } from './uselessCopies.ts';

/**
 * What somebody who holds `covered` lacks, as `StoreSide.beyond`; the place lacks a statement that has come since the last bundle went
 * there, and the word that originals have arrived here since.
 */
const beyondOf = async (
  session: Session,
  place: Place,
  covered: Vector,
): Promise<Awaited<ReturnType<StoreSide<Blob, Failure>['beyond']>>> => {
  const { heads, runs, sent } = session.facts;
  const known = String((await knownStatements(session)).length);
  const lacks = await lackedOriginals(session);
  const word = lacks && (await hashOf(lacks));
  const isReceiptOld = word !== undefined && word !== (sent[lacksKey(place.id)] ?? '');
  const { isLacking, afterGap } = beyond(covered, heads, allRecords(session), runs);
  return {
    isLacking: isLacking || isReceiptOld || known !== (sent[statementsKey(place.id)] ?? '0'),
    afterGap: await hashOf(afterGap),
  };
};

const slotOf = (name: string): BundleSlot | null => {
  const parsed = parsePlaceName(name);
  if (parsed?.kind !== 'bundle') return null;
  const { device, run, n, form } = parsed;
  return { device, run, n, form };
};

type Sides = {
  readonly place: PlaceSide<Blob, Failure>;
  readonly store: StoreSide<Blob, Failure>;
};

const createSides = (session: Session, place: Place, bundles: PlaceContents['bundles'], tools: RoundTools): Sides => {
  const { desktop, signal } = tools;
  const device = session.identity?.device ?? '';
  let written: PlacedFile | null = null;

  return {
    place: {
      list: async () => ok(bundles.map((slot) => ({ name: bundleName(slot), device: slot.device, run: slot.run, n: slot.n }))),
      read: async (name) => {
        const slot = slotOf(name);
        const read = slot === null ? ok(null) : await desktop.readBundle(place.id, slot);
        return read.ok ? ok(read.value && new Blob([read.value])) : read;
      },
      publish: async (run, n, file) => {
        const slot: BundleSlot = { device, run, n, form: place.sealed ? 'json.gz.age' : 'json.gz' };
        const published = await desktop.publishBundle(place.id, slot, new Uint8Array(await file.arrayBuffer()));
        if (!published.ok) return published;
        const name = bundleName(slot);
        const sent = written;
        const failure = sent && (await session.turns(() => notePublished(session, place, name, sent)));
        return failure ? err(failure) : ok(name);
      },
      remove: async (names) => {
        const slots = names.flatMap((name) => slotOf(name) ?? []);
        return slots.length === 0 ? ok(null) : desktop.removeBundles(place.id, device, slots);
      },
    },
    store: {
      device,
      run: () => session.run.id,
      runs: () => session.facts.runs,
      heads: () => session.facts.heads,
      receive: (name, file, isOwn) => session.turns(() => receive(session, place, tools, { name, file, isOwn })),
      isApplied: (sha256) => isImported(session, sha256),
      asks: () => askedCopies(session, place.id),
      beyond: (covered) => beyondOf(session, place, covered),
      write: async (base, asks) => {
        if (!(await tools.isSafe())) return err({ type: 'safetyCopyBehind' });
        const bundle = await session.turns(() => bundleForPlace(session, place, { base, asks }, signal));
        if (bundle.ok) written = bundle.value;
        return bundle;
      },
      remember: (memory) => keepMemory(session, place.id, memory),
    },
  };
};

const sealedError: BundleError['type'] = 'bundleNotForUs';

/** Whether something was erased here since the place was folded last; what lies there must not outlive it. */
const erasedCount = (session: Session): string => {
  let count = 0;
  for (const record of allRecords(session)) if (isErased(record)) count += 1;
  return String(count);
};

/** Who can read what goes into a sealed place now, by their age recipients. */
const readersOf = async (session: Session, place: Place): Promise<readonly string[]> => {
  if (!place.sealed) return [];
  const book = await bookOf(session);
  return recipientsOf(book, [...book.offices.keys()]);
};

/**
 * What makes a round write the whole store: an erasure, and somebody who can read from now on. What lies in a sealed place already was
 * encrypted without them, so that nothing built on it would ever reach them.
 */
const wholeFor = async (session: Session, place: Place) => {
  const [erasedKey, readersKey] = [`erased:${place.id}`, `readers:${place.id}`];
  const [erased, readers] = [erasedCount(session), await readersOf(session, place)];
  const { sent } = session.facts;
  const before = new Set((sent[readersKey] ?? '').split(' '));
  return {
    isDue: erased !== (sent[erasedKey] ?? '0') || readers.some((reader) => !before.has(reader)),
    done: { [erasedKey]: erased, ...(place.sealed && { [readersKey]: readers.join(' ') }) },
  };
};

/** Whether others exchange in a sealed place of whom nobody is known who could read what is written from here. */
const isUnreadableIn = async (session: Session, place: Place, bundles: PlaceContents['bundles']): Promise<boolean> => {
  const own = session.identity?.device;
  if (!place.sealed || bundles.every(({ device }) => device === own)) return false;
  const book = await bookOf(session);
  return readersAmong(book, [...book.offices.keys()], own).length === 0;
};

/** One exchange with a shared place, as `ReplicaApi.exchangeWith`. It stands in the writers' line only while it writes, so that people go on working. */
export const exchangePlace = async (session: Session, known: Place, tools: RoundTools): Promise<Result<PlaceRound, Failure>> => {
  if (session.takenOver || !session.identity) return err({ type: session.takenOver ? 'takenOver' : 'notSetUp' });
  const listed = await tools.desktop.listBundles(known.id);
  if (!listed.ok) return listed;
  const { bundles, ignored, serverTime, marked } = listed.value;
  const place = { id: known.id, sealed: known.sealed || listed.value.sealed };
  const sides = createSides(session, place, bundles, tools);
  const whole = await wholeFor(session, place);
  const report = await exchangeOnce(sides.place, sides.store, await readMemory(session, place.id), {
    signal: tools.signal,
    onProgress: (done, total) => session.emit({ kind: 'progress', job: 'exchange', done, total }),
    foldNow: whole.isDue,
    now: session.clock(),
  });
  session.emit({ kind: 'exchanged' });
  if (!report.ok) return report;
  const { left } = report.value;
  const isHeldUp = left !== null && isTooLarge(left);
  if (whole.isDue && !isHeldUp) await noteSent(session, whole.done); // Or every start would write the whole once more.
  if (left !== null && left.type !== 'placeRefused') return err(left);
  const { read } = await readMemory(session, place.id);
  const sealedToOthers = Object.values(read).filter((each) => each.state === 'refused' && each.error === sealedError).length;
  const isUnreadable = await isUnreadableIn(session, place, bundles);
  return ok({ ...report.value, ignored, serverTime, marked, sealedNow: place.sealed && !known.sealed, sealedToOthers, isUnreadable });
};
