import { createHash } from 'node:crypto';
import type { RunRecords } from '../../src/crdt/types.ts';
import { joinBundleRuns, recordRefusal } from '../../src/exchange/consistency.ts';
import type { FileKeyOpener } from '../../src/exchange/envelope.ts';
import type { Bytes, HeaderDraft } from '../../src/exchange/format.ts';
import { createWebHash } from '../../src/exchange/hash.ts';
import { readBundle, readRecords } from '../../src/exchange/read.ts';
import { footerMessage } from '../../src/exchange/signature.ts';
import type { BundleSource } from '../../src/exchange/source.ts';
import type { SignedStatement, VerifiedStatement } from '../../src/exchange/trust/statements.ts';
import { judgeBundle } from '../../src/exchange/trust/verdict.ts';
import { bundleBytes } from '../../src/exchange/write.ts';
import { admit, anchorOf, device, keyNamed, office, signsAs, type TestKey, verified } from './keyring.ts';
import { draftHeader, noon, organisation, runRecord, szeged as szegedRun, timisoara as timisoaraRun } from './samples.ts';

/** A replica in Szeged that has admitted Timișoara, whose laptop sends bundles. Everybody else is a stranger. */
export const szeged = keyNamed('Szeged');
export const timisoara = keyNamed('Timișoara');
export const laptop = keyNamed('a laptop in Timișoara');
export const mallory = keyNamed('Mallory');
export const here = anchorOf('Szeged', szeged);
export const knownStatements: readonly SignedStatement[] = [
  office('Szeged', szeged),
  office('Timișoara', timisoara),
  admit(szeged, 'Timișoara', timisoara),
  device('Timișoara', timisoara, 'laptop', laptop),
];
/** What this replica has written itself: one organisation, and the run it did so in. */
export const mine = organisation(1, 'Példa Kft.', [szegedRun, 1, noon]);
const knownRuns: RunRecords = new Map([[szegedRun, runRecord(szegedRun)]]);

export const laptopHeader = (more: Partial<HeaderDraft> = {}): HeaderDraft =>
  draftHeader({
    from: { run: timisoaraRun, device: 'laptop', office: 'Timișoara', author: 'Popa Ion', app: '0.2.0' },
    heads: { [timisoaraRun]: 3 },
    runs: [{ ...runRecord(timisoaraRun), device: 'laptop', office: 'Timișoara' }],
    ...more,
  });

export const theirRecords = [
  organisation(11, 'Exemplu S.R.L.', [timisoaraRun, 1, noon]),
  organisation(12, 'Țărmul Înnoit', [timisoaraRun, 2, noon + 1]),
  organisation(13, 'Asociația Podul', [timisoaraRun, 3, noon + 2]),
];

/** A right bundle of the laptop, or what becomes of it with another header, other records or another signer. */
export const laptopBundle = async (
  more: Partial<HeaderDraft> = {},
  records: Parameters<typeof bundleBytes>[1] = theirRecords,
  signer: TestKey | null = laptop,
): Promise<Bytes> => (await bundleBytes(laptopHeader(more), records, createWebHash, signer === null ? undefined : signsAs(signer))).bytes;

/** Everything before the footer's line. */
export const bodyOf = (bytes: Uint8Array): string => {
  const text = Buffer.from(bytes).toString('utf8');
  return text.slice(0, text.lastIndexOf('],"footer"'));
};

/** Puts a right hash and a right signature under a body, as a signer with a valid key and bad intentions would. */
export const signedOver = (body: string | Uint8Array, records: number, { key, sign }: TestKey = laptop): Bytes => {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const footer = JSON.stringify({ records, sha256, key, signature: sign(footerMessage(sha256)) });
  return new Uint8Array(Buffer.concat([bytes, Buffer.from(`],"footer":${footer}}\n`)]));
};

export type Reception = {
  readonly open?: FileKeyOpener | undefined;
  readonly known?: readonly VerifiedStatement[];
  readonly held?: typeof mine;
};

/**
 * What a replica does with a bundle before anything is committed, as one word: `applied`, the verdict for which it is put aside, or the
 * error by which it is refused, with what is wrong.
 */
export const receive = async (source: BundleSource, { open, known, held = mine }: Reception = {}): Promise<string> => {
  const read = await readBundle(source, { createHash: createWebHash, cluster: 'a cluster', office: 'Szeged', open });
  if (!read.ok) return named(read.error);
  const statements = known ?? (await verified(knownStatements));
  const { verdict } = await judgeBundle(read.value, { known: statements, anchor: here, runs: knownRuns });
  if (verdict.state !== 'trusted') return verdict.state;
  const records = await readRecords(read.value);
  if (!records.ok) return named(records.error);
  const runs = joinBundleRuns(read.value.header, knownRuns);
  if (!runs.ok) return named(runs.error);
  for (const record of records.value) {
    const refusal = recordRefusal(read.value.header, record.id === held.id ? held : null, record, runs.value);
    if (refusal !== null) return named(refusal);
  }
  return 'applied';
};

const named = (error: { readonly type: string; readonly what?: string }): string =>
  error.what === undefined ? error.type : `${error.type} ${error.what}`;
