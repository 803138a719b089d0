/** Why a bundle was refused. Nothing of a refused bundle is kept, and nothing changes. Each type is a sentence in three languages. */
export type BundleError =
  | { readonly type: 'bundleUnreadable' } // the file could not be read at all
  | { readonly type: 'bundleTooLarge'; readonly limitMiB: number }
  | { readonly type: 'bundleNotCompressed' } // damaged gzip
  | { readonly type: 'bundleNotABundle' } // another format, or not JSON
  | { readonly type: 'bundleNewer'; readonly version: number } // needs a newer program; kept for later by the caller
  | { readonly type: 'bundleOtherCluster'; readonly cluster: string }
  | { readonly type: 'bundleTruncated' }
  | { readonly type: 'bundleDamaged' } // the hash in the footer does not match
  | { readonly type: 'bundleMalformed'; readonly line: number; readonly what: BundleFault }
  | { readonly type: 'bundleInconsistent'; readonly what: BundleInconsistency }
  | { readonly type: 'bundleUnknownRuns'; readonly run: string } // builds on runs that neither it nor the receiver describes
  | { readonly type: 'bundleMergeTooLarge'; readonly record: string; readonly limitMiB: number } // no bundle could carry the merged record
  | { readonly type: 'bundleTooManyRuns'; readonly office: string } // the runs of one office would fill the headers of all
  | { readonly type: 'bundleEncrypted' } // and nothing to open it with was given
  | { readonly type: 'bundleNeedsPassphrase' }
  | { readonly type: 'bundleWrongPassphrase' }
  | { readonly type: 'bundleNotForUs' } // encrypted to other keys
  | { readonly type: 'bundleKeyUnavailable' } // the host could not be asked, or its key store stays shut
  | { readonly type: 'bundleEnvelopeDamaged' } // what age wrapped around it was changed or cut
  | { readonly type: 'bundleForOthers' } // readable, but its signed header names other offices
  | {
      readonly type: 'bundleNeedsConfirmation';
      readonly asks: 'signer' | 'otherOffice' | 'erasures' | 'manyDeletions' | 'deletionsInParts' | 'manyChanges';
    }
  | { readonly type: 'cancelled' };

export type BundleFault = 'utf8' | 'json' | 'depth' | 'lineLength' | 'fieldCount' | 'key' | 'shape' | 'count' | 'surrogate';
export type BundleInconsistency =
  | 'runConflict'
  | 'stampAboveSeen'
  | 'seenBeyondHeads'
  | 'duplicateRecord'
  | 'stampContents'
  | 'fieldsMissing'; // a record claims to have seen a field that it does not carry
