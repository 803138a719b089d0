import { type BundleHeader, noSizeLimits } from '../exchange/format.ts';
import { createWebHash } from '../exchange/hash.ts';
import { readBundle } from '../exchange/read.ts';
import type { SafetyEntry, Sentinel } from '../exchange/sentinel.ts';
import { isSignedBy } from '../exchange/trust/keys.ts';
import { type DeviceStatement, parseStatement, statementMessage } from '../exchange/trust/statements.ts';
import type { DesktopPort, SafetyPort } from './api.ts';
import { fromHost } from './asking.ts';
import type { StoreNotes } from './store.ts';

const lastOf = (files: readonly Pick<SafetyEntry, 'seq'>[]): number => Math.max(0, ...files.map(({ seq }) => seq));

/** What a lost sentinel must have said: whose the store is, and how many entries the host has had. Null where the store does not know itself. */
export const sentinelAnew = async (host: SafetyPort, { identity, lastSeq }: StoreNotes, at: number): Promise<Sentinel | null> => {
  if (identity === null || lastSeq === 0) return null;
  const { cluster, device, author, office, officeKey } = identity;
  const seq = lastOf(await fromHost(host.list()));
  return { cluster, device, author, office: office.id, ...(officeKey !== null && { officeKey }), seq, heads: {}, erased: [], at };
};

/** The header of a file; null where it is damaged or gone. */
const headerOf = async (reading: ReturnType<SafetyPort['read']>, bytes: number): Promise<BundleHeader | null> => {
  const content = await fromHost(reading, bytes);
  const bundle = content && (await readBundle(new Blob([content]), { createHash: createWebHash, limits: noSizeLimits }));
  return bundle?.ok ? bundle.value.header : null;
};

/** Which cluster the copy's files are of, by the newest that can be read; null where none can. */
export const clusterOfCopy = async (host: SafetyPort): Promise<string | null> => {
  for (const { name, bytes } of [...(await fromHost(host.list()))].sort((a, b) => b.seq - a.seq)) {
    const header = await headerOf(host.read(name), bytes);
    if (header) return header.cluster;
  }
  for (const { name, bytes } of await fromHost(host.listSnapshots())) {
    const header = await headerOf(host.readSnapshot(name), bytes);
    if (header) return header.cluster;
  }
  return null;
};

/** Of the copy's own files, the newest first, and of the newest whole state, which nobody else can have written. */
const headersIn = async (host: SafetyPort): Promise<{ readonly all: readonly BundleHeader[]; readonly whole: BundleHeader | null }> => {
  const all: BundleHeader[] = [];
  let whole: BundleHeader | null = null;
  for (const { name, bytes, snapshot } of [...(await fromHost(host.list()))].sort((a, b) => b.seq - a.seq)) {
    const header = await headerOf(host.read(name), bytes);
    if (header) all.push(header);
    if (snapshot) whole ??= header;
  }
  for (const { name, bytes } of whole ? [] : await fromHost(host.listSnapshots())) whole ??= await headerOf(host.readSnapshot(name), bytes);
  return { all: whole ? [...all, whole] : all, whole };
};

/** What this machine has said of itself, the last first: nobody else can sign with its key. */
const ownWords = async (desktop: DesktopPort | null, headers: readonly BundleHeader[]): Promise<readonly DeviceStatement[]> => {
  const own = desktop && (await fromHost(desktop.signBundle('0'.repeat(64))));
  const words: DeviceStatement[] = [];
  for (const { text, signatures } of headers.flatMap(({ trust = [] }) => trust.toReversed())) {
    const said = parseStatement(text);
    const signed = signatures.find(({ key }) => key === own?.key);
    if (said?.kind !== 'device' || said.key !== own?.key || signed === undefined) continue;
    if (await isSignedBy(said.key, signed.signature, statementMessage(text))) words.push(said);
  }
  return words;
};

/**
 * The same where the store cannot say it either, from the copy's own files: whose they are says a whole state, or this machine's own word,
 * and what was erased the records themselves. Null where no file can tell: bundles of others lie among them.
 */
export const sentinelFromFiles = async (host: SafetyPort, desktop: DesktopPort | null, at: number): Promise<Sentinel | null> => {
  const { all, whole } = await headersIn(host);
  const words = await ownWords(desktop, all);
  const device = whole?.from.device ?? words[0]?.device;
  const newest = all.find(({ from }) => from.device === device);
  if (newest === undefined) return null;
  const { cluster, from } = newest;
  const officeKey = words.find((said) => said.device === from.device && said.office === from.office)?.officeKey;
  const seq = lastOf(await fromHost(host.list()));
  const who = { device: from.device, office: from.office, author: from.author, ...(officeKey && { officeKey }) };
  return { cluster, ...who, seq, heads: {}, erased: [], at };
};
