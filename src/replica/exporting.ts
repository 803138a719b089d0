import { err, ok, type Result } from '../base/result.ts';
import type { PackedRecord, Vector } from '../crdt/types.ts';
import { baseFor, recordsFor, runRecordsFor } from '../exchange/delta.ts';
import { completeHeader } from '../exchange/format.ts';
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

const noteExport = async (session: Session, exchange: ExchangeEntry): Promise<CommitError | null> => {
  const facts = { ...withExchange(session.facts, exchange), handedOver: session.facts.ownCommits };
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
  const header = completeHeader(headerDraft(session, base, runRecordsFor(base, heads, records, runs)), countRecords(records));
  const parts: Blob[] = [];
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
  try {
    for await (const part of writeBundle({ header, records: watched(session, records, signal), createHash, gzip: true }))
      parts.push(new Blob([part]));
  } catch (error) {
    if (signal.aborted) return err({ type: 'cancelled' });
    throw error;
  }
  const to = request.for === 'office' ? officeNameOf(session, request.office) : null;
  const fileName = bundleFileName(identity.office.name, to, header.createdAt);
  const file = new Blob(parts, { type: 'application/gzip' });
  const at = session.clock();
  const failure = await noteExport(session, {
    at,
    direction: 'out',
    office: to ?? '',
    fileName,
    records: records.length,
    changed: 0,
    rivals: 0,
    sha256,
  });
  return failure ? err(failure) : ok({ file, fileName, records: records.length, sha256 });
};
