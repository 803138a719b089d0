import { asciiName } from '../base/asciiName.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { PackedRecord, Vector } from '../crdt/types.ts';
import { clockIn, dayIn } from '../domain/times.ts';
import { baseFor, recordsFor, runRecordsFor } from '../exchange/delta.ts';
import { checkRecipients, type EncryptTo, type RecipientError } from '../exchange/envelope.ts';
import { type BundleHeader, bundleLimits, completeHeader, type HeaderDraft } from '../exchange/format.ts';
import { checkHeader, type HeaderError } from '../exchange/headerCheck.ts';
import { checkPassphrase } from '../exchange/passphrase.ts';
import { readersAmong, recipientsOf } from '../exchange/trust/book.ts';
import { countRecords } from '../exchange/write.ts';
import type { CommitError, ExchangeEntry, ExportedBundle, ExportRequest, SealError } from './api.ts';
import { type Seal, type Sizes, writeFile } from './bundleFile.ts';
import { heldByAll, withExchange } from './facts.ts';
import { writeAside } from './fence.ts';
import { writeRow } from './journal.ts';
import { lackedOriginals } from './originals.ts';
import { nameOfOffice } from './previewing.ts';
import { countedReceipts, retiredOf } from './retired.ts';
import { type Session, setStatus } from './session.ts';
import { allRecords, headerDraft } from './snapshot.ts';
import { outgoingRow } from './store.ts';
import { bookOf, knownStatements, statementsToCarry } from './trust.ts';

/** `interregcluster-<office>[-to-<office>]-<date>-<time>.json.gz`, in letters that every file system takes, by the clocks of `zone`. */
export const bundleFileName = (from: string, to: string | null, at: number, zone: string): string => {
  const stamp = `${dayIn(at, zone).replaceAll('-', '')}-${clockIn(at, zone).replace(':', '')}`;
  return `interregcluster-${asciiName(from)}${to === null ? '' : `-to-${asciiName(to)}`}-${stamp}.json.gz`;
};

const receiptOf = async (session: Session, request: ExportRequest): Promise<Vector | null> =>
  request.for === 'office' ? heldByAll(countedReceipts(session, await retiredOf(session), request.office), session.facts.runs) : null;

/**
 * `marks`: what is known of it by `facts.sent` from now on; of an office or place also which bundle its next one will name as the one before.
 * `carried`: how many own commits there were when it was written, which may be a long upload ago.
 */
export const noteExport = async (
  session: Session,
  exchange: ExchangeEntry,
  marks: Readonly<Record<string, string>>,
  carried: number,
): Promise<CommitError | null> => {
  const { handedOver, sent } = session.facts;
  const facts = {
    ...withExchange(session.facts, exchange),
    handedOver: Math.max(handedOver, carried),
    sent: { ...sent, ...marks },
  };
  const failure = await writeRow(session, outgoingRow(facts), () => outgoingRow(session.facts));
  if (failure) return failure;
  session.facts = facts;
  setStatus(session, {});
  return null;
};

/** Remembers of a shared place what is worth knowing beyond a restart; where that rejects it is not known. Stands in the writers' line. */
export const writeSent = async (session: Session, marks: Readonly<Record<string, string>>): Promise<void> => {
  const facts = { ...session.facts, sent: { ...session.facts.sent, ...marks } };
  await writeAside(session, [], () => session.db.meta.put(outgoingRow(facts)));
  session.facts = facts;
};

/** The same, and waits for its turn. */
export const noteSent = (session: Session, marks: Readonly<Record<string, string>>): Promise<void> =>
  session.turns(() => writeSent(session, marks));

/** Where bundles follow one another: an office or a shared place. */
type Channel = { readonly name: string; readonly to?: readonly string[]; readonly asks?: readonly string[] };

/** The header of a bundle for one office, or for everybody: such a one follows no other, because nobody knows who gets it. */
const headerFor = async (
  session: Session,
  base: Vector,
  records: readonly PackedRecord[],
  channel: Channel | null,
): Promise<Result<BundleHeader, HeaderError>> => {
  const { heads, runs, sent } = session.facts;
  const draft: HeaderDraft = {
    ...headerDraft(session, base, runRecordsFor(base, heads, records, runs)),
    ...(channel?.to && { to: channel.to }),
    trust: await statementsToCarry(session),
    lacks: await lackedOriginals(session),
    asks: channel?.asks,
    previous: channel === null ? null : (sent[channel.name] ?? null),
  };
  return checkHeader(completeHeader(draft, countRecords(records)));
};

