import type { Bytes } from '../exchange/format.ts';
import type { Identity, Row } from './api.ts';
import { decode, decodeNote, decodePage, encode, type JournalNote, type Page } from './codec.ts';
import type { Database, JournalRow } from './database.ts';
import { type JournalDocument, readDocument } from './document.ts';
import { type Facts, factsFromJson, factsToJson, identityFromJson, isReceipt, noFacts } from './facts.ts';
import { nextChain } from './journal.ts';
import { createPacer } from './pause.ts';

/** What the notes of a store say before pages and journal are read. */
export type StoreNotes = {
  readonly identity: Identity | null;
  /** The facts as they were when the journal was last folded into pages. */
  readonly facts: Facts;
  readonly pages: number;
  readonly lastSeq: number;
};

type FoldNote = { readonly facts: object; readonly pages: number };

const isFoldNote = (value: unknown): value is FoldNote =>
  typeof value === 'object' && value !== null && 'facts' in value && 'pages' in value && typeof value.pages === 'number';

export const identityRow = (identity: Identity) => ({ key: 'identity', data: encode(identity) });
/** The facts and the number of pages, as they are once the journal has been folded. */
export const foldRow = (facts: Facts, pages: number) => ({ key: 'folded', data: encode({ facts: factsToJson(facts), pages }) });

/** Ids of records that have been erased and may still stand in what waits or can be taken back: the journal that said so is folded. */
export const toForgetRow = (erased: ReadonlySet<string>) => ({ key: 'toForget', data: encode([...erased]) });

/** What `toForgetRow` wrote when the journal was folded last; none where nothing did. */
export const readToForget = async (db: Database): Promise<readonly string[]> => {
  const row = await db.meta.get('toForget');
  const erased = row && decode(row.data);
  return Array.isArray(erased) ? erased.filter((id) => typeof id === 'string') : [];
};

/** Reads identity, facts and the length of the journal. Rejects where they cannot be read. */
export const readNotes = async (db: Database): Promise<StoreNotes> => {
  const [identity, folded] = await db.meta.bulkGet(['identity', 'folded']);
  const fold = folded && decode(folded.data);
  if (fold !== undefined && !isFoldNote(fold)) throw new Error('The store has lost count of its pages.');
  const facts = fold ? factsFromJson(fold.facts) : noFacts;
  const keys = await db.journal.orderBy('seq').lastKey();
  return {
    identity: identity ? identityFromJson(decode(identity.data)) : null,
    facts,
    pages: fold?.pages ?? 0,
    lastSeq: typeof keys === 'number' ? Math.max(keys, facts.seq) : facts.seq,
  };
};

/** What has gone out since the journal was folded last: exports are no journal entries, because they change no record. */
export const outgoingRow = (facts: Facts) => ({
  key: 'outgoing',
  data: encode({ exchanges: facts.exchanges, handedOver: facts.handedOver, sent: facts.sent }),
});

type Outgoing = Pick<Facts, 'exchanges' | 'handedOver'> & Partial<Pick<Facts, 'sent'>>;

const isOutgoing = (value: unknown): value is Outgoing =>
  typeof value === 'object' && value !== null && 'exchanges' in value && Array.isArray(value.exchanges) && 'handedOver' in value;

/**
 * Facts together with the exports noted beside the journal. Of the journal's exchanges those before the first that is noted came later, whatever
 * their times: a clock may have been years ahead for a while. Only mere receipts may also be missing among the noted because they have been let go.
 */
export const withOutgoing = async (db: Database, facts: Facts): Promise<Facts> => {
  const row = await db.meta.get('outgoing');
  const outgoing = row && decode(row.data);
  if (!isOutgoing(outgoing)) return facts;
  const isNoted = (entry: Facts['exchanges'][number]): boolean =>
    outgoing.exchanges.some((other) => other.at === entry.at && other.sha256 === entry.sha256 && other.direction === entry.direction);
  const newestAt = outgoing.exchanges[0]?.at ?? Number.NEGATIVE_INFINITY;
  const met = facts.exchanges.findIndex(isNoted);
  const unnoted = met < 0 ? facts.exchanges : facts.exchanges.slice(0, met);
  const last = unnoted.findLastIndex((entry) => !isReceipt(entry) || entry.at >= newestAt);
  const later = unnoted.slice(0, last + 1);
  const earlier = facts.exchanges.slice(later.length).filter((entry) => !isNoted(entry));
  const exchanges = [...later, ...outgoing.exchanges, ...earlier];
  return { ...facts, exchanges, sent: { ...facts.sent, ...outgoing.sent }, handedOver: Math.max(facts.handedOver, outgoing.handedOver) };
};

/** A page as it is read back, with the bytes it was made of. */
export type StoredPage = { readonly key: number; readonly page: Page; readonly data: Bytes };

/** All pages in order, a few at a time. Rejects when one is missing or cannot be read. */
export async function* readPages(db: Database, count: number): AsyncGenerator<StoredPage, void, undefined> {
  const atOnce = 8;
  const pacer = createPacer(24);
  for (let key = 0; key < count; key += atOnce) {
    const rows = await db.pages.bulkGet(Array.from({ length: Math.min(atOnce, count - key) }, (_, at) => key + at));
    for (const row of rows) {
      if (!row) throw new Error('A page of the store is missing.');
      yield { key: row.key, page: decodePage(row.data), data: row.data };
      await pacer();
    }
  }
}

/** A journal entry as it is read back. */
export type StoredEntry = { readonly seq: number; readonly note: JournalNote; readonly document: JournalDocument };

/** The document of an entry. Rejects where its blob cannot be read. */
export const documentOf = async ({ bundle }: JournalRow): Promise<Bytes> =>
  bundle instanceof Blob ? new Uint8Array(await bundle.arrayBuffer()) : bundle;

const readEntry = async (row: JournalRow, seq: number, chain: string): Promise<StoredEntry> => {
  const note = decodeNote(row.note);
  const document = readDocument(await documentOf(row));
  if (row.seq !== seq || note.chain !== (await nextChain(chain, document.sha256))) throw new Error('The journal has a gap.');
  return { seq, note, document };
};

/** The journal's entries behind `facts`, one after the other. Rejects where one is missing, exchanged or cannot be read. */
export async function* readJournal(db: Database, facts: Facts, lastSeq: number): AsyncGenerator<StoredEntry, void, undefined> {
  let { chain } = facts;
  for (let seq = facts.seq + 1; seq <= lastSeq; seq += 1) {
    const row = await db.journal.get(seq);
    if (!row) throw new Error('An entry of the journal is missing.');
    const entry = await readEntry(row, seq, chain);
    chain = entry.note.chain;
    yield entry;
  }
}

/** The first rows of the directory as they were last shown, to be there before anything else has been read. */
export type FirstRows = { readonly locale: string; readonly total: number; readonly rows: readonly Row[] };

const isFirstRows = (value: unknown): value is FirstRows =>
  typeof value === 'object' && value !== null && 'locale' in value && 'total' in value && 'rows' in value && Array.isArray(value.rows);

export const firstRowsRow = (first: FirstRows) => ({ key: 'firstRows', data: encode(first) });

export const readFirstRows = async (db: Database): Promise<FirstRows | null> => {
  const row = await db.meta.get('firstRows');
  const value = row && decode(row.data);
  return isFirstRows(value) ? value : null;
};
