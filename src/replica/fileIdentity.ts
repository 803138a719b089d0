import { createWebHash } from '../exchange/hash.ts';
import type { ExchangeEntry } from './api.ts';
import type { Facts } from './facts.ts';

const footerBytes = 4096;

const isGzip = async (file: Blob): Promise<boolean> => {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
};

const sha256Of = async (file: Blob): Promise<string> => {
  const hash = createWebHash();
  hash.update(new Uint8Array(await file.arrayBuffer()));
  return hash.digest();
};

/** What a plain bundle's last line says of itself, and where that line begins; null where there is no such line. */
const footerOf = async (file: Blob): Promise<{ readonly sha256: string; readonly start: number } | null> => {
  const from = Math.max(0, file.size - footerBytes);
  const bytes = new Uint8Array(await file.slice(from).arrayBuffer());
  const line = bytes.lastIndexOf(10, bytes.length - 2) + 1;
  const sha256 = /"sha256":"([0-9a-f]{64})"/.exec(new TextDecoder().decode(bytes.subarray(line)))?.[1];
  return sha256 === undefined ? null : { sha256, start: from + line };
};

/** The name under which a file is remembered: a plain bundle by its footer's hash, which has just been checked, a compressed one by the hash of the file. */
export const fileIdentity = async (file: Blob, footerSha256: string): Promise<string> =>
  `${(await isGzip(file)) ? await sha256Of(file) : footerSha256} ${footerSha256}`;

/** The earlier import of exactly this file, found by hashing alone; null for a file that has not been read in yet. */
export const knownImport = async (facts: Facts, file: Blob): Promise<ExchangeEntry | null> => {
  if (facts.imported.size === 0) return null;
  const name = await nameOf(facts, file);
  const remembered = [...facts.imported].find((each) => each.startsWith(`${name} `));
  if (name === null || remembered === undefined) return null;
  return facts.exchanges.find((each) => each.direction === 'in' && each.sha256 === remembered.slice(name.length + 1)) ?? null;
};

const nameOf = async (facts: Facts, file: Blob): Promise<string | null> => {
  if (await isGzip(file)) return sha256Of(file);
  const footer = await footerOf(file);
  if (!footer || ![...facts.imported].some((each) => each.startsWith(footer.sha256))) return null;
  return (await sha256Of(file.slice(0, footer.start))) === footer.sha256 ? footer.sha256 : null;
};
