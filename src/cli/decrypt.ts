import { err, ok, type Result } from '../base/result.ts';
import { decrypt, type FileKeyOpener, unarmor } from '../exchange/envelope.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { Bytes } from '../exchange/format.ts';
import { inflate, openPortions, openSource, type Portion } from '../exchange/source.ts';
import { type CommandError, commandFailed, sizedFile, writeFileWhole } from './files.ts';

/** Writes what an age file holds, portion by portion: as it lies in it where the target ends in .gz, else unpacked. */
export const decryptFile = async (
  path: string,
  open: FileKeyOpener,
  target: string,
): Promise<Result<string, BundleError | CommandError>> => {
  const file = await sizedFile(path);
  if (!file.ok) return file;
  const outer = await openSource(file.value);
  if (outer.kind !== 'age' && outer.kind !== 'armoredAge') return commandFailed(`${path} is not encrypted.`);
  const inner = await openPortions(decrypt(outer.kind === 'age' ? outer.portions() : unarmor(outer.portions()), open));
  const unpacks = inner.kind === 'gzip' && !target.endsWith('.gz');
  const plain = checked(unpacks ? inflate(inner.portions()) : inner.portions());
  const written = await writeFileWhole(target, plain.portions());
  const refused = plain.refusal();
  if (refused !== null) return err(refused);
  return written.ok ? ok(`${target}: decrypted`) : written;
};

/** Portions for a writer, which breaks off at the first that is an error and can be asked for it then. */
const checked = (portions: AsyncGenerator<Portion, void, undefined>) => {
  let refused: BundleError | null = null;
  const values = async function* (): AsyncGenerator<Bytes, void, undefined> {
    for await (const portion of portions) {
      if (!portion.ok) {
        refused = portion.error;
        throw new Stopped();
      }
      yield portion.value.slice();
    }
  };
  return { portions: values, refusal: (): BundleError | null => refused };
};

/** Ends the writing of a file whose source has been refused; it looks like a failure of the system so that the half file is removed. */
class Stopped extends Error {
  readonly code = 'ECANCELED';
  readonly syscall = 'read';
}
