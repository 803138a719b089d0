import { isJsonObject, type Json } from '../base/json.ts';
import { isErased } from '../crdt/pack.ts';
import { isDeleted, versionsOf } from '../crdt/read.ts';
import type { OriginalRef } from './api.ts';
import type { Session } from './session.ts';
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
