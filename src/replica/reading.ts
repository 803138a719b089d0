import { own } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { mergePacked } from '../crdt/merge.ts';
import { isErased } from '../crdt/pack.ts';
import type { PackedRecord, RunRecords, Vector } from '../crdt/types.ts';
import { impliesVector } from '../crdt/vector.ts';
import { isRecordType } from '../domain/recordTypes.ts';
import { titleOf } from '../domain/titles.ts';
import { joinBundleRuns, recordRefusal } from '../exchange/consistency.ts';
import { type FileKeyOpener, openWithPassphrase } from '../exchange/envelope.ts';
import type { BundleError } from '../exchange/errors.ts';
import { type BundleHeader, bundleLimits } from '../exchange/format.ts';
import { createWebHash } from '../exchange/hash.ts';
import { type ReadBundle, type ReadOptions, readBundle, readRecords } from '../exchange/read.ts';
import type { SignedStatement } from '../exchange/trust/statements.ts';
import { type Judgement, unknownKey } from '../exchange/trust/verdict.ts';
import { fitsBundle } from '../exchange/write.ts';
import type { BundlePreview, KeyNews } from './api.ts';
import { type BulkIndex, bulkIndexFor } from './bulkIndex.ts';
import type { JournalRow } from './database.ts';
import { beyondRoom } from './headerRoom.ts';
import { heededFrom } from './heldBack.ts';
import { journalDocument } from './journal.ts';
import { createPacer } from './pause.ts';
import { effectOf, type Judged, nameOfOffice, note, previewOf } from './previewing.ts';
import type { Session } from './session.ts';
import { recordOf } from './shelf.ts';
import { judge, requestIn, statementsToKeep } from './trust.ts';
import { valuesOf } from './values.ts';

/** What importing a bundle would do; nothing has been changed yet. */
export type PreparedImport = {
  readonly bundle: ReadBundle;
  /** Its bytes as the journal takes them. */
  readonly document: JournalRow['bundle'];
  /** New states of the records that change. */
  readonly changed: readonly PackedRecord[];
  readonly preview: BundlePreview;
  /** What it says of keys, as far as it is kept. */
  readonly trust: readonly SignedStatement[];
  /** It brings more of an erased record than its erasure, so that its bytes must not stay. */
  readonly outlives: boolean;
  /** Under way for a bundle with very much that is new. Whoever does not write the import drops it. */
  readonly bulk: BulkIndex | null;
};

export type ReadJob = {
  readonly job: 'import' | 'preview';
  readonly signal: AbortSignal;
  readonly cluster: string | undefined;
  readonly passphrase?: string | undefined;
  /** Whether to keep the records at hand for a bulk index; only for what will most likely be written. */
  readonly isBulk?: boolean;
};

/** Together the two sides have written more to a record than any bundle can carry: it would be stuck here, and so would everything else. */
const mergeTooLarge = (merged: PackedRecord, locale: 'hu' | 'ro' | 'en'): BundleError => ({
  type: 'bundleMergeTooLarge',
  record: isRecordType(merged.type) ? titleOf(merged.type, valuesOf(merged), locale).slice(0, 80) : merged.id,
  limitMiB: bundleLimits.lineBytes / 2 ** 20,
});

/** Openings that a record may have seen: as many again may edit it until no bundle could carry it. */
const mostSeen = bundleLimits.fields / 2;

/** Merges each record with the one that is here, on the side; records unknown here are taken as they are. */
const mergeAll = async (
  session: Session,
  header: BundleHeader,
  records: readonly PackedRecord[],
  runs: RunRecords,
  signal: AbortSignal,
): Promise<Result<Judged, BundleError>> => {
  const tally = { added: 0, changed: 0, deleted: 0, erased: 0, rivals: 0, unchanged: 0 };
  const judged: Judged = { changed: [], tally, byType: new Map(), examples: [], outlives: false };
  const pacer = createPacer(20);
  for (const record of records) {
    const shelf = session.shelves.get(record.type);
    const mine = shelf && recordOf(shelf, record.id);
    const refusal = recordRefusal(header, mine ?? null, record, runs);
    if (refusal) return err(refusal);
    judged.outlives ||= mine !== undefined && isErased(mine) && !isErased(record);
    const merged = mine === undefined ? record : impliesVector(mine.seen, record.seen, runs) ? mine : mergePacked(mine, record, runs);
    if (merged !== mine && Object.keys(merged.seen).length > mostSeen)
      return err({ type: 'bundleTooManyRuns', office: nameOfOffice(session, [], header.from.office) });
    if (merged === mine) tally.unchanged += 1;
    else if (merged !== record && !fitsBundle(merged)) return err(mergeTooLarge(merged, session.locale));
    else {
      judged.changed.push(merged);
      note(judged, mine, merged, effectOf(mine, merged, runs));
    }
    const pause = pacer();
    if (pause !== undefined) await pause;
    if (signal.aborted) return err({ type: 'cancelled' });
  }
  return ok(judged);
};

