import { err, ok, type Result } from '../base/result.ts';
import type { RunRecords } from '../crdt/types.ts';
import { joinBundleRuns, recordRefusal } from '../exchange/consistency.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { ReadBundle } from '../exchange/read.ts';

/** What could be judged: `whole`, or only the document where the bundle builds on runs that it does not carry. */
export type Checked = 'whole' | 'withoutHistory';

/**
 * Reads every record of a bundle and checks what can be checked without a store. A bundle on top of a base may rightly mention runs
 * that only its receiver knows; their stamps are then left unjudged.
 */
export const checkBundle = async (bundle: ReadBundle): Promise<Result<Checked, BundleError>> => {
  const joined = joinBundleRuns(bundle.header, new Map());
  const buildsOnBase = Object.keys(bundle.header.base).length > 0;
  const isExcused = (error: BundleError): boolean => buildsOnBase && error.type === 'bundleUnknownRuns';
  if (!joined.ok && !isExcused(joined.error)) return joined;
  const runs: RunRecords | null = joined.ok ? joined.value : null;
  for await (const portion of bundle.records()) {
    if (!portion.ok) return portion;
    if (runs === null) continue;
    for (const record of portion.value) {
      const refusal = recordRefusal(bundle.header, null, record, runs);
      if (refusal !== null && !isExcused(refusal)) return err(refusal);
    }
  }
  return ok(runs === null ? 'withoutHistory' : 'whole');
};
