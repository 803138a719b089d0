import { err, ok, type Result } from '../../base/result.ts';
import { decrypt, type EncryptTo, encrypt, openWithIdentities } from '../../exchange/envelope.ts';
import type { Bytes } from '../../exchange/format.ts';
import { joinBytes } from '../../exchange/hash.ts';
import type { Portion } from '../../exchange/source.ts';

async function* once(bytes: Bytes): AsyncGenerator<Bytes, void, undefined> {
  yield bytes;
}

async function* onePortion(bytes: Bytes): AsyncGenerator<Portion, void, undefined> {
  yield ok(bytes);
}

/** What age adds to a file at most: a header with a line for each recipient, and a tag for each 64 KiB. */
export const maxSealBytes = 1024 * 1024 + 16 * 1024;

/** The file encrypted with age. Each time it gives other bytes, so two sealed copies of one file cannot be compared. */
export const sealBlob = async (file: Bytes, to: EncryptTo): Promise<Bytes> => {
  const parts: Bytes[] = [];
  for await (const part of encrypt(once(file), to)) parts.push(part);
  return joinBytes(parts);
};

/** The file inside; null where it was damaged on its way or is none. Whether it is the right one only its hash tells. */
export const openBlob = async (
  sealed: Bytes,
  identity: string | null,
): Promise<Result<Bytes | null, { readonly type: 'photoNotForUs' }>> => {
  const parts: Bytes[] = [];
  for await (const part of decrypt(onePortion(sealed), openWithIdentities(identity === null ? [] : [identity]))) {
    if (!part.ok) return part.error.type === 'bundleNotForUs' ? err({ type: 'photoNotForUs' }) : ok(null);
    parts.push(part.value.slice());
  }
  return ok(joinBytes(parts));
};