/** Whom a file is encrypted to; null for a plain one. */
const sealFor = async (session: Session, request: ExportRequest): Promise<Result<Seal, SealError>> => {
  if (request.seal === undefined) return ok(null);
  if (request.seal === 'keys') return request.for === 'office' ? sealForOffice(session, request.office) : sealTo(session, null);
  const strong = checkPassphrase(request.seal.passphrase);
  return strong.ok ? ok({ passphrase: strong.value }) : strong;
};

/** The office's keys, where somebody there could open the file with them: it would be told of as readable there. */
const sealForOffice = async (session: Session, office: string): Promise<Result<Seal, SealError>> => {
  const book = await bookOf(session);
  if (readersAmong(book, [office], session.identity?.device).length > 0) return sealTo(session, [office]);
  const type = book.offices.has(office) ? 'officeWithoutLaptops' : 'officeNotAccepted';
  return err({ type, office: nameOfOffice(session, [], office) });
};

/** The keys of the given trusted offices, or of all, and of the own one, so that one's own file can be opened again. */
export const sealTo = async (session: Session, offices: readonly string[] | null): Promise<Result<EncryptTo, RecipientError>> => {
  const book = await bookOf(session);
  const own = session.identity?.office.id ?? '';
  return checkRecipients(recipientsOf(book, offices === null ? [...book.offices.keys()] : [...offices, own]));
};

/** Writes a bundle of what the receiver lacks, as `ReplicaApi.exportBundle`. Stands in the writers' line; everything in it is durable. */
export const exportBundle = async (
  session: Session,
  request: ExportRequest,
  signal: AbortSignal,
  sizes: Sizes = bundleLimits,
): Promise<Result<ExportedBundle, CommitError | SealError | HeaderError>> => {
  const { identity } = session;
  if (session.takenOver || !identity) return err({ type: session.takenOver ? 'takenOver' : 'notSetUp' });
  const { heads, runs } = session.facts;
  const base = baseFor(await receiptOf(session, request), heads, runs);
  const records = [...recordsFor(base, allRecords(session), runs)];
  const channel = request.for === 'office' ? request.office : null;
  const seal = await sealFor(session, request);
  if (!seal.ok) return seal;
  const header = await headerFor(session, base, records, channel === null ? null : { name: channel, to: [channel] });
  if (!header.ok) return header;
  const done = await writeFile(session, header.value, records, seal.value, { signal, sizes });
  if (!done.ok) return done;
  const written = done.value;
  const to = channel === null ? null : nameOfOffice(session, [], channel);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const made = {
    fileName: `${bundleFileName(identity.office.name, to, header.value.createdAt, zone)}${seal.value === null ? '' : '.age'}`,
    records: records.length,
    sha256: written.sha256,
  };
  const exchange = { ...made, at: session.clock(), direction: 'out' as const, office: to ?? '', changed: 0, rivals: 0 };
  const failure = await noteExport(session, exchange, channel === null ? {} : { [channel]: made.sha256 }, session.facts.ownCommits);
  return failure ? err(failure) : ok({ file: written.file, ...made });
};

/** `lacks`: what its header says of originals. `statements`: how many statements about keys were known when it was written. */
export type PlacedFile = {
  readonly file: Blob;
  readonly heads: Vector;
  readonly sha256: string;
  readonly records: number;
  readonly lacks: readonly string[] | undefined;
  readonly statements: number;
  readonly ownCommits: number;
};

/**
 * A bundle on top of `base` for a shared place, where `asks` could not be taken in here. It is noted as sent by the caller, once the place
 * has taken it. Stands in the writers' line.
 */
export const bundleForPlace = async (
  session: Session,
  place: { readonly id: string; readonly sealed: boolean },
  { base, asks }: { readonly base: Vector; readonly asks: readonly string[] },
  signal: AbortSignal,
): Promise<Result<PlacedFile, CommitError | SealError | HeaderError>> => {
  if (session.takenOver || !session.identity) return err({ type: session.takenOver ? 'takenOver' : 'notSetUp' });
  const { heads, runs, ownCommits } = session.facts;
  const seal = place.sealed ? await sealTo(session, null) : ok(null);
  if (!seal.ok) return seal;
  const records = [...recordsFor(base, allRecords(session), runs)];
  const header = await headerFor(session, base, records, {
    name: placeChannel(place.id),
    asks,
  });
  if (!header.ok) return header;
  const written = await writeFile(session, header.value, records, seal.value, { signal, sizes: bundleLimits });
  if (!written.ok) return written;
  const statements = (await knownStatements(session)).length;
  return ok({ ...written.value, heads, ownCommits, records: records.length, lacks: header.value.lacks, statements });
};

export const placeChannel = (place: string): string => `place:${place}`;
