import { type ByteReader, joinBytes } from './bytes.ts';

/** Which way is up (1 … 8) and where a picture was taken, out of all that an Exif block may tell. */
export type KeptExif = { readonly orientation: number; readonly position: readonly PositionEntry[] };
type PositionEntry = { readonly tag: number; readonly value: Uint8Array };

const orientationTag = 0x0112;
const positionPointer = 0x8825;
const mostEntries = 500;

const ascii = 2;
const short = 3;
const long = 4;
const rational = 5;

type Form = { readonly type: number; readonly count: number; readonly bytes: number };
/** Latitude, longitude and altitude with their signs (Exif 2.32, 4.6.6), each in its one lawful form; everything else of the directory is left out. */
const positionForms: ReadonlyMap<number, Form> = new Map([
  [1, { type: ascii, count: 2, bytes: 2 }],
  [2, { type: rational, count: 3, bytes: 24 }],
  [3, { type: ascii, count: 2, bytes: 2 }],
  [4, { type: rational, count: 3, bytes: 24 }],
  [5, { type: 1, count: 1, bytes: 1 }],
  [6, { type: rational, count: 1, bytes: 8 }],
]);

const nothing: KeptExif = { orientation: 1, position: [] };

/** Reads a TIFF header at `tiff` and what it leads to; a block that is none, or leads beyond the file, tells nothing. */
export const readExif = (reader: ByteReader, tiff: number): KeptExif => {
  const mark = reader.text(tiff, 2);
  if (mark !== 'II' && mark !== 'MM') return nothing;
  const little = mark === 'II';
  const u16 = little ? reader.u16le : reader.u16;
  const u32 = little ? reader.u32le : reader.u32;
  const entriesOf = (directory: number): readonly number[] =>
    Array.from({ length: Math.min(u16(directory) || 0, mostEntries) }, (_, at) => directory + 2 + at * 12);

  let orientation = 1;
  let position: readonly PositionEntry[] = [];
  for (const at of entriesOf(tiff + u32(tiff + 4))) {
    const value = u16(at + 8);
    if (u16(at) === orientationTag && value >= 1 && value <= 8) orientation = value;
    if (u16(at) === positionPointer) position = entriesOf(tiff + u32(at + 8)).flatMap((each) => positionEntry(reader, tiff, each, little));
  }
  const tags = new Set(position.map(({ tag }) => tag));
  return { orientation, position: tags.has(2) && tags.has(4) ? position : [] };
};

const positionEntry = (reader: ByteReader, tiff: number, at: number, little: boolean): readonly PositionEntry[] => {
  const u16 = little ? reader.u16le : reader.u16;
  const u32 = little ? reader.u32le : reader.u32;
  const tag = u16(at);
  const form = positionForms.get(tag);
  if (!form || u16(at + 2) !== form.type || u32(at + 4) !== form.count) return [];
  const from = form.bytes <= 4 ? at + 8 : tiff + u32(at + 8);
  if (!(from + form.bytes <= reader.length)) return [];
  const value = reader.slice(from, from + form.bytes).slice();
  if (form.type === rational && little) for (let each = 0; each < value.length; each += 4) value.subarray(each, each + 4).reverse();
  return [{ tag, value }];
};

const numbers = (...sized: readonly (readonly [value: number, bytes: 2 | 4])[]): Uint8Array =>
  joinBytes(
    sized.map(([value, bytes]) => Uint8Array.from({ length: bytes }, (_, at) => Math.floor(value / 256 ** (bytes - 1 - at)) % 256)),
  );

/** A TIFF block that tells exactly this; null where there is nothing to tell. */
export const writeExif = ({ orientation, position }: KeptExif): Uint8Array | null => {
  const turned = orientation !== 1;
  const placed = position.length > 0;
  if (!turned && !placed) return null;
  const count = Number(turned) + Number(placed);
  const directoryEnd = 8 + 2 + count * 12 + 4;
  const head = [numbers([0x4d4d, 2], [0x2a, 2], [8, 4], [count, 2])];
  if (turned) head.push(numbers([orientationTag, 2], [short, 2], [1, 4], [orientation, 2], [0, 2]));
  if (placed) head.push(numbers([positionPointer, 2], [long, 2], [1, 4], [directoryEnd, 4]));
  return joinBytes([...head, numbers([0, 4]), ...(placed ? positionDirectory(position, directoryEnd) : [])]);
};

const positionDirectory = (position: readonly PositionEntry[], at: number): readonly Uint8Array[] => {
  let valueAt = at + 2 + position.length * 12 + 4;
  const entries: Uint8Array[] = [];
  const values: Uint8Array[] = [];
  for (const { tag, value } of position.toSorted((one, other) => one.tag - other.tag)) {
    const form = positionForms.get(tag);
    entries.push(numbers([tag, 2], [form?.type ?? 0, 2], [form?.count ?? 0, 4]));
    if (value.length <= 4) {
      entries.push(value, new Uint8Array(4 - value.length));
      continue;
    }
    entries.push(numbers([valueAt, 4]));
    values.push(value);
    valueAt += value.length;
  }
  return [numbers([position.length, 2]), ...entries, numbers([0, 4]), ...values];
};

/** What a cleaned picture says of itself: always which way is up, and the position only where a person wants it kept. */
export const cleanExif = (reader: ByteReader, tiff: number, keepPosition: boolean): Uint8Array | null => {
  const kept = readExif(reader, tiff);
  return writeExif(keepPosition ? kept : { ...kept, position: [] });
};
