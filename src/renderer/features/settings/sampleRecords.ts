import { isJsonObject } from '../../../base/json.ts';
import { fieldsOf } from '../../../domain/fields.ts';
import { type RecordType, recordTypes } from '../../../domain/recordTypes.ts';
import { textAt, type Values } from '../../../domain/values.ts';
import type { Condition, RecordChange, RecordView, ReplicaApi, Row } from '../../../replica/api.ts';

const pageSize = 500;
const sample = [{ path: 'sample', is: true }] as const;
const notSample = [{ path: 'sample', present: false }] as const;

const allOf = async (replica: ReplicaApi, type: RecordType, where: readonly Condition[]): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (;;) {
    const page = await replica.list({ type, where, locale: 'en', offset: rows.length, limit: pageSize });
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

/** What may be the id of a record among the values of another one, whatever field it stands in. */
const namedIn = (values: Values): readonly string[] =>
  Object.entries(values).flatMap(([path, value]) => {
    if (value === true) return path.slice(path.indexOf('/') + 1);
    const parts = isJsonObject(value) ? Object.values(value) : [value];
    return parts.filter((part) => typeof part === 'string');
  });

/** Types whose records name others; an organisation does only where it is joined, and then it is among the `joined` of the other. */
const namingTypes = recordTypes.filter((type) =>
  fieldsOf[type].some(({ name, kind, to }) => name !== 'sameAs' && (to !== undefined || kind === 'reference' || kind === 'entries')),
);

type Sorted = { readonly goes: readonly RecordView[]; readonly stays: readonly RecordView[]; readonly kept: readonly RecordView[] };

/**
 * Splits the sample into what goes, what stays because a person has made it their own (by editing it, or by working in that office, one of
 * `offices`), and what is kept as sample because a record that stays, or one of `named`, names it. What belongs to a record that goes, goes with it.
 */
export const sortOutSample = (
  views: readonly RecordView[],
  offices: ReadonlySet<string> = new Set(),
  named: Iterable<string> = [],
): Sorted => {
  const byId = new Map(views.flatMap((view) => [view.id, ...view.joined].map((id): [string, RecordView] => [id, view])));
  const ownerOf = (view: RecordView): RecordView | undefined => {
    const path = ownerPath[view.type];
    return path === undefined ? undefined : byId.get(textAt(view.values, path));
  };
  const needed = new Set<RecordView>();
  const need = (view: RecordView | undefined): void => {
    if (view === undefined || needed.has(view)) return;
    needed.add(view);
    need(ownerOf(view));
  };
  const staysHere = (view: RecordView): boolean => {
    if (offices.has(view.id)) return true;
    const owner = ownerOf(view);
    return isEdited(view) && (owner === undefined || owner === view || needed.has(owner) || staysHere(owner));
  };
  for (const id of named) need(byId.get(id));
  const stays = new Set(views.filter(staysHere));
  for (const view of stays) if (isEdited(view)) for (const id of namedIn(view.values)) need(byId.get(id));
  return {
    goes: views.filter((view) => !stays.has(view) && !needed.has(view)),
    stays: [...stays],
    kept: views.filter((view) => needed.has(view) && !stays.has(view)),
  };
};

/** The own office, and those in whose name something has been written. */
const workingOffices = async (replica: ReplicaApi): Promise<ReadonlySet<string>> => {
  const [identity, ledger] = await Promise.all([replica.identity(), replica.ledger()]);
  const heard = ledger.filter(({ lastHeardAt }) => lastHeardAt !== null).map(({ office }) => office.id);
  return new Set(identity ? [identity.office.id, ...heard] : heard);
};

const isSample = ({ values }: Row): boolean => values.sample === true;

/** Ids that the person's own records and open forms name, and those of the own records that are joined to one of `views`. */
const namedByOwn = async (replica: ReplicaApi, views: readonly RecordView[]): Promise<readonly string[]> => {
  const [drafts, ...rows] = await Promise.all([replica.drafts(), ...namingTypes.map((type) => allOf(replica, type, notSample))]);
  const joined = await Promise.all(
    views.filter((view) => view.joined.length > 0).map(async ({ type, joined }) => replica.rows(type, joined)),
  );
  return [
    ...drafts.map(({ id }) => id),
    ...[...drafts, ...rows.flat()].flatMap(({ values }) => namedIn(values)),
    ...joined.flat().flatMap((row) => (isSample(row) || row.deleted ? [] : row.id)),
  ];
};

export type SampleRemoval = { readonly changes: readonly RecordChange[]; readonly removed: number; readonly kept: number };

/**
 * One commit that deletes every record marked as sample. What somebody has edited or works in stays and loses the mark: it is theirs now. What
 * own records name is `kept` with its mark until nothing names it.
 */
export const sampleRemoval = async (replica: ReplicaApi): Promise<SampleRemoval> => {
  const rows = (await Promise.all(recordTypes.map((type) => allOf(replica, type, sample)))).flat();
  const views = (await Promise.all(rows.map((row) => replica.get(row.type, row.id)))).filter((view) => view !== null);
  const { goes, stays, kept } = sortOutSample(views, await workingOffices(replica), await namedByOwn(replica, views));
  const deletions = goes.map(({ type, id, seen }): RecordChange => ({ kind: 'delete', type, id, shown: seen }));
  const unmarked = stays.map(({ type, id, seen }): RecordChange => ({ kind: 'set', type, id, set: { sample: null }, shown: seen }));
  return { changes: [...deletions, ...unmarked], removed: deletions.length, kept: kept.length };
};
