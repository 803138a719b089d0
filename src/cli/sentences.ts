import type { BundleError, BundleFault, BundleInconsistency } from '../exchange/errors.ts';
import type { CommandError } from './files.ts';

const faults: Readonly<Record<BundleFault, string>> = {
  utf8: 'it is not valid UTF-8',
  json: 'it is not valid JSON',
  depth: 'it is nested too deeply',
  lineLength: 'the line is too long',
  fieldCount: 'the record has too many fields',
  key: 'it has a key that is not allowed',
  shape: 'it does not have the shape of the format',
  count: 'the number of records is not the announced one',
  surrogate: 'it holds half of a surrogate pair',
};

const inconsistencies: Readonly<Record<BundleInconsistency, string>> = {
  runConflict: 'two records of one run differ',
  stampAboveSeen: 'a record holds a change that it says it has not seen',
  seenBeyondHeads: 'a record or run goes beyond what the sender has',
  duplicateRecord: 'a record comes twice',
  stampContents: 'one change has two contents',
  fieldsMissing: 'a record lacks fields that it says it has seen',
};

/** Why a command stopped, as one sentence. */
export const sentenceOf = (error: BundleError | CommandError): string => {
  switch (error.type) {
    case 'commandFailed':
      return error.sentence;
    case 'bundleUnreadable':
      return 'The file cannot be read.';
    case 'bundleTooLarge':
      return `The bundle is larger than ${error.limitMiB} MiB.`;
    case 'bundleNotCompressed':
      return 'The gzip data is damaged or cut off.';
    case 'bundleNotABundle':
      return 'The file is not an InterregCluster bundle.';
    case 'bundleNewer':
      return `The bundle needs a newer program (version ${error.version} of the format).`;
    case 'bundleOtherCluster':
      return `The bundle belongs to another cluster (${error.cluster}).`;
    case 'bundleTruncated':
      return 'The end of the bundle is missing.';
    case 'bundleDamaged':
      return 'The bundle is damaged: its SHA-256 does not match.';
    case 'bundleMalformed':
      return `Line ${error.line} of the bundle is wrong: ${faults[error.what]}.`;
    case 'bundleInconsistent':
      return `The bundle contradicts itself: ${inconsistencies[error.what]}.`;
    case 'bundleUnknownRuns':
      return `The bundle builds on changes that no bundle at hand describes (run ${error.run}).`;
    case 'bundleMergeTooLarge':
      return `"${error.record}" would become larger than ${error.limitMiB} MiB, more than any bundle can carry.`;
    case 'bundleTooManyRuns':
      return `The bundle names more openings of the office ${error.office} than a store takes.`;
    case 'bundleEncrypted':
      return 'The bundle is encrypted; name --identity FILE or --passphrase-file FILE.';
    case 'bundleNeedsPassphrase':
      return 'The bundle is encrypted with a passphrase; name --passphrase-file FILE.';
    case 'bundleWrongPassphrase':
      return 'The passphrase does not open the bundle.';
    case 'bundleNotForUs':
      return 'The bundle is encrypted to other keys.';
    case 'bundleKeyUnavailable':
      return 'The key that opens the bundle cannot be had.';
    case 'bundleEnvelopeDamaged':
      return 'The encryption of the bundle is damaged or cut off.';
    case 'bundleForOthers':
      return 'The bundle was made for other offices.';
    case 'bundleNeedsConfirmation':
      return 'A person has to confirm this bundle first.';
    case 'cancelled':
      return 'Stopped.';
  }
};
