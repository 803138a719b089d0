import { ok, type Result } from '../base/result.ts';
import type { BundleError } from '../exchange/errors.ts';
import { checkBundle } from './check.ts';
import { type CommandError, readBundleFile } from './files.ts';

/** Checks a bundle completely and answers one line about it. */
export const verify = async (path: string): Promise<Result<string, BundleError | CommandError>> => {
  const read = await readBundleFile(path);
  if (!read.ok) return read;
  const checked = await checkBundle(read.value);
  if (!checked.ok) return checked;
  const { footer } = read.value;
  const limit = checked.value === 'withoutHistory' ? ', builds on changes that are not in it' : '';
  return ok(`${path}: whole and unchanged, ${footer.records} records, SHA-256 ${footer.sha256}${limit}`);
};
