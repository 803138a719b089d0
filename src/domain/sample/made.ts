import type { RecordId } from '../../base/ids.ts';
import type { Json } from '../../base/json.ts';
import type { Language, RecordType } from '../recordTypes.ts';
import { createSeededId } from '../seeded.ts';
import type { NewRecord, Values } from '../values.ts';

const madeAt = Date.UTC(2012, 0, 31);

/** FNV-1a over the code units of a text. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
};

/** The id of the sample record known as `key` within its type; the same on every machine, so that two sample sets are one. */
export const sampleId = (type: RecordType, key: string): RecordId => createSeededId(hashOf(`${type}/${key}`), key.length, madeAt);

/** A record of the sample set. */
export const made = (type: RecordType, key: string, values: Values): NewRecord => ({
  type,
  id: sampleId(type, key),
  values: { ...values, sample: true },
});

/** A text in the languages it was written in. */
export type Texts = Readonly<Partial<Record<Language, string>>>;

/** The paths of a translated field. */
export const translated = (name: string, texts: Texts): Values =>
  Object.fromEntries(Object.entries(texts).map(([language, text]) => [`${name}.${language}`, text]));

/** The paths of a set. */
export const setOf = (name: string, elements: readonly string[]): Values =>
  Object.fromEntries(elements.map((element) => [`${name}/${element}`, true]));

/** The paths of entries; their keys are derived from the record's own, so that they too are the same everywhere. */
export const entries = (name: string, owner: string, values: readonly Readonly<Record<string, Json>>[]): Values =>
  Object.fromEntries(values.map((value, at) => [`${name}/${sampleId('visit', `${owner}/${name}/${at}`)}`, value]));
