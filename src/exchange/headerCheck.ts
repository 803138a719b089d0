import { err, ok, type Result } from '../base/result.ts';
import { type BundleHeader, bundleLimits } from './format.ts';
import { headerSchema } from './headerSchema.ts';
import { valueFault } from './recordCheck.ts';
import { openingLine } from './write.ts';

/** More openings, statements about keys or names of runs than one header carries, or more records than one bundle does. */
export type HeaderError = { readonly type: 'headerTooLarge' };

/** The header where every reader takes it. What is refused here would be a file that is written without a word and that nobody can open. */
export const checkHeader = (header: BundleHeader): Result<BundleHeader, HeaderError> => {
  const isTaken =
    valueFault({ header }, 0) === null &&
    headerSchema.safeParse(header).success &&
    new TextEncoder().encode(openingLine(header)).byteLength <= bundleLimits.headerBytes;
  return isTaken ? ok(header) : err({ type: 'headerTooLarge' });
};
