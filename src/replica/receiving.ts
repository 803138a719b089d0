import { err, type Failure, ok, type Result } from '../base/result.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { PlacedClaim, Received } from '../exchange/roundSides.ts';
import { statementLimits } from '../exchange/trust/statements.ts';
import type { AsideReason, BundlePreview, DesktopPort } from './api.ts';
import { fileIdentity } from './fileIdentity.ts';
import { heed, noteHeldBack } from './heldBack.ts';
import { missingSpace, writeImport } from './importing.ts';
import { lastPart, noteFound } from './placeNotes.ts';
import { judgeFile, type PreparedImport, prepareImport } from './reading.ts';
import type { Session } from './session.ts';
import { judge } from './trust.ts';

/** A shared place by the host's name for it; `sealed`: everything goes there encrypted. */
export type Place = { readonly id: string; readonly sealed: boolean };

/** What a round needs beside the session: the safety copy has everything before anything is published. */
export type RoundTools = {
  readonly desktop: DesktopPort;
  readonly signal: AbortSignal;
  readonly isSafe: () => Promise<boolean>;
};

/** Why a bundle is not applied by itself; null when nothing speaks against it. */
const reasonOf = ({ asks, signer }: BundlePreview): AsideReason | null => {
  if (signer.state !== 'trusted') return signer.state;
  return asks === null ? null : 'confirmation';
};

const applyPrepared = async (session: Session, prepared: PreparedImport, file: Blob, fileName: string): Promise<Failure | null> => {
  const space = await missingSpace(session, prepared.bundle.bytes.byteLength);
  if (space) return space;
  const name = await fileIdentity(file, prepared.bundle.footer.sha256);
  return writeImport(session, prepared, name, fileName);
};

const prepare = (session: Session, file: Blob, signal: AbortSignal): Promise<Result<PreparedImport, BundleError>> =>
  prepareImport(session, file, { job: 'import', signal, cluster: session.identity?.cluster });

/** Errors that are gone the next time if the file is still being copied. */
const damages: ReadonlySet<string> = new Set([
  'bundleTruncated',
  'bundleDamaged',
  'bundleNotCompressed',
  'bundleNotABundle',
  'bundleEnvelopeDamaged',
  'bundleUnreadable',
]);

/** Errors that may be gone the next time: besides damages, what it builds on has not come, somebody has shortened a text, or this machine was busy. */
const passing: ReadonlySet<string> = new Set([
  ...damages,
  'bundleUnknownRuns',
  'bundleMergeTooLarge',
  'bundleKeyUnavailable',
  'notEnoughSpace',
  'cancelled',
]);

/**
 * Whether the bundle of everything of whoever wrote a file could be taken in; a stranger's could not, it would wait for a person. What one
 * that builds on unknown runs says of keys is kept.
 */
const isWanting = async (session: Session, file: Blob, error: string, signal: AbortSignal): Promise<boolean> => {
  if (error !== 'bundleUnknownRuns') return damages.has(error);
  const judged = await judgeFile(session, file, signal);
  if (judged === null) return false;
  await heed(session, judged.bundle, judged.judgement);
  return judged.judgement.verdict.state === 'trusted';
};

/** Whether a bundle of this content has been taken in. */
export const isImported = ({ facts }: Session, sha256: string): boolean => [...facts.imported].some((each) => each.endsWith(` ${sha256}`));

/** Whether this machine has signed a bundle whose signature is right; one that its office has yet to certify trusts not even itself. */
const isSignedHere = async (desktop: DesktopPort, { bundle, preview }: PreparedImport): Promise<boolean> => {
  const { state } = preview.signer;
  if (state !== 'trusted' && state !== 'unknownKey') return false;
  const own = await desktop.signBundle(bundle.footer.sha256).catch(() => null);
  return own !== null && own.key === bundle.footer.key;
};

type Arrived = { readonly name: string; readonly file: Blob; readonly isOwn: boolean };

