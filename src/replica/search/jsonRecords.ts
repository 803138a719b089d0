import type { Json } from '../../base/json.ts';
import type { RecordType } from '../../domain/recordTypes.ts';
import { isSearchedAsWritten, type SearchedPath, searchedPath, takeSearched } from '../../domain/searchText.ts';
import { backslash, braceClosed, braceOpen, colon, comma, plainUnits, quote, standsAt, stringEnd, valueAt, valueEnd } from './jsonText.ts';
import type { SegmentBuilder, Where } from './segmentBuilder.ts';
import { hashEnd, hashOn, hashStart } from './words.ts';

/** Reads the words of records from their JSON text, without making objects and strings of what is searched as it is written. */

/**
 * Adds the words of the record that begins at `from`, under `slot`, and answers where it ends. -1, with nothing added, where it is not written
 * as this program writes and has to be parsed.
 */
export type RecordReader = (json: Uint8Array, from: number, slot: number) => number;

/** How `true` begins. */
const letterT = 0x74;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const fieldsKey = bytesOf('"f":{');

/** What is known of a path, found by a hash of its bytes. */
type KnownPath = { readonly key: Uint8Array; readonly isTitle: boolean; readonly searched: SearchedPath | null };

const mostPaths = 10_000;

/** How records of a type that is titled by one field begin and are read. */
export const createRecordReader = (type: RecordType, titleField: string, builder: SegmentBuilder): RecordReader => {
  const opening = bytesOf(`{"type":"${type}",`);
  const paths = new Map<number, KnownPath>();
  /** Of the record that is being read: the values that are searched, and where they begin and end. */
  const found: KnownPath[] = [];
  const places: number[] = [];
  let slot = 0;
  let where: Where = 0;
  const take = (text: string): void => builder.addText(slot, text, where);

  const pathAt = (json: Uint8Array, from: number, end: number, hash: number): KnownPath => {
    const known = paths.get(hash);
    if (known !== undefined && known.key.length === end - from && standsAt(json, from, known.key)) return known;
    const key = json.slice(from, end);
    const path = new TextDecoder().decode(key);
    const fresh = { key, isTitle: path === titleField, searched: searchedPath(type, path) };
    if (paths.size > mostPaths) paths.clear();
    paths.set(hash, fresh);
    return fresh;
  };

  const addValue = (json: Uint8Array, known: KnownPath, from: number, end: number): void => {
    const { searched } = known;
    if (searched === null) return;
    const first = json[from];
    if (first === quote && isSearchedAsWritten(searched)) {
      const plain = plainUnits(json, from + 1, end - 1);
      if (plain === null || json[end - 1] !== quote || !builder.addUnits(slot, plain.units, plain.length, where))
        take(valueAt(json, from, end) as string);
    } else if (first === quote || first === braceOpen || first === letterT) takeSearched(searched, valueAt(json, from, end) as Json, take);
  };

  /** Notes the values of `f`, whose brace stands at `from`; answers where it ends, -1 where a key is not written plainly. */
  const readFields = (json: Uint8Array, from: number): number => {
    found.length = 0;
    places.length = 0;
    let at = from;
    do {
      at += 1;
      if (json[at] === braceClosed && found.length === 0) break;
      if (json[at] !== quote) return -1;
      const keyStart = at + 1;
      let hash = hashStart;
      for (at = keyStart; json[at] !== quote; at += 1) {
        if (at >= json.length || json[at] === backslash) return -1;
        hash = hashOn(hash, json[at] ?? 0);
      }
      const known = pathAt(json, keyStart, at, hashEnd(hash) >>> 2); // A small integer, which a map finds fastest.
      if (json[at + 1] !== colon) return -1;
      const start = at + 2;
      at = valueEnd(json, start);
      found.push(known);
      places.push(start, at);
    } while (json[at] === comma);
    return json[at] === braceClosed ? at + 1 : -1;
  };

  /** Adds the title, or all the rest. */
  const addFound = (json: Uint8Array, own: Where): void => {
    where = own;
    for (let index = 0; index < found.length; index += 1) {
      const known = found[index];
      const start = places[index * 2] ?? 0;
      const isTitle = known?.isTitle === true && json[start] === quote;
      if (known !== undefined && isTitle === (where === 1)) addValue(json, known, start, places[index * 2 + 1] ?? 0);
    }
  };

  return (json, from, own) => {
    if (!standsAt(json, from, opening)) return -1;
    slot = own;
    let at = from + opening.length;
    while (json[at] === quote && !standsAt(json, at, fieldsKey)) {
      at = valueEnd(json, stringEnd(json, at) + 2);
      if (json[at] === braceClosed) return at + 1;
      at += 1;
    }
    if (json[at] !== quote) return -1;
    at = readFields(json, at + fieldsKey.length - 1);
    if (at < 0) return -1;
    while (json[at] === comma) at = valueEnd(json, at + 1);
    if (json[at] !== braceClosed) return -1;
    addFound(json, 1);
    addFound(json, 0);
    return at + 1;
  };
};
