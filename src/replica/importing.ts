import { err, ok, type Result } from '../base/result.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { CommitError, ExchangeEntry, ImportReport } from './api.ts';
import { indexHere, placeParts } from './bulkIndex.ts';
import { presentState } from './commit.ts';
import { type Entry, nextFacts } from './facts.ts';
import { fileIdentity, knownImport } from './fileIdentity.ts';
import { installEntry, type Words } from './install.ts';
import { appendEntry, type NotSaved, nextChain, settleLate } from './journal.ts';
import { renewRequest } from './ownTrust.ts';
import { calm } from './pause.ts';
import { type PreparedImport, prepareImport, type ReadJob } from './reading.ts';
import { type Session, searchableBy, shelfOf } from './session.ts';
import { noteUnread } from './shelf.ts';
import { rememberReplaced } from './undoImport.ts';

export type ImportRequest = { readonly fileName: string; readonly confirmed: boolean; readonly passphrase?: string | undefined };

const largeImport = 200;

/** Makes segments of a large import that is in place, once `isFree` settles. Nothing waits for that. */
const indexLater = (session: Session, { bulk, changed }: PreparedImport, isFree: Promise<unknown>): void => {
  const before = session.indexed;
  const build = async (): Promise<void> => {
    const parts = await (bulk?.finish(isFree) ?? isFree.then(calm).then(() => indexHere(changed)));
    await before;
    placeParts(session, parts, changed);
  };
  const leaveToSearches = (error: unknown): never => {
    for (const { type, id } of changed) noteUnread(shelfOf(session, type), id);
    throw error;
  };
  searchableBy(session, build().catch(leaveToSearches));
};

const deletionsIn = ({ bundle, preview: { deleted, asks } }: PreparedImport): Pick<ExchangeEntry, 'deletions'> =>
  deleted === 0 ? {} : { deletions: { office: bundle.header.from.office, records: deleted, isAsked: asks !== null } };

const exchangeOf = (prepared: PreparedImport, fileName: string, at: number): ExchangeEntry => ({
  at,
  direction: 'in',
  office: prepared.preview.from.office,
  fileName,
  records: prepared.preview.records,
  changed: prepared.changed.length,
  rivals: prepared.preview.rivals,
  sha256: prepared.preview.sha256,
  keyNews: prepared.preview.keyNews,
  ...deletionsIn(prepared),
});

type HowWritten = {
  readonly append: typeof appendEntry;
  /** Runs what puts the records in place, before anything else is written. */
  readonly place: (work: () => void) => void;
  readonly isFree: Promise<unknown>;
};

const atOnce: HowWritten = { append: appendEntry, place: (work) => work(), isFree: Promise.resolve() };

/** A laptop that waits to be admitted asks for it by the key that its office has by now, behind the import: nobody waits for that. */
const renewBehind = (session: Session): void => {
  session.turns(() => renewRequest(session)).catch((error: unknown) => console.error('It is asked for again at the next start.', error));
};

/**
 * Writes a prepared import as one journal entry, the bundle's own bytes, and shows it. At a first start `append` keeps it back, `place` waits
 * for the disk to be busy with it, and `isFree` settles when it has been written with the rest: only then is it time to make it searchable.
 */
export const writeImport = async (
  session: Session,
  prepared: PreparedImport,
  file: string,
  fileName: string,
  { append, place, isFree }: HowWritten = atOnce,
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
    trust: prepared.trust,
  };
  const settle = (words: Words): void => {
    const before = facts.seq > 0 ? prepared.changed : []; // A first start is no import that could be taken back.
    const pairs = before.map((after) => ({ before: presentState(session, after.type, after.id) ?? null, after }));
    if (prepared.outlives) session.outlivedSeq = entry.seq;
    session.facts = nextFacts(session.facts, entry);
    place(() => installEntry(session, session.facts, prepared.changed, words));
    if (pairs.length > 0) rememberReplaced(session, prepared.bundle.footer.sha256, pairs);
  };
  const failure = await append(session, entry, prepared.document, () => settleLate(session, entry, () => settle('whenSearched')));
  if (failure) return failure;
  const isLarge = prepared.changed.length >= largeImport;
  settle(isLarge ? 'underWay' : 'whenSearched');
  if (isLarge) indexLater(session, prepared, isFree);
  if (prepared.trust.length > 0) renewBehind(session);
  return null;
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
  keyNews: {},
  asksFor: { bundles: 0, files: 0 },
  at: session.clock(),
  alreadyKnown: true,
});

/** A full disk makes the browser hang or lose the whole store, so an import needs room for itself, for folding it, and some to spare. */
const roomFactor = 3;

/** Why an import of that many bytes must not begin; null where there is room. */
export const missingSpace = async ({ host }: Session, bytes: number): Promise<CommitError | null> => {
  const needed = bytes * roomFactor;
  const { quota = Number.MAX_SAFE_INTEGER, usage = 0 } = await navigator.storage.estimate();
  const free = await host.freeSpace().catch(() => Number.MAX_SAFE_INTEGER); // A host that cannot say it keeps nobody from importing.
  return Math.min(quota - usage, free) >= needed ? null : { type: 'notEnoughSpace', neededMiB: Math.ceil(needed / 2 ** 20) };
};

/** The report on a file that has been read in before, as far as is known; null for any other. Changes nothing, so it stands in no line. */
export const reportOnKnown = async (session: Session, file: Blob): Promise<ImportReport | null> => {
  const known = session.takenOver || !session.identity ? null : await knownImport(session.facts, file);
  return known && nothingNew(session, known);
};

/**
 * Checks and merges a bundle, as `ReplicaApi.importBundle`. Stands in the writers' line. `asked` are the imports among which the file has
 * been looked for in vain before it stood there.
 */
export const importBundle = async (
  session: Session,
  file: Blob,
  request: ImportRequest,
  { signal, asked }: { readonly signal: AbortSignal; readonly asked: Session['facts']['imported'] },
): Promise<Result<ImportReport, BundleError | CommitError>> => {
  const { identity } = session;
  if (session.takenOver || !identity) return err({ type: session.takenOver ? 'takenOver' : 'notSetUp' });
  const known = session.facts.imported === asked ? null : await reportOnKnown(session, file);
  if (known) return ok(known);
  const job: ReadJob = { job: 'import', signal, cluster: identity.cluster, passphrase: request.passphrase, isBulk: true };
  const prepared = await prepareImport(session, file, job);
  if (!prepared.ok) return prepared;
  try {
    return await applyImport(session, prepared.value, file, request);
  } finally {
    prepared.value.bulk?.drop();
  }
};

const applyImport = async (
  session: Session,
  prepared: PreparedImport,
  file: Blob,
  request: ImportRequest,
): Promise<Result<ImportReport, BundleError | CommitError>> => {
  const space = await missingSpace(session, prepared.bundle.bytes.byteLength);
  if (space) return err(space);
  const { asks } = prepared.preview;
  if (asks && !request.confirmed) return err({ type: 'bundleNeedsConfirmation', asks });
  const name = await fileIdentity(file, prepared.bundle.footer.sha256);
  const failure = await writeImport(session, prepared, name, request.fileName);
  return failure ? err(failure) : ok({ ...prepared.preview, at: session.facts.savedAt ?? session.clock(), alreadyKnown: false });
};