/** Takes in one bundle of a place, puts it aside for a person, or says why not. Stands in the writers' line. */
export const receive = async (session: Session, place: Place, tools: RoundTools, { name, file, isOwn }: Arrived): Promise<Received> => {
  const { desktop, signal } = tools;
  const prepared = await prepare(session, file, signal);
  if (!prepared.ok) {
    const { type } = prepared.error;
    if (passing.has(type)) return { state: 'later', error: type, isWanting: await isWanting(session, file, type, signal) };
    if (type !== 'bundleNewer') return { state: 'refused', error: type };
    const kept = await putAside(desktop, file, { why: 'newer', fileName: lastPart(name), office: '', author: '', place: place.id });
    return kept.ok ? { state: 'refused', error: type } : { state: 'later', error: kept.error.type, isWanting: false };
  }
  const { header, footer } = prepared.value.bundle;
  const claim: PlacedClaim = { base: header.base, heads: header.heads };
  const { asks = [] } = header;
  if (isImported(session, footer.sha256)) return { state: 'applied', claim, asks };
  const { bundle, changed } = prepared.value;
  if (isOwn && changed.length === 0 && (await isSignedHere(desktop, prepared.value))) {
    const failure = await noteFound(session, place, name, bundle);
    return failure ? { state: 'later', error: failure.type, isWanting: false } : { state: 'applied', claim, asks };
  }
  const why = reasonOf(prepared.value.preview);
  if (why !== null) {
    const kept = await holdBack(session, desktop, { why, file, fileName: lastPart(name), place: place.id }, prepared.value);
    if (!kept.ok) return { state: 'later', error: kept.error.type, isWanting: false };
    const isTrusted = prepared.value.preview.signer.state === 'trusted';
    return { state: 'aside', claim, asks, sha256: footer.sha256, isDecided: kept.value.refusedAt !== undefined, isTrusted };
  }
  const failure = await applyPrepared(session, prepared.value, file, lastPart(name));
  return failure ? { state: 'later', error: failure.type, isWanting: false } : { state: 'applied', claim, asks };
};

type Note = Parameters<DesktopPort['keepAside']>[1];

/** What a note says of a sender comes from the file itself, where an office's name may have any length. */
const putAside = async (desktop: DesktopPort, file: Blob, note: Note): ReturnType<DesktopPort['keepAside']> => {
  const office = note.office.slice(0, statementLimits.nameCharacters);
  return desktop.keepAside(new Uint8Array(await file.arrayBuffer()), { ...note, office });
};

type Held = { readonly why: AsideReason; readonly file: Blob; readonly fileName: string; readonly place?: string };

/** Puts a readable bundle aside for a person, who is told why; what it says of keys counts at once. */
const holdBack = async (
  session: Session,
  desktop: DesktopPort,
  { why, file, fileName, place }: Held,
  { bundle, preview }: PreparedImport,
): ReturnType<DesktopPort['keepAside']> => {
  await heed(session, bundle, await judge(session, bundle));
  const { office, author } = preview.from;
  const trusted = preview.signer.state === 'trusted' ? preview.signer.office : undefined;
  const from = { office, author, ...(trusted !== undefined && { trusted }), ...(place !== undefined && { place }) };
  const kept = await putAside(desktop, file, { why, fileName, bundle: bundle.footer.sha256, ...from });
  if (kept.ok) await noteHeldBack(session, bundle.header.from.device, bundle.footer.sha256);
  return kept;
};

/** Tries again what waits, as `ReplicaApi.retryAside`. Files that a person has to decide on stay, with the reason that holds now. */
export const retryAside = async (session: Session, { desktop, signal }: Omit<RoundTools, 'isSafe'>): Promise<Result<number, Failure>> => {
  const waiting = await desktop.listAside();
  if (!waiting.ok) return waiting;
  let [applied, isTold] = [0, false];
  for (const { sha256, fileName, refusedAt, why: noted } of waiting.value) {
    if (refusedAt !== undefined) continue;
    if (signal.aborted) return err({ type: 'cancelled' });
    const bytes = await desktop.readAside(sha256);
    if (!bytes.ok) continue;
    const file = new Blob([bytes.value]);
    const done = await session.turns(async () => {
      const prepared = await prepare(session, file, signal);
      if (!prepared.ok) return false;
      if (isImported(session, prepared.value.bundle.footer.sha256)) return true;
      const why = reasonOf(prepared.value.preview);
      if (why !== null && why !== noted) isTold = (await holdBack(session, desktop, { why, file, fileName }, prepared.value)).ok || isTold;
      if (why !== null) return false;
      const failure = await applyPrepared(session, prepared.value, file, fileName);
      if (failure === null) applied += 1;
      return failure === null;
    });
    if (done) await desktop.dropAside(sha256);
  }
  if (applied > 0 || isTold) session.emit({ kind: 'exchanged' });
  return ok(applied);
};
