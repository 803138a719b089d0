import type { RecordId } from '../base/ids.ts';
import { joinPath } from '../crdt/joins.ts';
import { isErased } from '../crdt/pack.ts';
import type { RecordChange } from './api.ts';
import { recordOf, type Shelf } from './shelf.ts';
import { valueAt } from './values.ts';

/** Every record that joins, with those that it names or that name it. */
const linksOf = (shelf: Shelf): ReadonlyMap<string, readonly string[]> => {
  const links = new Map<string, string[]>();
  const link = (from: string, to: string): void => void links.set(from, [...(links.get(from) ?? []), to]);
  for (const slot of shelf.joined) {
    const record = shelf.records[slot];
    const target = record && valueAt(record, joinPath);
    if (record === undefined || typeof target !== 'string') continue;
    link(record.id, target);
    link(target, record.id);
  }
  return links;
};

/**
 * The records that were joined with `id`, over others or not, whichever of them yields, each once. Unlike where lists follow a join, deleted
 * ones are among them and lead on: they hold what they held, and may come back. One that is erased or missing says nothing of others.
 */
export const joinedWith = (shelf: Shelf, id: RecordId): readonly RecordId[] => {
  if (shelf.joined.size === 0) return [];
  const links = linksOf(shelf);
  const found = new Set<string>([id]); // It grows while it is walked.
  const records: RecordId[] = [];
  for (const each of found) {
    for (const next of links.get(each) ?? []) {
      const record = recordOf(shelf, next);
      if (record === undefined || isErased(record) || found.has(next)) continue;
      found.add(next);
      records.push(record.id);
    }
  }
  return records;
};

/**
 * What a person asks for, with the erasure of all that is joined with what they erase: it is about the same person or organisation, and half
 * an erasure is none. What a store erases once more after a restore is not widened: a record that somebody kept since would go with it unasked.
 */
export const withJoined = (shelves: ReadonlyMap<string, Shelf>, changes: readonly RecordChange[]): readonly RecordChange[] => {
  const asked = new Set(changes.flatMap((change) => (change.kind === 'erase' ? [change.id] : [])));
  const further = new Map<RecordId, RecordChange>();
  for (const change of changes) {
    const shelf = change.kind === 'erase' ? shelves.get(change.type) : undefined;
    if (shelf === undefined) continue;
    for (const id of joinedWith(shelf, change.id)) if (!asked.has(id)) further.set(id, { kind: 'erase', type: change.type, id });
  }
  return [...changes, ...further.values()];
};
