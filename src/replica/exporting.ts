import { err, ok, type Result } from '../base/result.ts';
import type { PackedRecord, Vector } from '../crdt/types.ts';
import { baseFor, recordsFor, runRecordsFor } from '../exchange/delta.ts';
import { type BundleHeader, completeHeader, type HeaderDraft } from '../exchange/format.ts';
import { createWebHash } from '../exchange/hash.ts';
import { countRecords, writeBundle } from '../exchange/write.ts';
import type { CommitError, ExchangeEntry, ExportedBundle, ExportRequest } from './api.ts';
import { withExchange } from './facts.ts';
import { writeOwned } from './fence.ts';
import { writeWithin } from './journal.ts';
import { createPacer } from './pause.ts';
import { type Session, setStatus } from './session.ts';
import { recordOf } from './shelf.ts';
import { allRecords, headerDraft } from './snapshot.ts';
import { outgoingRow } from './store.ts';
import { signerOf, statementsToCarry } from './trust.ts';
import { valueAt } from './values.ts';

const officeNameOf = (session: Session, id: string): string => {
  const shelf = session.shelves.get('office');
  const record = shelf && recordOf(shelf, id);
  const name = record && valueAt(record, 'name');
  return typeof name === 'string' ? name : '';
};

const asciiName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'office';

/** `interregcluster-<office>[-to-<office>]-<date>-<time>.json.gz`, in letters that every file system takes; time in UTC. */
export const bundleFileName = (from: string, to: string | null, at: number): string => {
  const [date, time] = new Date(at).toISOString().split('T');
  const stamp = `${(date ?? '').replaceAll('-', '')}-${(time ?? '').slice(0, 5).replace(':', '')}`;
  return `interregcluster-${asciiName(from)}${to === null ? '' : `-to-${asciiName(to)}`}-${stamp}.json.gz`;
};

const receiptOf = (session: Session, request: ExportRequest): Vector | null =>
  request.for === 'office' ? (session.facts.receipts.get(request.office)?.heads ?? null) : null;

async function* watched(
  session: Session,
  records: readonly PackedRecord[],
  signal: AbortSignal,
): AsyncGenerator<PackedRecord, void, undefined> {
  const pacer = createPacer(20);
  let done = 0;
  for (const record of records) {
    if (signal.aborted) throw new DOMException('The export was stopped.', 'AbortError');
    yield record;
    done += 1;
    if (done % 256 === 0) await pacer();
    if (done % 4096 === 0) session.emit({ kind: 'progress', job: 'export', done, total: records.length });
  }
}

/** `channel`: the office it was made for. Its next bundle will name this one as the one before. */
const noteExport = async (session: Session, exchange: ExchangeEntry, channel: string | null): Promise<CommitError | null> => {
  const { ownCommits, sent } = session.facts;
  const facts = {
    ...withExchange(session.facts, exchange),
    handedOver: ownCommits,
    sent: channel === null ? sent : { ...sent, [channel]: exchange.sha256 },
  };
  const failure = await writeWithin(
    session,
    () => writeOwned(session, [], () => session.db.meta.put(outgoingRow(facts))),
    () => undefined,
  );
  if (failure) return failure;
  session.facts = facts;
  setStatus(session, {});
  return null;
};

/** The header of a bundle for one office, or for everybody: such a one follows no other, because nobody knows who gets it. */
const headerFor = async (
  session: Session,
  base: Vector,
  records: readonly PackedRecord[],
  channel: string | null,
): Promise<BundleHeader> => {
  const { heads, runs, sent } = session.facts;
  const draft: HeaderDraft = {
    ...headerDraft(session, base, runRecordsFor(base, heads, records, runs)),
    ...(channel !== null && { to: [channel] }),
    trust: await statementsToCarry(session),
    previous: channel === null ? null : (sent[channel] ?? null),
  };
  return completeHeader(draft, countRecords(records));
};

type Written = { readonly file: Blob; readonly sha256: string };

/** The packed and signed file; null when it was stopped. */
const writeFile = async (
  session: Session,
  header: BundleHeader,
  records: readonly PackedRecord[],
  signal: AbortSignal,
): Promise<Written | null> => {
  const sign = signerOf(session);
  let sha256 = '';
  const createHash: typeof createWebHash = () => {
    const hash = createWebHash();
    return {
      update: hash.update,
      digest: async () => {
        sha256 = await hash.digest();
        return sha256;
      },
    };
  };
  const parts: Blob[] = [];
  try {
    const written = writeBundle({ header, records: watched(session, records, signal), createHash, gzip: true, ...(sign && { sign }) });
    for await (const part of written) parts.push(new Blob([part]));
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  }
  return { file: new Blob(parts, { type: 'application/gzip' }), sha256 };
};

/** Writes a bundle of what the receiver lacks, as `ReplicaApi.exportBundle`. Stands in the writers' line; everything in it is durable. */
export const exportBundle = async (
  session: Session,
  request: ExportRequest,
  signal: AbortSignal,
): Promise<Result<ExportedBundle, CommitError>> => {
  const { identity } = session;
  if (session.takenOver || !identity) return err({ type: session.takenOver ? 'takenOver' : 'notSetUp' });
  const { heads, runs } = session.facts;
  const base = baseFor(receiptOf(session, request), heads, runs);
  const records = [...recordsFor(base, allRecords(session), runs)];
  const channel = request.for === 'office' ? request.office : null;
  const header = await headerFor(session, base, records, channel);
  const written = await writeFile(session, header, records, signal);
  if (!written) return err({ type: 'cancelled' });
  const to = channel === null ? null : officeNameOf(session, channel);
  const made = { fileName: bundleFileName(identity.office.name, to, header.createdAt), records: records.length, sha256: written.sha256 };
  const exchange = { ...made, at: session.clock(), direction: 'out' as const, office: to ?? '', changed: 0, rivals: 0 };
  const failure = await noteExport(session, exchange, channel);
  return failure ? err(failure) : ok({ file: written.file, ...made });
};
