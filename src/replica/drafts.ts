import { err, ok, type Result } from '../base/result.ts';
import { isErased } from '../crdt/pack.ts';
import type { PackedRecord } from '../crdt/types.ts';
import { maxDraftsText } from '../exchange/sentinel.ts';
import type { CommitError, Draft } from './api.ts';
import { decode, encode } from './codec.ts';
import type { Database, MetaRow } from './database.ts';
import { within } from './deadline.ts';
import { isStoreLost, writeAside, writeOwned } from './fence.ts';
import { writeWithin } from './journal.ts';
import type { Session } from './session.ts';
import { recordOf } from './shelf.ts';

const draftPrefix = 'draft/';

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' && value !== null && 'key' in value && 'type' in value && 'id' in value && 'values' in value && 'at' in value;

const readDraft = (data: Uint8Array): Draft => {
  const value = decode(data);
  if (!isDraft(value)) throw new Error('A saved draft cannot be read.');
  return value;
};

const isErasedHere = (session: Session, { type, id, question }: Draft): boolean => {
  const shelf = session.shelves.get(type);
  return [id, ...(question?.duplicate ? [question.duplicate.id] : [])].some((each) => {
    const record = shelf && recordOf(shelf, each);
    return record !== undefined && isErased(record);
  });
};

const tellDrafted = ({ whenDrafted, emit }: Session, isGone: boolean): Promise<unknown> => {
  emit({ kind: 'drafted' });
  return Promise.all([...whenDrafted].map((tell) => tell(isGone)));
};

/** So long a form stays for a host that is to forget it too. */
const goneWaitMs = 100;

/** Keeps what is being typed, durably. A draft is local: no bundle ever carries it. Refused for a record that has been erased. */
export const saveDraft = async (session: Session, draft: Draft): Promise<Result<{ readonly at: number }, CommitError>> => {
  if (session.takenOver) return err({ type: 'takenOver' });
  if (isErasedHere(session, draft)) return err({ type: 'invalidChange', path: '#erased' });
  const row = { key: draftPrefix + draft.key, data: encode(draft) };
  const failure = await writeWithin(
    session,
    () => writeOwned(session, [], () => session.db.meta.put(row)),
    () => undefined,
  );
  if (failure) return err(failure);
  await tellDrafted(session, false);
  return ok({ at: draft.at });
};

export const draftOf = async (session: Session, key: string): Promise<Draft | null> => {
  const row = await session.db.meta.get(draftPrefix + key);
  return row ? readDraft(row.data) : null;
};

/** Those of the drafts that fit into `maxDraftsText`, the latest first, as one text for the host; one that cannot be read is left out. */
export const draftsText = async (db: Database): Promise<string> => {
  const drafts = (await draftRows(db)).flatMap(({ data }) => {
    const draft: unknown = decode(data);
    return isDraft(draft) ? [draft] : [];
  });
  const texts: string[] = [];
  let room = maxDraftsText - 2;
  for (const draft of drafts.sort((a, b) => b.at - a.at)) {
    const text = JSON.stringify(draft);
    room -= text.length + 1;
    if (room < 0) break;
    texts.push(text);
  }
  return `[${texts.join(',')}]`;
};

/** The rows of what `draftsText` made; none of a text that cannot be read. */
export const rowsOfDrafts = (text: string): readonly MetaRow[] => {
  try {
    const drafts: unknown = JSON.parse(text);
    return Array.isArray(drafts) ? drafts.filter(isDraft).map((draft) => ({ key: draftPrefix + draft.key, data: encode(draft) })) : [];
  } catch {
    return []; // What was begun is not worth a rebuilding that fails.
  }
};

/** The rows that drafts are kept in, as they are. */
export const draftRows = (db: Database): Promise<readonly MetaRow[]> => db.meta.where('key').startsWith(draftPrefix).toArray();

/** Whether a draft is of one of these records, or about one that was joined to it. */
const isAbout = (key: string, ids: ReadonlySet<string>): boolean => key.split('/').some((part) => ids.has(part));

/** Those rows of drafts that are not of a record which has been erased. */
export const draftsOfOthers = ({ shelves }: Session, rows: readonly MetaRow[]): readonly MetaRow[] => {
  const erased = new Set([...shelves.values()].flatMap((shelf) => [...shelf.erased]));
  return rows.filter(({ key }) => !isAbout(key, erased));
};

/** All drafts, the latest first. */
export const listDrafts = async (session: Session): Promise<readonly Draft[]> => {
  const rows = await draftRows(session.db);
  return rows.map((row) => readDraft(row.data)).sort((a, b) => b.at - a.at);
};

export const dropDraft = async (session: Session, key: string): Promise<void> => {
  if (session.takenOver) return;
  try {
    await writeAside(session, [], () => session.db.meta.delete(draftPrefix + key));
    await within(goneWaitMs, tellDrafted(session, true));
  } catch (error) {
    if (!isStoreLost(error)) throw error;
  }
};

/** Forgets what was typed for records that have been erased since. */
export const dropDraftsOf = async (session: Session, records: readonly PackedRecord[]): Promise<void> => {
  if (records.length === 0) return;
  const ids = new Set<string>(records.map(({ id }) => id));
  const rows = await draftRows(session.db);
  const keys = rows.flatMap(({ key }) => (isAbout(key, ids) ? [key] : []));
  await writeAside(session, [], () => session.db.meta.bulkDelete(keys));
  await within(goneWaitMs, tellDrafted(session, true));
};
