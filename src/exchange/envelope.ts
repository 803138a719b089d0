import { armor, Decrypter, Encrypter, type Identity, type Stanza } from 'age-encryption';
import { err, ok, type Result } from '../base/result.ts';
import type { BundleError } from './errors.ts';
import { type Bytes, bundleLimits } from './format.ts';
import { joinBytes } from './hash.ts';
import { passphraseVariants, type StrongPassphrase } from './passphrase.ts';
import { type Portion, readablePortions, tooLarge } from './source.ts';
import { toStream } from './stream.ts';
import { isRecipient } from './trust/recipient.ts';

/**
 * Files encrypted with age (age-encryption.org/v1). Only the header goes to whoever holds the keys; the bulk is decrypted here, so that
 * the keys never leave the host and the host never sees megabytes.
 */

/** Answers the file key (16 bytes) of an age header, its MAC line included, or why not. */
export type FileKeyOpener = (header: Bytes) => Promise<Result<Uint8Array, BundleError>>;
/** Whom a file is encrypted to: age recipients (at least one) or a passphrase that was found strong enough, never both. */
export type EncryptTo = { readonly recipients: readonly [string, ...string[]] } | { readonly passphrase: StrongPassphrase };
export type RecipientError = { readonly type: 'recipientsMissing' } | { readonly type: 'recipientUnreadable'; readonly recipient: string };

/** Longest age header in bytes: room for some thousand recipients. */
const maxHeaderBytes = 1024 * 1024;
/** Armored files come by e-mail; they are read as one text. */
const maxArmoredBytes = 32 * 1024 * 1024;
/** age's own default, 256 MB of memory. A file that asks for more would only be a way to exhaust this machine. */
const maxScryptLogN = 18;

/** Opens headers with age identities (`AGE-SECRET-KEY-1…`), one of which must fit. */
export const openWithIdentities =
  (identities: readonly string[]): FileKeyOpener =>
  (header) =>
    openHeader(header, identities, (stanzas) => ({ type: stanzas.some(isScrypt) ? 'bundleNeedsPassphrase' : 'bundleNotForUs' }));

/** Opens headers with a passphrase, as typed or as the program has made it. */
export const openWithPassphrase =
  (typed: string): FileKeyOpener =>
  async (header) => {
    const refuse: Refuse = (stanzas) => ({ type: stanzas.some(isScrypt) ? 'bundleWrongPassphrase' : 'bundleNotForUs' });
    let opened: Result<Uint8Array, BundleError> = err({ type: 'bundleWrongPassphrase' });
    for (const passphrase of passphraseVariants(typed)) {
      opened = await openHeader(header, { passphrase }, refuse);
      if (opened.ok || opened.error.type !== 'bundleWrongPassphrase') return opened;
    }
    return opened;
  };

/**
 * Those of the recipients that age can encrypt to, or one of them where it can to none: one that is useless must not keep the file from the others. A
 * certificate that names such a one does not hold, so nobody has been told that its machine could read the file.
 */
export const checkRecipients = (recipients: readonly string[]): Result<EncryptTo, RecipientError> => {
  const [unreadable] = recipients;
  if (unreadable === undefined) return err({ type: 'recipientsMissing' });
  const [first, ...others] = recipients.filter(isRecipient);
  return first === undefined ? err({ type: 'recipientUnreadable', recipient: unreadable }) : ok({ recipients: [first, ...others] });
};

/** Encrypts portion by portion. `scryptLogN` is age's default unless a test wants it faster. */
export async function* encrypt(
  portions: AsyncIterable<Bytes>,
  to: EncryptTo,
  scryptLogN: number = maxScryptLogN,
): AsyncGenerator<Bytes, void, undefined> {
  const encrypter = new Encrypter();
  if ('passphrase' in to) {
    encrypter.setPassphrase(to.passphrase);
    encrypter.setScryptWorkFactor(scryptLogN);
  } else for (const recipient of to.recipients) encrypter.addRecipient(recipient);
  const reader = (await encrypter.encrypt(toStream(portions))).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value as Bytes; // age makes plain buffers.
  } finally {
    await reader.cancel();
  }
}

/** Decrypts a binary age file portion by portion; each was authenticated before it is handed on, a cut end is found at the end. */
export async function* decrypt(
  portions: AsyncGenerator<Portion, void, undefined>,
  open: FileKeyOpener,
): AsyncGenerator<Portion, void, undefined> {
  try {
    const head = await takeHeader(portions);
    if (!head.ok) return yield head;
    const { header, read } = head.value;
    const fileKey = await open(header);
    if (!fileKey.ok) return yield fileKey;
    yield* decryptBody(read, portions, fileKey.value);
  } finally {
    await portions.return();
  }
}

