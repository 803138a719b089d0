import { isJsonObject, type Json, own } from '../base/json.ts';
import { isErased } from '../crdt/pack.ts';
import { shownValues } from '../crdt/read.ts';
import type { PackedRecord } from '../crdt/types.ts';
import { languages } from '../domain/recordTypes.ts';
import type { Values } from './api.ts';

/** The value at a path, or at one part of a group (`address>county`); `undefined` where there is none, it was cleared, or the record was erased. */
export const valueAt = (record: PackedRecord, path: string): Json | undefined => {
  if (isErased(record)) return undefined;
  const cut = path.indexOf('>');
  const value = own(record.f, cut < 0 ? path : path.slice(0, cut));
  const part = cut < 0 ? value : isJsonObject(value) ? own(value, path.slice(cut + 1)) : undefined;
  return part === null ? undefined : part;
};

/** Like `valueAt`; a translated field may be named without a language and answers in `language`, else in any. */
export const valueIn = (record: PackedRecord, path: string, language: string): Json | undefined => {
  const value = valueAt(record, path);
  if (value !== undefined) return value;
  return [language, ...languages].map((each) => valueAt(record, `${path}.${each}`)).find((each) => each !== undefined);
};

/** Shown values by path, without cleared fields and elements taken out of sets; none for an erased record. */
export const valuesOf = (record: PackedRecord): Values => (isErased(record) ? {} : shownValues(record));
