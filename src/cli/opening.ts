import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../base/result.ts';
import { type FileKeyOpener, openWithIdentities, openWithPassphrase } from '../exchange/envelope.ts';
import { type CommandError, codeOf, commandFailed } from './files.ts';

/** Options by which a command is told how to open encrypted files. */
export const openingOptions = { identity: { type: 'string' }, 'passphrase-file': { type: 'string' } } as const;

const identityPattern = /^AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]+$/;

/** The opener that the options name; undefined where they name none. Secrets come from files, never from the command line, where others see them. */
export const openingOf = async (values: Readonly<Record<string, unknown>>): Promise<Result<FileKeyOpener | undefined, CommandError>> => {
  const { identity, 'passphrase-file': passphraseFile } = values;
  if (typeof identity === 'string' && typeof passphraseFile === 'string')
    return commandFailed('Name --identity or --passphrase-file, not both.');
  if (typeof passphraseFile === 'string') {
    const text = await readText(passphraseFile);
    return text.ok ? ok(openWithPassphrase(text.value.replace(/\r?\n$/, ''))) : err(text.error);
  }
  if (typeof identity !== 'string') return ok(undefined);
  const text = await readText(identity);
  if (!text.ok) return err(text.error);
  const lines = text.value.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  if (lines.length === 0 || !lines.every((line) => identityPattern.test(line)))
    return commandFailed(`${identity} is not a file of age identities.`);
  return ok(openWithIdentities(lines));
};

const readText = async (path: string): Promise<Result<string, CommandError>> => {
  try {
    return ok(await readFile(path, 'utf8'));
  } catch (cause) {
    if (codeOf(cause) === null) throw cause;
    return commandFailed(`${path} cannot be read (${codeOf(cause)}).`);
  }
};