/** The binary file that an armored one holds; white space around it and both kinds of line ends are taken. */
export async function* unarmor(portions: AsyncGenerator<Portion, void, undefined>): AsyncGenerator<Portion, void, undefined> {
  const parts: Bytes[] = [];
  let length = 0;
  for await (const portion of portions) {
    if (!portion.ok) return yield portion;
    length += portion.value.byteLength;
    if (length > maxArmoredBytes) return yield err(tooLarge(maxArmoredBytes));
    parts.push(portion.value.slice());
  }
  try {
    yield ok(armor.decode(new TextDecoder('utf-8', { fatal: true }).decode(joinBytes(parts))));
  } catch {
    yield err({ type: 'bundleEnvelopeDamaged' });
  }
}

type Keys = readonly string[] | { readonly passphrase: string };
type Refuse = (stanzas: readonly Stanza[]) => BundleError;

const isScrypt = ({ args }: Stanza): boolean => args[0] === 'scrypt';

/** age tells what went wrong in words only, so a look at the stanzas between its steps tells how far it came. */
const openHeader = async (header: Bytes, keys: Keys, refuse: Refuse): Promise<Result<Uint8Array, BundleError>> => {
  let unmatched: BundleError | null = null;
  const decrypter = new Decrypter();
  decrypter.addIdentity(watch(refuseCostly));
  if ('passphrase' in keys) decrypter.addPassphrase(keys.passphrase);
  else for (const identity of keys) decrypter.addIdentity(identity);
  decrypter.addIdentity(
    watch((stanzas) => {
      unmatched = refuse(stanzas);
    }),
  );
  try {
    return ok(await decrypter.decryptHeader(header));
  } catch {
    return err(unmatched ?? { type: 'bundleEnvelopeDamaged' });
  }
};

/** An identity that fits nothing and is told what it was asked for. */
const watch = (look: (stanzas: readonly Stanza[]) => void): Identity => ({
  unwrapFileKey: (stanzas) => {
    look(stanzas);
    return null;
  },
});

const refuseCostly = (stanzas: readonly Stanza[]): void => {
  if (stanzas.some((each) => isScrypt(each) && Number(each.args[2]) > maxScryptLogN)) throw new Error('Too costly to open.');
};

type Head = { readonly header: Bytes; readonly read: Bytes };

const lineBreak = 10;
const macLine = [...'\n--- '].map((character) => character.charCodeAt(0));

/** Reads up to the end of the header; `read` is all that was read for it. However small the portions, no byte is looked at twice. */
const takeHeader = async (portions: AsyncGenerator<Portion, void, undefined>): Promise<Result<Head, BundleError>> => {
  const parts: Bytes[] = [];
  let length = 0;
  let matched = 0;
  for await (const portion of { [Symbol.asyncIterator]: () => withoutEnd(portions) }) {
    if (!portion.ok) return portion;
    const part = portion.value.slice();
    parts.push(part);
    for (let at = 0; at < part.byteLength; at += 1) {
      const byte = part[at];
      if (matched === macLine.length && byte === lineBreak) {
        const read = joinBytes(parts);
        return ok({ header: read.slice(0, length + at + 1), read });
      }
      if (matched < macLine.length) matched = byte === macLine[matched] ? matched + 1 : byte === lineBreak ? 1 : 0;
    }
    length += part.byteLength;
    if (length > maxHeaderBytes) break;
  }
  return err({ type: 'bundleEnvelopeDamaged' });
};

/** The same portions for a loop that may stop early without ending them. */
const withoutEnd = (portions: AsyncGenerator<Portion, void, undefined>): AsyncIterator<Portion> => ({ next: () => portions.next() });

async function* decryptBody(
  read: Bytes,
  rest: AsyncGenerator<Portion, void, undefined>,
  fileKey: Uint8Array,
): AsyncGenerator<Portion, void, undefined> {
  const source = readablePortions(startingWith(read, rest), bundleLimits.packedBytes);
  const decrypter = new Decrypter();
  decrypter.addIdentity({ unwrapFileKey: () => fileKey });
  try {
    for await (const portion of await decrypter.decrypt(source.stream)) yield ok(portion);
  } catch {
    yield err(source.failure() ?? { type: 'bundleEnvelopeDamaged' });
  }
}

async function* startingWith(first: Bytes, rest: AsyncGenerator<Portion, void, undefined>): AsyncGenerator<Portion, void, undefined> {
  yield ok(first);
  yield* rest;
}
