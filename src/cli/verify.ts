import { err, ok, type Result } from '../base/result.ts';
import type { FileKeyOpener } from '../exchange/envelope.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { ReadBundle } from '../exchange/read.ts';
import { verifyFooter } from '../exchange/signature.ts';
import { trustBookOf } from '../exchange/trust/book.ts';
import { fingerprint, isPublicKey, type PublicKey } from '../exchange/trust/keys.ts';
import { newStatements } from '../exchange/trust/statements.ts';
import { type Verdict, verdictOf } from '../exchange/trust/verdict.ts';
import { checkBundle } from './check.ts';
import { type CommandError, commandFailed, readBundleFile } from './files.ts';

/**
 * Checks a bundle completely and answers one line about it. With a key it must be signed by it, or by a replica that the bundle's own
 * statements trace back to it where it is the key of an office.
 */
export const verify = async (path: string, open?: FileKeyOpener, key?: string): Promise<Result<string, BundleError | CommandError>> => {
  if (key !== undefined && !isPublicKey(key)) return commandFailed(`Not a key: ${key}`);
  const read = await readBundleFile(path, open);
  if (!read.ok) return read;
  const checked = await checkBundle(read.value);
  if (!checked.ok) return checked;
  const signed = await signatureText(read.value, key);
  if (!signed.ok) return err(signed.error);
  const { footer } = read.value;
  const limit = checked.value === 'withoutHistory' ? ', builds on changes that are not in it' : '';
  return ok(`${path}: whole and unchanged, ${footer.records} records, SHA-256 ${footer.sha256}${limit}, ${signed.value}`);
};

/** Who signed a bundle, in words; a wrong signature is a failure whether or not a key was asked for. */
export const signatureText = async (bundle: ReadBundle, key?: PublicKey): Promise<Result<string, CommandError>> => {
  const state = await verifyFooter(bundle.footer);
  const signer = bundle.footer.key ?? '';
  if (state === 'wrong') return commandFailed('The signature of the bundle is wrong.');
  if (key === undefined || signer === key)
    return state === 'missing' && key !== undefined
      ? commandFailed(refusals.unsigned)
      : ok(state === 'missing' ? 'not signed' : `signed by ${named(signer)}`);
  const { cluster, from, runs, trust = [] } = bundle.header;
  // Whom the key has accepted counts where that office reads; asked for is this key.
  const certified = (await newStatements([], trust)).filter(({ statement }) => statement.kind !== 'admit');
  const book = trustBookOf(certified, { cluster, office: from.office, key });
  const verdict = verdictOf(book, bundle, state, new Map(runs.map((each) => [each.id, each])));
  if (verdict.state !== 'trusted') return commandFailed(refusals[verdict.state]);
  return ok(`signed by ${named(signer)} for the office with ${named(key)}`);
};

const refusals: Readonly<Record<Exclude<Verdict['state'], 'trusted'>, string>> = {
  unsigned: 'The bundle is not signed.',
  wrongSignature: 'The signature of the bundle is wrong.',
  unknownKey: 'The bundle is signed, but not by this key nor by a replica that it certifies.',
  revoked: 'The bundle is signed by a replica whose key was revoked.',
  notIts: 'The bundle is signed by a replica that is not the one its header names.',
};

const named = (key: string): string => (isPublicKey(key) ? `${key} (${fingerprint(key)})` : key);