/** With the passphrase where one was typed, else with the keys of this machine. */
const openerFor = ({ desktop }: Session, passphrase: string | undefined): FileKeyOpener | undefined => {
  if (passphrase !== undefined) return openWithPassphrase(passphrase);
  return desktop === null ? undefined : (header) => desktop.unwrapFileKey(header);
};

const progressEveryMs = 50;

/** Progress for the window, at most so often that a person can see it: each word of it costs the import as much as some records. */
const tellProgress = (session: Session, job: ReadJob['job']): ReadOptions['onProgress'] => {
  let toldAt = Number.NEGATIVE_INFINITY;
  return ({ done, total }) => {
    const now = performance.now();
    if (now - toldAt < progressEveryMs && done !== total) return;
    toldAt = now;
    session.emit({ kind: 'progress', job, done, total: total ?? 0 });
  };
};

/** A bundle that cannot be merged yet, and what its signature is worth here; null where it cannot be read. */
export const judgeFile = async (
  session: Session,
  file: Blob,
  signal: AbortSignal,
): Promise<{ readonly bundle: ReadBundle; readonly judgement: Judgement } | null> => {
  const cluster = session.identity?.cluster;
  const read = await readBundle(file, { createHash: createWebHash, cluster, signal, open: openerFor(session, undefined) });
  return read.ok ? { bundle: read.value, judgement: await judge(session, read.value) } : null;
};

/** Reads, checks and merges a bundle on the side. The caller stands in the writers' line, so that memory does not change meanwhile. */
export const prepareImport = async (
  session: Session,
  file: Blob,
  { job, signal, cluster, passphrase, isBulk }: ReadJob,
): Promise<Result<PreparedImport, BundleError>> => {
  const read = await readBundle(file, {
    createHash: createWebHash,
    cluster,
    signal,
    open: openerFor(session, passphrase),
    onProgress: tellProgress(session, job),
  });
  if (!read.ok) return read;
  const document = job === 'import' ? journalDocument(read.value.bytes) : read.value.bytes;
  const bulk = isBulk === true ? bulkIndexFor(session, read.value.footer.records) : null;
  let isKept = false;
  try {
    const prepared = await mergeAside(session, read.value, signal, bulk);
    isKept = prepared.ok;
    return prepared.ok ? ok({ ...prepared.value, document }) : prepared;
  } finally {
    if (!isKept) bulk?.drop();
  }
};

/** That an office has a key is no news by itself: whoever accepts it says so. */
const keyNewsIn = (said: ReturnType<typeof heededFrom>, nameOf: (office: string) => string): KeyNews => {
  const byKind = Map.groupBy(
    said.filter(({ kind }) => kind !== 'office'),
    ({ kind }) => kind,
  );
  return Object.fromEntries([...byKind].map(([kind, all]) => [kind, [...new Set(all.map(({ office }) => nameOf(office)))]]));
};

/**
 * Whether a bundle knows of more than this opening of the store has written. Nobody can; believed, it would have our next changes taken for
 * known everywhere.
 */
const isBeyondUs = ({ run }: Session, { base, heads }: BundleHeader, records: readonly PackedRecord[]): boolean => {
  const isBeyond = (vector: Vector): boolean => (own(vector, run.id) ?? 0) > run.n;
  return isBeyond(base) || isBeyond(heads) || records.some(({ seen }) => isBeyond(seen));
};

const mergeAside = async (
  session: Session,
  bundle: ReadBundle,
  signal: AbortSignal,
  bulk: BulkIndex | null,
): Promise<Result<Omit<PreparedImport, 'document'>, BundleError>> => {
  const records = await readRecords(bundle, bulk?.add);
  if (!records.ok) return records;
  const runs = joinBundleRuns(bundle.header, session.facts.runs);
  if (!runs.ok) return runs;
  if (isBeyondUs(session, bundle.header, records.value)) return err({ type: 'bundleInconsistent', what: 'seenBeyondHeads' });
  const judgement = await judge(session, bundle, records.value);
  const crowd = beyondRoom(session, bundle.header, runs.value, judgement);
  if (crowd !== null) return err({ type: 'bundleTooManyRuns', office: nameOfOffice(session, [], crowd) });
  const judged = await mergeAll(session, bundle.header, records.value, runs.value, signal);
  if (!judged.ok) return judged;
  const { verdict, book } = judgement;
  const kept = await statementsToKeep(session, bundle, judgement);
  const { key } = bundle.footer;
  const isStranger = verdict.state === 'unknownKey' || verdict.state === 'notIts';
  const request = isStranger ? await requestIn(session, bundle) : null;
  const signer = request !== null && key !== undefined ? unknownKey(book, key) : verdict; // Who comes over from another office asks like anybody else.
  const nameOf = (office: string): string => nameOfOffice(session, records.value, office) || office.slice(0, 8);
  const preview = previewOf(session, bundle, records.value, judged.value, runs.value, {
    signer,
    request,
    keyNews: keyNewsIn([...heededFrom(session, bundle.footer.sha256), ...kept.map(({ statement }) => statement)], nameOf),
  });
  const trust = kept.map(({ signed }) => signed);
  return ok({ bundle, changed: judged.value.changed, preview, trust, outlives: judged.value.outlives, bulk });
};
