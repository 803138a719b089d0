import { createRecordId, type RecordId, randomBase32 } from '../base/ids.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { PackedRecord, RunId, Stamp } from '../crdt/types.ts';
import { type GeneratorPlan, generateRecords } from '../domain/generator.ts';
import { createRandom, createSeededId } from '../domain/seeded.ts';
import type { NewRecord, Values } from '../domain/values.ts';
import { completeHeader, type HeaderDraft } from '../exchange/format.ts';
import { countRecords, writeBundle } from '../exchange/write.ts';
import { type CommandError, createNodeHash, writeFileWhole } from './files.ts';

/** Made-up records per commit, and when the first commit was. */
const commitSize = 500;
const startedAt = Date.UTC(2026, 0, 5, 8);
const minute = 60_000;

/** Who seems to have written everything: one office, one run. */
type Author = {
  readonly run: RunId;
  readonly device: string;
  readonly office: RecordId;
  readonly cluster: RecordId;
  readonly id: RecordId;
};

/**
 * Writes a bundle of made-up records that depends on nothing but the plan. The records are made twice, once to be counted for the header
 * and once to be written, so that any number fits in memory.
 */
export const generate = async (plan: GeneratorPlan, path: string): Promise<Result<string, CommandError>> => {
  const author = authorOf(plan);
  const counts = countRecords(withOffice(author, plan));
  const commits = Math.ceil(counts.records / commitSize);
  const written = await writeFileWhole(
    path,
    writeBundle({
      header: completeHeader(draftOf(author, commits), counts),
      records: packed(author, plan),
      createHash: createNodeHash,
      gzip: path.endsWith('.gz'),
    }),
  );
  return written.ok ? ok(`${path}: ${counts.records} records`) : err(written.error);
};

const officeValues: Values = { name: 'Szeged', country: 'HU' };

/** All generated bundles belong to one cluster, so that they can be merged; another plan is another run, or one stamp would get two contents. */
const authorOf = (plan: GeneratorPlan): Author => {
  const { seed, organisations, events, registrations, visits } = plan;
  const stream = [organisations, events, registrations, visits].reduce((mixed, count) => (Math.imul(mixed, 31) + count) | 0, ownNumbers);
  const random = createRandom(seed, stream);
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => Math.floor(random() * 256));
  return {
    run: randomBase32(20, bytes) as RunId, // Twenty characters of base32 are what a run id is.
    device: createRecordId(() => startedAt, bytes),
    id: createRecordId(() => startedAt, bytes),
    office: createSeededId(seed, ownNumbers, startedAt),
    cluster: createSeededId(0, ownNumbers, startedAt),
  };
};

/** Beyond the numbers by which the generator names its records. */
const ownNumbers = 4_000_000_000;

const draftOf = ({ run, device, office, cluster, id }: Author, commits: number): HeaderDraft => {
  const author = 'Minta Generátor';
  return {
    id,
    cluster,
    from: { run, device, office, author, app: 'interreg-cluster generate' },
    createdAt: startedAt + commits * minute,
    base: {},
    heads: { [run]: commits },
    runs: [{ id: run, device, office, author, parent: null }],
    previous: null,
  };
};

const withOffice = function* (author: Author, plan: GeneratorPlan): Generator<NewRecord> {
  yield { type: 'office', id: author.office, values: officeValues };
  yield* generateRecords(plan);
};

const packed = function* (author: Author, plan: GeneratorPlan): Generator<PackedRecord> {
  let count = 0;
  for (const { type, id, values } of withOffice(author, plan)) {
    const n = 1 + Math.floor(count / commitSize);
    const stamp: Stamp = [author.run, n, startedAt + n * minute];
    yield { type, id, f: values, s: { '': stamp }, seen: { [author.run]: n } };
    count += 1;
  }
};
