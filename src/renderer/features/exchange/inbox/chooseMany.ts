import { type RecordType, recordTypes } from '../../../../domain/recordTypes.ts';
import type { FieldVersion, InboxFilter, InboxPage, RecordChange, RivalEntry } from '../../../../replica/api.ts';

/**
 * What is kept for many at once: of differing values what is shown, what was written last, or what one office wrote; of records that were
 * deleted here and edited there the records, or nothing.
 */
export type ManyChoice =
  | { readonly keep: 'shown' | 'newest' }
  | { readonly keep: 'office'; readonly office: string }
  | { readonly keep: 'records' | 'nothing' };

export const everything: InboxFilter = { type: null, office: null, kind: null };

/** What the list can be narrowed by: where there is a choice, and what is chosen already, or nobody could let go of it. */
export const ways = (
  page: Pick<InboxPage, 'types' | 'offices'>,
  filter: InboxFilter,
): { readonly types: readonly RecordType[]; readonly offices: readonly string[] } => {
  const types = recordTypes.filter((type) => page.types[type] !== undefined || filter.type === type);
  const lost = filter.office === null || page.offices.includes(filter.office) ? [] : [filter.office];
  const offices = [...page.offices, ...lost];
  return {
    types: types.length > 1 || filter.type !== null ? types : [],
    offices: offices.length > 1 || filter.office !== null ? offices : [],
  };
};

/** Whether it asks about a whole record and not about the values of a field. */
export const isOfRecord = ({ kind }: RivalEntry): boolean => kind !== 'values' && kind !== 'joined';

const chosen = ({ versions }: RivalEntry, choice: ManyChoice): FieldVersion | undefined => {
  if (choice.keep === 'shown') return versions[0];
  if (choice.keep === 'office') return versions.find(({ by }) => by.office === choice.office);
  return versions.toSorted((a, b) => b.by.at - a.by.at)[0];
};

type Chosen = { readonly entry: RivalEntry; readonly set: Map<string, FieldVersion> };

/** Several entries may be about one field: its own values, and what was written into a record joined to this one. The newer choice stands. */
const choose = (byRecord: Map<string, Chosen>, entry: RivalEntry, version: FieldVersion): void => {
  const record = byRecord.get(entry.id) ?? { entry, set: new Map() };
  const before = record.set.get(entry.path);
  if (before === undefined || version.by.at > before.by.at) record.set.set(entry.path, version);
  byRecord.set(entry.id, record);
};

const valuesChosen = (entries: readonly RivalEntry[], choice: ManyChoice): readonly RecordChange[] => {
  const byRecord = new Map<string, Chosen>();
  const closed: RecordChange[] = [];
  for (const entry of entries) {
    const { type, path, versions, duplicate } = entry;
    const version = isOfRecord(entry) ? undefined : chosen(entry, choice);
    if (version === undefined) continue;
    if (duplicate !== null) closed.push({ kind: 'settleJoined', type, id: duplicate.id, path, shown: duplicate.seen });
    if (duplicate === null || version !== versions[0]) choose(byRecord, entry, version);
  }
  const written = [...byRecord.values()].map(({ entry: { type, id, seen }, set }): RecordChange => {
    const values = Object.fromEntries([...set].map(([path, { value }]) => [path, value]));
    return { kind: 'set', type, id, set: values, shown: seen };
  });
  return [...written, ...closed];
};

/**
 * What choosing for many writes: one change for each record, so that all of it is one commit and one step back. Values that nobody of the
 * chosen office wrote are left to decide, and records that were deleted and edited are decided on by a choice of their own.
 */
export const changesFor = (entries: readonly RivalEntry[], choice: ManyChoice): readonly RecordChange[] => {
  if (choice.keep !== 'records' && choice.keep !== 'nothing') return valuesChosen(entries, choice);
  const kind = choice.keep === 'records' ? 'undelete' : 'delete';
  return entries.filter((entry) => entry.kind === 'editAgainstDelete').map(({ type, id, seen }) => ({ kind, type, id, shown: seen }));
};
