import { isRecordId } from '../base/ids.ts';
import { isJsonObject, type JsonObject } from '../base/json.ts';
import { deletedPath, type PackedRecord } from '../crdt/types.ts';
import type { BundleFault } from './errors.ts';
import { bundleLimits } from './format.ts';
import { isRunId } from './headerSchema.ts';

/** What is wrong with a value from JSON text as a record; null when every rule of the format holds and it is a `PackedRecord`. */
export type RecordCheck = (value: unknown, escapes: boolean) => BundleFault | null;

const liveMembers: ReadonlySet<string> = new Set(['type', 'id', 'f', 's', 'r', 'seen']);
const erasedMembers: ReadonlySet<string> = new Set(['type', 'id', 'erased', 'seen']);

/**
 * Checks records by hand, because a schema library costs ten times the parsing. Run ids are remembered, since a bundle names a few runs
 * a hundred thousand times. `mostFields`: how many a record may have. `escapes` says that the text held `\u`, the only way a lone surrogate gets into parsed text.
 */
export const createRecordCheck = (mostFields: number): RecordCheck => {
  const runs = new Set<string>();
  const isRun = (run: unknown): boolean => {
    if (typeof run !== 'string') return false;
    if (runs.has(run)) return true;
    if (!isRunId(run)) return false;
    runs.add(run);
    return true;
  };
  return (value, escapes) => recordFault(value, isRun, mostFields) ?? (escapes && !isWellFormed(value) ? 'surrogate' : null);
};

/** Says to the compiler what the check has just found to be so of every value. */
export const checkedRecords = (values: readonly unknown[]): readonly PackedRecord[] => values as readonly PackedRecord[];

/** Depth, keys and numbers of any value from JSON text; `depth` is that of the value's own parent. */
export const valueFault = (value: unknown, depth: number): BundleFault | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? null : 'shape';
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= bundleLimits.depth) return 'depth';
  if (!Array.isArray(value)) return membersFault(value as JsonObject, depth + 1, bundleLimits.fields);
  for (const item of value) {
    const fault = valueFault(item, depth + 1);
    if (fault !== null) return fault;
  }
  return null;
};

/** Whether no text in the value, keys included, holds half of a surrogate pair. */
export const isWellFormed = (value: unknown): boolean => {
  if (typeof value === 'string') return value.isWellFormed();
  if (Array.isArray(value)) return value.every(isWellFormed);
  if (!isJsonObject(value)) return true;
  return Object.keys(value).every((key) => key.isWellFormed() && isWellFormed(value[key]));
};

type IsRun = (run: unknown) => boolean;

const membersFault = (object: JsonObject, depth: number, mostFields: number): BundleFault | null => {
  let fields = 0;
  for (const key in object) {
    fields += 1;
    if (fields > mostFields) return 'fieldCount';
    if (!isKey(key)) return 'key';
    const value = object[key];
    if (typeof value === 'string' || typeof value === 'boolean') continue;
    const fault = valueFault(value, depth);
    if (fault !== null) return fault;
  }
  return null;
};

const isKey = (key: string): boolean =>
  key.length <= bundleLimits.keyCharacters && key !== '__proto__' && key !== 'constructor' && key !== 'prototype';

const recordFault = (value: unknown, isRun: IsRun, mostFields: number): BundleFault | null => {
  if (!isJsonObject(value)) return 'shape';
  const { type, id, seen } = value;
  if (typeof type !== 'string' || type === '' || type.length > bundleLimits.typeCharacters) return 'shape';
  if (typeof id !== 'string' || !isRecordId(id)) return 'shape';
  const isErased = Object.hasOwn(value, 'erased');
  const members = isErased ? erasedMembers : liveMembers;
  for (const key in value) if (!members.has(key)) return isKey(key) ? 'shape' : 'key';
  if (!isVector(seen, isRun, mostFields)) return 'shape';
  if (isErased) return isStamp(value.erased, isRun) ? null : 'shape';
  return liveFault(value, isRun, mostFields);
};

const liveFault = ({ f, s, r }: JsonObject, isRun: IsRun, mostFields: number): BundleFault | null => {
  if (!isJsonObject(f) || !isJsonObject(s)) return 'shape';
  const fault = membersFault(f, 2, mostFields) ?? stampsFault(f, s, isRun);
  if (fault !== null) return fault;
  if (Object.hasOwn(f, '') || (Object.hasOwn(f, deletedPath) && !isDeleteMark(f[deletedPath], isRun, mostFields))) return 'shape';
  return r === undefined ? null : rivalsFault(f, r, isRun, mostFields);
};

/** Every shown value has a stamp, and there is no stamp without its value. */
const stampsFault = (f: JsonObject, s: JsonObject, isRun: IsRun): BundleFault | null => {
  let own = 0;
  for (const path in s) {
    if (!isStamp(s[path], isRun) || (path !== '' && !Object.hasOwn(f, path))) return isKey(path) ? 'shape' : 'key';
    if (path !== '') own += 1;
  }
  return Object.hasOwn(s, '') || own === Object.keys(f).length ? null : 'shape';
};

const rivalsFault = (f: JsonObject, r: unknown, isRun: IsRun, mostFields: number): BundleFault | null => {
  if (!isJsonObject(r)) return 'shape';
  const fault = membersFault(r, 2, mostFields);
  if (fault !== null) return fault;
  for (const path of Object.keys(r)) {
    const versions = r[path];
    if (!Object.hasOwn(f, path) || !Array.isArray(versions) || versions.length === 0) return 'shape';
    for (const version of versions) {
      if (!isVersion(version, isRun) || (path === deletedPath && !isDeleteMark(version.v, isRun, mostFields))) return 'shape';
    }
  }
  return null;
};

const isVersion = (version: unknown, isRun: IsRun): version is JsonObject =>
  isJsonObject(version) && Object.keys(version).length === 2 && Object.hasOwn(version, 'v') && isStamp(version.s, isRun);

const isDeleteMark = (value: unknown, isRun: IsRun, most: number): boolean =>
  isJsonObject(value) && (value.del === true ? isVector(value.saw, isRun, most) : value.del === false);

const isStamp = (stamp: unknown, isRun: IsRun): boolean =>
  Array.isArray(stamp) && stamp.length === 3 && isRun(stamp[0]) && isCommitNumber(stamp[1]) && Number.isSafeInteger(stamp[2]);

/** As many runs as a header's heads may name; every stamp of the record is looked up among them. */
const isVector = (vector: unknown, isRun: IsRun, most: number): boolean => {
  if (!isJsonObject(vector)) return false;
  let runs = 0;
  for (const run in vector) {
    runs += 1;
    if (runs > most || !isRun(run) || !isCommitNumber(vector[run])) return false;
  }
  return true;
};

const isCommitNumber = (n: unknown): boolean => typeof n === 'number' && Number.isSafeInteger(n) && n >= 1;
