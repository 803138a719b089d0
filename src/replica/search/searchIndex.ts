import { withoutLegalForm } from '../../domain/legalForms.ts';
import { createPacer } from '../pause.ts';
import { numberReadings } from './numbers.ts';
import { hasPrefix, postingsOf, type Segment } from './segment.ts';
import { createSegmentBuilder, type SearchText } from './segmentBuilder.ts';
import { spellings } from './spellings.ts';

/**
 * The search index of one record type: one large segment, and a small one for each batch of changes since.
 * `owner` says which segment holds a slot's newest text, so an older posting of a changed record is passed over.
 */
export type SearchIndex = {
  segments: { readonly serial: number; readonly segment: Segment; readonly slots: number }[];
  owner: Uint32Array;
  nextSerial: number;
};

export const createSearchIndex = (): SearchIndex => ({ segments: [], owner: new Uint32Array(0), nextSerial: 1 });

export type TextOf = (slot: number) => SearchText | null;

const growOwner = (index: SearchIndex, slots: number): void => {
  if (slots <= index.owner.length) return;
  const owner = new Uint32Array(Math.max(slots, index.owner.length * 2));
  owner.set(index.owner);
  index.owner = owner;
};

/** Makes a segment of its own for these slots, yielding now and then; nothing can find it before `addSegment`. */
export const buildSegment = async (slots: Iterable<number>, textOf: TextOf, sliceMs = 12): Promise<Segment> => {
  const builder = createSegmentBuilder();
  const pacer = createPacer(sliceMs, true);
  let count = 0;
  for (const slot of slots) {
    const text = textOf(slot);
    if (text) builder.add(slot, text);
    count += 1;
    if (count % 256 === 0) await pacer();
  }
  return builder.finish();
};

/** Puts a segment in place: from now on its slots are found by it alone. */
export const addSegment = (index: SearchIndex, slots: readonly number[], segment: Segment): void => {
  const serial = index.nextSerial++;
  let highest = -1;
  for (const slot of slots) if (slot > highest) highest = slot;
  growOwner(index, highest + 1);
  for (const slot of slots) index.owner[slot] = serial;
  index.segments.push({ serial, segment, slots: slots.length });
};

/** A small batch of changes at once: the changed slots' newest texts, `null` for those that are not to be found any more. */
export const updateSearchIndex = (index: SearchIndex, slots: readonly number[], textOf: TextOf): void => {
  const builder = createSegmentBuilder();
  for (const slot of slots) {
    const text = textOf(slot);
    if (text) builder.add(slot, text);
  }
  addSegment(index, slots, builder.finish());
};

/** Whether some segment holds the slot already. */
export const hasSegment = (index: SearchIndex, slot: number): boolean => (index.owner[slot] ?? 0) > 0;

const manySegments = 12;

/** Slots of the small segments where there are enough of them to be worth one segment; empty otherwise. */
export const slotsToGather = (index: SearchIndex): readonly number[] => {
  if (index.segments.length <= manySegments) return [];
  const largest = index.segments.reduce((a, b) => (b.slots > a.slots ? b : a));
  const small = new Set(index.segments.filter((entry) => entry !== largest).map((entry) => entry.serial));
  const slots: number[] = [];
  index.owner.forEach((serial, slot) => {
    if (small.has(serial)) slots.push(slot);
  });
  return slots;
};

/** Drops segments in which no slot has its newest text any more. */
export const dropEmptySegments = (index: SearchIndex): void => {
  const used = new Set(index.owner);
  index.segments = index.segments.filter((entry) => used.has(entry.serial));
};

export type SearchHits = {
  /** By slot: 0 not found, 1 found, 2 found with every word in the name. */
  readonly marks: Uint8Array;
  readonly total: number;
  /** How many of them have every word in the name. */
  readonly named: number;
  readonly fuzzy: boolean;
};

/** Fewer than there are bits in a small number. */
const mostWords = 30;

/** `listed` has 1 for each slot of the type that may be found; `survivors` names the slot that is found instead of a joined one, by its name. */
export type Findable = { readonly listed: Uint8Array; readonly survivors: ReadonlyMap<number, number> };

/** By slot, how many of the words from the first on are there, anywhere or in the name. */
type Progress = { readonly found: Uint8Array; readonly named: Uint8Array };

const moveOn = ({ found, named }: Progress, slot: number, position: number, isName: boolean): void => {
  if (found[slot] === position) found[slot] = position + 1;
  if (isName && named[slot] === position) named[slot] = position + 1;
};

/** Moves every slot on that has all words before this one. */
const markWord = ({ owner, segments }: SearchIndex, prefix: string, position: number, may: Findable, progress: Progress): void => {
  for (const { serial, segment } of segments) {
    const postings = postingsOf(segment, prefix);
    for (let i = 0; i < postings.length; i += 1) {
      const posting = postings[i] ?? 0;
      const slot = posting >>> 1;
      if (owner[slot] !== serial) continue;
      const isName = (posting & 1) === 1;
      const survivor = isName && may.listed[slot] === 0 ? may.survivors.get(slot) : undefined;
      moveOn(progress, slot, position, isName);
      if (survivor !== undefined) moveOn(progress, survivor, position, isName);
    }
  }
};

const search = (index: SearchIndex, alternatives: readonly (readonly string[])[], may: Findable, fuzzy: boolean): SearchHits => {
  const { listed } = may;
  const slots = listed.length;
  const [found, names] = [new Uint8Array(slots), new Uint8Array(slots)];
  alternatives.forEach((prefixes, position) => {
    for (const prefix of prefixes) markWord(index, prefix, position, may, { found, named: names });
  });
  const all = alternatives.length;
  let [total, named] = [0, 0];
  for (let slot = 0; slot < slots; slot += 1) {
    const mark = found[slot] === all && listed[slot] === 1 ? (names[slot] === all ? 2 : 1) : 0;
    found[slot] = mark;
    if (mark > 0) total += 1;
    if (mark === 2) named += 1;
  }
  return { marks: found, total, named, fuzzy };
};

/** The words of a folded text, each once. */
export const wordsOf = (key: string): readonly string[] => [...new Set(key.split(' '))].filter((word) => word !== '').slice(0, mostWords);

/**
 * Listed slots in which every word of `key` (folded) begins some word. Where nothing matches, numbers may be written otherwise; then a legal
 * form is left out, since it is written in many ways; and then words of four letters and more may be one letter off: exchanged, missing,
 * doubled or wrong.
 */
export const searchSlots = (index: SearchIndex, key: string, may: Findable): SearchHits => {
  const words = wordsOf(key);
  const exact = search(
    index,
    words.map((word) => [word]),
    may,
    false,
  );
  if (exact.total > 0 || words.length === 0) return exact;
  const readings = numberReadings(key);
  const numbers = readings === null ? exact : search(index, readings.slice(0, mostWords), may, false);
  if (numbers.total > 0) return numbers;
  const stem = wordsOf(withoutLegalForm(key) ?? '').map((word) => [word]);
  const companies = stem.length === 0 ? exact : search(index, stem, may, true);
  if (companies.total > 0) return companies;
  const isKnown = (prefix: string): boolean => index.segments.some(({ segment }) => hasPrefix(segment, prefix));
  const tolerant = words.map((word) => [word, ...spellings(word).filter(isKnown)]);
  if (tolerant.every((prefixes) => prefixes.length === 1)) return exact;
  const near = search(index, tolerant, may, true);
  return near.total > 0 ? near : exact;
};
