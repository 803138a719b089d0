import { err, ok, type Result } from '../base/result.ts';
import { type RecordFault, recordFault } from '../crdt/check.ts';
import { merge } from '../crdt/merge.ts';
import { pack, unpack } from '../crdt/pack.ts';
import { joinRunRecords } from '../crdt/runs.ts';
import type { PackedRecord, RunRecords } from '../crdt/types.ts';
import { joinBundleRuns, recordRefusal } from '../exchange/consistency.ts';
import type { BundleError } from '../exchange/errors.ts';
import { type BundleCounts, bundleLimits, completeHeader } from '../exchange/format.ts';
import { checkHeader } from '../exchange/headerCheck.ts';
import type { ReadBundle } from '../exchange/read.ts';
import { fitsBundle, sortedCounts, writeBundle } from '../exchange/write.ts';
import { type CommandError, commandFailed, createNodeHash, readBundleFile, writeFileWhole } from './files.ts';
import { groupByKey, type IndexedBundle, indexBundle, type Occurrence, recordAt } from './lines.ts';
import { mergedHeader } from './mergedHeader.ts';
import { sentenceOf } from './sentences.ts';

type Failure = BundleError | CommandError;

const tooMuchForOne = 'Together they name more openings, or say more about keys, than one bundle may. Merge fewer of them.';

/**
 * Merges bundles of one cluster into one. The same bundles in another order give the same bytes: records stand sorted by type and id,
 * those of several bundles in the form that `pack` gives equal states. Held in memory are the bundles' bytes and an index, never all records.
 */
export const mergeBundles = async (paths: readonly string[], target: string): Promise<Result<string, Failure>> => {
  const read = await readAll(paths);
  if (!read.ok) return read;
  const runs = joinRuns(read.value);
  if (!runs.ok) return runs;
  const indexed = await indexAll(read.value, runs.value);
  if (!indexed.ok) return indexed;
  const counts = countAndCompare(indexed.value, runs.value);
  if (!counts.ok) return counts;
  const checked = checkHeader(completeHeader(mergedHeader(read.value, runs.value, await mergedId(read.value)), counts.value));
  if (!checked.ok) return commandFailed(tooMuchForOne);
  const header = checked.value;
  const records = mergedRecords(indexed.value, runs.value);
  const written = await writeFileWhole(target, writeBundle({ header, records, createHash: createNodeHash, gzip: target.endsWith('.gz') }));
  return written.ok ? ok(`${target}: ${header.counts.records} records of ${paths.length} bundles`) : err(written.error);
};

/** All bundles, a repeated one once, in the order of their hashes. */
const readAll = async (paths: readonly string[]): Promise<Result<readonly ReadBundle[], Failure>> => {
  const bySha256 = new Map<string, ReadBundle>();
  for (const path of paths) {
    const read = await readBundleFile(path);
    if (!read.ok) return commandFailed(read.error.type === 'commandFailed' ? read.error.sentence : `${path}: ${sentenceOf(read.error)}`);
    bySha256.set(read.value.footer.sha256, read.value);
  }
  const bundles = [...bySha256].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, bundle]) => bundle);
  const clusters = new Set(bundles.map(({ header }) => header.cluster));
  return clusters.size > 1 ? commandFailed('The bundles belong to different clusters.') : ok(bundles);
};

/** The run records of all bundles together; each bundle must agree with all the others. */
const joinRuns = (bundles: readonly ReadBundle[]): Result<RunRecords, BundleError> => {
  let runs: RunRecords = new Map();
  for (const { header } of bundles) {
    const joined = joinRunRecords(runs, header.runs);
    if (!joined.ok) return err({ type: 'bundleInconsistent', what: 'runConflict' });
    runs = joined.value;
  }
  for (const { header } of bundles) {
    const joined = joinBundleRuns(header, runs);
    if (!joined.ok) return joined;
  }
  return ok(runs);
};

const indexAll = async (bundles: readonly ReadBundle[], runs: RunRecords): Promise<Result<readonly IndexedBundle[], BundleError>> => {
  const indexed: IndexedBundle[] = [];
  for (const bundle of bundles) {
    const index = await indexBundle(bundle, (record) => recordRefusal(bundle.header, null, record, runs));
    if (!index.ok) return index;
    indexed.push(index.value);
  }
  return ok(indexed);
};

const recordOf = ({ in: bundle, line }: Occurrence): PackedRecord => recordAt(bundle, line);

/** A record that only one bundle holds passes through as it stands there. */
const mergedOf = (group: readonly Occurrence[], runs: RunRecords): PackedRecord => {
  const [first, ...others] = group.map(recordOf);
  if (first === undefined) throw new RangeError('A group of records is never empty.');
  return others.length === 0 ? first : pack(others.reduce((merged, other) => merge(merged, unpack(other), runs), unpack(first)));
};

/** Why some two of a record's states must not be merged. */
const firstFault = (held: readonly PackedRecord[], runs: RunRecords): RecordFault | null => {
  for (const [at, record] of held.entries())
    for (const other of held.slice(at + 1)) {
      const fault = recordFault(record, other, runs);
      if (fault !== null) return fault;
    }
  return null;
};

/** Counts the records of the result, and refuses bundles that hold one change with two contents, or a record that would fit no bundle. */
const countAndCompare = (bundles: readonly IndexedBundle[], runs: RunRecords): Result<BundleCounts, BundleError> => {
  const byType = new Map<string, number>();
  let records = 0;
  for (const group of groupByKey(bundles)) {
    const held = group.length > 1 ? group.map(recordOf) : [];
    const fault = firstFault(held, runs);
    if (fault !== null) return err({ type: 'bundleInconsistent', what: fault });
    const bytes = group.reduce((sum, { line: { start, end } }) => sum + end - start, 0);
    if (bytes > bundleLimits.lineBytes && group.length > 1 && !fitsBundle(mergedOf(group, runs)))
      return err({ type: 'bundleMergeTooLarge', record: held[0]?.id ?? '', limitMiB: bundleLimits.lineBytes / 2 ** 20 });
    const type = (group[0]?.line.key ?? '').slice(0, -idAndSeparator);
    byType.set(type, (byType.get(type) ?? 0) + 1);
    records += 1;
  }
  return ok({ records, byType: sortedCounts(byType) });
};

const idAndSeparator = 37;

const mergedRecords = function* (bundles: readonly IndexedBundle[], runs: RunRecords): Generator<PackedRecord, void, undefined> {
  for (const group of groupByKey(bundles)) yield mergedOf(group, runs);
};

const mergedId = (bundles: readonly ReadBundle[]): Promise<string> => {
  const hash = createNodeHash();
  for (const { footer } of bundles) hash.update(new TextEncoder().encode(footer.sha256));
  return hash.digest();
};
