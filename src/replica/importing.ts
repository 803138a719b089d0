import { err, ok, type Result } from '../base/result.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { CommitError, ExchangeEntry, ImportReport } from './api.ts';
import { presentState } from './commit.ts';
import { type Entry, nextFacts } from './facts.ts';
import { fileIdentity, knownImport } from './fileIdentity.ts';
import { byShelf, installEntry } from './install.ts';
import { appendEntry, type NotSaved, nextChain, settleLate } from './journal.ts';
import { type PreparedImport, prepareImport, type ReadJob } from './reading.ts';
import { buildSegment } from './search/searchIndex.ts';
import type { Segment } from './search/segment.ts';
import { searchTextOfRecord } from './searching.ts';
import type { Session } from './session.ts';
import type { Shelf } from './shelf.ts';
import { rememberReplaced } from './undoImport.ts';

export type ImportRequest = { readonly fileName: string; readonly confirmed: boolean };

const largeImport = 2000;

/** Search segments of a large import, made while its bytes are being written: IndexedDB works in another process. */
const buildSegments = async (session: Session, { changed }: PreparedImport): Promise<ReadonlyMap<Shelf, Segment>> => {
  const segments = new Map<Shelf, Segment>();
  if (changed.length < largeImport) return segments;
  for (const [shelf, records] of byShelf(session, changed)) {
    const slots = records.map((record, at) => shelf.slotOf.get(record.id) ?? shelf.records.length + at);
    const textOf = new Map(slots.map((slot, at) => [slot, records[at]]));
    segments.set(
      shelf,
      await buildSegment(slots, (slot) => {
        const record = textOf.get(slot);
        return record ? searchTextOfRecord(shelf.type, record) : null;
      }),
    );
  }
  return segments;
};

const exchangeOf = (prepared: PreparedImport, fileName: string, at: number): ExchangeEntry => ({
  at,
  direction: 'in',
  office: prepared.preview.from.office,
  fileName,
  records: prepared.preview.records,
  changed: prepared.changed.length,
  rivals: prepared.preview.rivals,
  sha256: prepared.preview.sha256,
});

/** Writes a prepared import as one journal entry, the bundle's own bytes, and shows it. `alongside` replaces the plain append at first start. */
export const writeImport = async (
  session: Session,
  prepared: PreparedImport,
  file: string,
  fileName: string,
  append: typeof appendEntry = appendEntry,
): Promise<NotSaved | null> => {
  const { facts } = session;
  const at = session.clock();
  const entry: Entry = {
    kind: 'import',
    header: prepared.bundle.header,
    seq: facts.seq + 1,
    chain: await nextChain(facts.chain, prepared.bundle.footer.sha256),
    at,
    file,
    exchange: exchangeOf(prepared, fileName, at),
  };
  const settle = (segments?: ReadonlyMap<Shelf, Segment>): void => {
    const pairs = prepared.changed.map((after) => ({ before: presentState(session, after.type, after.id) ?? null, after }));
    installEntry(session, nextFacts(facts, entry), prepared.changed, segments);
    if (facts.seq > 0 && pairs.length > 0) rememberReplaced(session, prepared.bundle.footer.sha256, pairs);
  };
  const writing = append(session, entry, prepared.bundle.bytes, () => settleLate(session, facts, settle));
  const segments = await buildSegments(session, prepared);
  const failure = await writing;
  if (!failure) settle(segments);
  return failure;
};

const nothingNew = (session: Session, known: ExchangeEntry): ImportReport => ({
  sha256: known.sha256,
  from: { office: known.office, author: '', createdAt: known.at },
  records: known.records,
  added: 0,
  changed: 0,
  deleted: 0,
  erased: 0,
  rivals: 0,
  unchanged: known.records,
  byType: {},
  examples: [],
  asks: null,
  signer: { state: 'unsigned' },
  request: null,
  isForUs: true,
  offices: [],
  gaps: [],
  at: session.clock(),
  alreadyKnown: true,
});

/** Checks and merges a bundle, as `ReplicaApi.importBundle`. Stands in the writers' line. */
export const importBundle = async (
  session: Session,
  file: Blob,
  request: ImportRequest,
  signal: AbortSignal,
): Promise<Result<ImportReport, BundleError | CommitError>> => {
  const { identity } = session;
  if (session.takenOver || !identity) return err({ type: session.takenOver ? 'takenOver' : 'notSetUp' });
  const known = await knownImport(session.facts, file);
  if (known) return ok(nothingNew(session, known));
  const job: ReadJob = { job: 'import', signal, cluster: identity.cluster };
  const prepared = await prepareImport(session, file, job);
  if (!prepared.ok) return prepared;
  const { asks } = prepared.value.preview;
  if (asks && !request.confirmed) return err({ type: 'bundleNeedsConfirmation', asks });
  const name = await fileIdentity(file, prepared.value.bundle.footer.sha256);
  const failure = await writeImport(session, prepared.value, name, request.fileName);
  return failure ? err(failure) : ok({ ...prepared.value.preview, at: session.facts.savedAt ?? session.clock(), alreadyKnown: false });
};
