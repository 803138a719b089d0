import { type RecordType, recordTypes } from '../../../domain/recordTypes.ts';
import { textAt } from '../../../domain/values.ts';
import type { RecordChange, RecordView, ReplicaApi, Row } from '../../../replica/api.ts';

const pageSize = 500;
const sample = [{ path: 'sample', is: true }] as const;

const allOf = async (replica: ReplicaApi, type: RecordType): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (;;) {
    const page = await replica.list({ type, where: sample, locale: 'en', offset: rows.length, limit: pageSize });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
};

/** How many live records are marked as sample, over all types. */
export const countSample = async (replica: ReplicaApi): Promise<number> => {
  const pages = await Promise.all(recordTypes.map((type) => replica.list({ type, where: sample, locale: 'en', offset: 0, limit: 1 })));
  return pages.reduce((sum, page) => sum + page.total, 0);
};

/** Where a record of a type belongs to another one, without which it says nothing. */
const ownerPath: Readonly<Partial<Record<RecordType, string>>> = {
  session: 'event',
  registration: 'event',
  scan: 'event',
  consent: 'registration',
  attachment: 'of',
};

/** Whether somebody has written to a sample record since it was made: then not all its fields come from the commit that marked it. */
const isEdited = ({ changedBy }: RecordView): boolean => {
  const made = changedBy.sample;
  return made !== undefined && Object.values(changedBy).some(({ run, n }) => run !== made.run || n !== made.n);
};

/**
 * Splits the sample into what goes and what a person has made their own: by editing it, or by working in that office, one of `offices`. What
 * belongs to a record that goes, goes with it.
 */
export const sortOutSample = (
  views: readonly RecordView[],
  offices: ReadonlySet<string> = new Set(),
): { readonly goes: readonly RecordView[]; readonly stays: readonly RecordView[] } => {
  const byId = new Map(views.map((view) => [view.id as string, view]));
  const staysHere = (view: RecordView): boolean => {
    const path = ownerPath[view.type];
    const owner = path === undefined ? undefined : byId.get(textAt(view.values, path));
    return offices.has(view.id) || (isEdited(view) && (owner === undefined || owner === view || staysHere(owner)));
  };
  const staying = new Set(views.filter(staysHere));
  return { goes: views.filter((view) => !staying.has(view)), stays: [...staying] };
};

export type SampleRemoval = { readonly changes: readonly RecordChange[]; readonly removed: number };

/** The own office, and those in whose name something has been written. */
const workingOffices = async (replica: ReplicaApi): Promise<ReadonlySet<string>> => {
  const [identity, ledger] = await Promise.all([replica.identity(), replica.ledger()]);
  const heard = ledger.filter(({ lastHeardAt }) => lastHeardAt !== null).map(({ office }) => office.id);
  return new Set(identity ? [identity.office.id, ...heard] : heard);
};

/** One commit that deletes every record marked as sample. What somebody has edited or works in stays and loses the mark: it is theirs now. */
export const sampleRemoval = async (replica: ReplicaApi): Promise<SampleRemoval> => {
  const rows = (await Promise.all(recordTypes.map((type) => allOf(replica, type)))).flat();
  const views = (await Promise.all(rows.map((row) => replica.get(row.type, row.id)))).filter((view) => view !== null);
  const { goes, stays } = sortOutSample(views, await workingOffices(replica));
  const deletions = goes.map(({ type, id, seen }): RecordChange => ({ kind: 'delete', type, id, shown: seen }));
  const kept = stays.map(({ type, id, seen }): RecordChange => ({ kind: 'set', type, id, set: { sample: null }, shown: seen }));
  return { changes: [...deletions, ...kept], removed: deletions.length };
};
