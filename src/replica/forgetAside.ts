import { isJsonObject } from '../base/json.ts';
import { createWebHash } from '../exchange/hash.ts';
import { readBundle, readRecords } from '../exchange/read.ts';
import type { Session } from './session.ts';

const idsIn = async (session: Session, bytes: Uint8Array<ArrayBuffer>): Promise<readonly string[]> => {
  const { desktop } = session;
  const bundle = await readBundle(bytes, {
    createHash: createWebHash,
    open: desktop ? (header) => desktop.unwrapFileKey(header) : undefined,
  });
  const records = bundle.ok ? await readRecords(bundle.value) : bundle;
  return records.ok ? records.value.filter(isJsonObject).map(({ id }) => String(id)) : [];
};

/**
 * Removes files kept aside that hold a record which has been erased since. Whoever sent one can send it again; what it brings of an erased
 * record then stays erased. Files that cannot be opened here stay: nobody can read them here either.
 */
export const forgetAside = async (session: Session, erased: ReadonlySet<string>): Promise<void> => {
  const { desktop } = session;
  const waiting = desktop === null ? null : await desktop.listAside();
  if (desktop === null || !waiting?.ok) return;
  for (const { sha256 } of waiting.value) {
    const bytes = await desktop.readAside(sha256);
    if (bytes.ok && (await idsIn(session, bytes.value)).some((id) => erased.has(id))) await desktop.dropAside(sha256);
  }
};
