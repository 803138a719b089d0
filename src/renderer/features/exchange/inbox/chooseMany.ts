import type { FieldVersion, RecordChange, RivalEntry, Values } from '../../../../replica/api.ts';

/** What is kept for many at once: what is shown, what was written last, or what one office wrote. */
export type ManyChoice = { readonly keep: 'shown' | 'newest' } | { readonly keep: 'office'; readonly office: string };

/** What the list is narrowed to; null shows all of it. */
export type InboxFilter = { readonly type: string | null; readonly office: string | null; readonly kind: RivalEntry['kind'] | null };

export const everything: InboxFilter = { type: null, office: null, kind: null };

export const passes = (entry: RivalEntry, { type, office, kind }: InboxFilter): boolean =>
  (type === null || entry.type === type) &&
  (kind === null || entry.kind === kind) &&
  (office === null || entry.versions.some(({ by }) => by.office === office));

/** The offices that wrote any of the values, each once. */
export const officesOf = (entries: readonly RivalEntry[]): readonly string[] =>
  [...new Set(entries.flatMap(({ versions }) => versions.map(({ by }) => by.office)))].filter(Boolean).sort();

const chosen = ({ versions }: RivalEntry, choice: ManyChoice): FieldVersion | undefined => {
  if (choice.keep === 'shown') return versions[0];
  if (choice.keep === 'office') return versions.find(({ by }) => by.office === choice.office);
  return versions.toSorted((a, b) => b.by.at - a.by.at)[0];
};

/**
 * One change for each record, so that all of it is one commit and one step back. A record that one office deleted and another edited needs a
 * look of its own, and values that nobody of the chosen office wrote are left to decide.
 */
export const changesFor = (entries: readonly RivalEntry[], choice: ManyChoice): readonly RecordChange[] => {
  const byRecord = new Map<string, { readonly entry: RivalEntry; readonly set: Values }>();
  for (const entry of entries) {
    const version = entry.kind === 'values' ? chosen(entry, choice) : undefined;
    if (version === undefined) continue;
    const before = byRecord.get(entry.id)?.set ?? {};
    byRecord.set(entry.id, { entry, set: { ...before, [entry.path]: version.value } });
  }
  return [...byRecord.values()].map(({ entry: { type, id, seen }, set }) => ({ kind: 'set', type, id, set, shown: seen }));
};
