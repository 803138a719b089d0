import { isJsonObject } from '../base/json.ts';
import type { FileKeyOpener } from '../exchange/envelope.ts';
import { bundleLimits } from '../exchange/format.ts';
import { gatherDocument } from '../exchange/gather.ts';
import { createWebHash } from '../exchange/hash.ts';
import { readBundle, readRecords } from '../exchange/read.ts';
import { noteLetGo } from './heldBack.ts';
import type { Session } from './session.ts';

/** Whether a file holds one of these records. Of a bundle that needs a newer program only its text can be looked at. */
const holdsAny = async ({ desktop }: Session, bytes: Uint8Array<ArrayBuffer>, ids: ReadonlySet<string>): Promise<boolean> => {
  const open: FileKeyOpener | undefined = desktop ? (header) => desktop.unwrapFileKey(header) : undefined;
  const bundle = await readBundle(bytes, { createHash: createWebHash, open });
  if (!bundle.ok && bundle.error.type === 'bundleNewer') {
    const document = await gatherDocument(bytes, {}, { open, limits: bundleLimits });
    const text = document.ok ? new TextDecoder().decode(document.value.bytes) : '';
    return [...ids].some((id) => text.includes(`"id":"${id}"`));
  }
  const records = bundle.ok ? await readRecords(bundle.value) : bundle;
  return records.ok && records.value.some((record) => isJsonObject(record) && ids.has(String(record.id)));
};

/** What another look at the file would not change. */
const lasting: ReadonlySet<string> = new Set(['notFound', 'hashMismatch']);

/**
 * Removes files kept aside that hold a record which has been erased since. Whoever sent one can send it again; what it brings of an erased
 * record then stays erased. Files that cannot be opened here stay: nobody can read them here either. False where the desktop could not do all of
 * it, so that it has to be tried again. Stands in the writers' line.
 */
export const forgetAside = async (session: Session, erased: ReadonlySet<string>): Promise<boolean> => {
  const { desktop } = session;
  if (desktop === null) return true;
  const waiting = await desktop.listAside();
  if (!waiting.ok) return false;
  let isDone = true;
  const gone = new Set<string>();
  for (const { sha256, bundle, refusedAt } of waiting.value) {
    const bytes = await desktop.readAside(sha256);
    if (!bytes.ok) isDone &&= lasting.has(bytes.error.type);
    else if (await holdsAny(session, bytes.value, erased)) {
      const dropped = await desktop.dropAside(sha256);
      isDone &&= dropped.ok;
      if (dropped.ok && bundle !== undefined && refusedAt === undefined) gone.add(bundle);
    }
  }
  await noteLetGo(session, gone);
  return isDone;
};
