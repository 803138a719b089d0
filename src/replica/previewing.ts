import { gaps } from '../crdt/claims.ts';
import { isErased } from '../crdt/pack.ts';
import { isDeleted } from '../crdt/read.ts';
import type { PackedRecord, RunRecords } from '../crdt/types.ts';
import { isRecordType } from '../domain/recordTypes.ts';
import { titlesOf } from '../domain/titles.ts';
import { parsePlaceName } from '../exchange/placeName.ts';
import type { ReadBundle } from '../exchange/read.ts';
import type { Verdict } from '../exchange/trust/verdict.ts';
import type { BundlePreview, BundleQuestion, Gap, MassQuestion } from './api.ts';
import { deletionsCountMs } from './facts.ts';
import type { Session } from './session.ts';
import { recordOf } from './shelf.ts';
import { valueAt, valuesOf } from './values.ts';
import { asksMore } from './waiting.ts';

type Effect = 'added' | 'changed' | 'deleted' | 'erased' | 'rival';
type Tally = { added: number; changed: number; deleted: number; erased: number; rivals: number; unchanged: number };
/** What came of the records of a bundle: those that change, and what is told of them. */
export type Judged = {
  readonly changed: PackedRecord[];
  readonly tally: Tally;
  readonly byType: Map<string, { added: number; changed: number; deleted: number }>;
  readonly examples: BundlePreview['examples'][number][];
  /** It brings more of an erased record than its erasure. */
  outlives: boolean;
};

const mostExamples = 50;

/** What a record's new state is to whoever looks at the preview. */
export const effectOf = (before: PackedRecord | undefined, after: PackedRecord, runs: RunRecords): Effect => {
  if (isErased(after)) return 'erased';
  const isGone = isDeleted(after, runs);
  if (before === undefined) return isGone ? 'deleted' : 'added';
  if (isGone && !isErased(before) && !isDeleted(before, runs)) return 'deleted';
  return asksMore(before, after, runs) ? 'rival' : 'changed';
};

/** Counts a record that changes, and takes it as an example if it has a title: of two hundred check-ins none says anything. */
export const note = (judged: Judged, before: PackedRecord | undefined, after: PackedRecord, effect: Effect): void => {
  const { tally, byType, examples } = judged;
  const counts = byType.get(after.type) ?? { added: 0, changed: 0, deleted: 0 };
  byType.set(after.type, counts);
  const isNewToUs = before === undefined;
  if (effect === 'erased') tally.erased += isNewToUs ? 0 : 1;
  if (effect === 'rival') tally.rivals += 1;
  const sort = effect === 'added' ? 'added' : effect === 'deleted' || effect === 'erased' ? 'deleted' : 'changed';
  counts[sort] += 1;
  if (effect !== 'erased' && !(effect === 'deleted' && isNewToUs)) tally[sort] += 1;
  const { type } = after;
  if (examples.length >= mostExamples || !isRecordType(type)) return;
  const titles = titlesOf(type, valuesOf(isErased(after) && before ? before : after));
  if (Object.values(titles).some((title) => title !== '')) examples.push({ type, id: after.id, titles, effect });
};

const smallStore = 20;
const manyDeletions = 50;
const largeShare = 0.2;

/** Whether so much changes at once that a person has to say yes first. Records that are new do not count. */
export const massOf = (session: Session, { changed, deleted }: Pick<Tally, 'changed' | 'deleted'>): MassQuestion | null => {
  if (deleted > manyDeletions) return 'manyDeletions';
  let held = 0;
  for (const shelf of session.shelves.values()) held += shelf.records.length;
  return held >= smallStore && changed + deleted > held * largeShare ? 'manyChanges' : null;
};

/** What bundles of an office have deleted within a week since a person was last asked about one. */
const deletedUnasked = ({ facts, clock }: Session, office: string): number => {
  let records = 0;
  for (const { at, deletions } of facts.exchanges) {
    if (deletions?.office !== office || clock() - at > deletionsCountMs) continue;
    if (deletions.isAsked) break;
    records += deletions.records;
  }
  return records;
};

const isInParts = (session: Session, { deleted }: Tally, office: string): boolean =>
  deleted > 0 && deleted + deletedUnasked(session, office) > manyDeletions;

/** Whether a person has to say yes first. */
const askFor = (session: Session, tally: Tally, signer: Verdict, isForUs: boolean): BundleQuestion | null => {
  if (tally.erased > 0) return 'erasures';
  const mass = massOf(session, tally);
  if (mass) return mass;
  if (signer.state !== 'trusted') return 'signer';
  if (isInParts(session, tally, signer.office)) return 'deletionsInParts';
  return isForUs ? null : 'otherOffice';
};

/** As it is called here, else as the given records call it: whoever sends them may call himself anything. '' for one that nobody knows. */
export const nameOfOffice = (session: Session, records: readonly PackedRecord[], id: string): string => {
  const shelf = session.shelves.get('office');
  const known = shelf && recordOf(shelf, id);
  for (const record of [known, records.find((each) => each.id === id)]) {
    const name = record && valueAt(record, 'name');
    if (typeof name === 'string' && name !== '') return name;
  }
  return '';
};

const officesIn = (records: readonly PackedRecord[]): BundlePreview['offices'] =>
  records
    .filter((record) => record.type === 'office' && !isErased(record))
    .map((record) => ({ id: record.id, name: String(valueAt(record, 'name') ?? ''), country: String(valueAt(record, 'country') ?? '') }));

/** Ranges that are missing here, with the office that wrote them. */
export const gapsOf = (session: Session, claims: Session['facts']['claims'], runs: RunRecords): readonly Gap[] =>
  gaps(session.facts.heads, claims, runs).map((range) => ({
    ...range,
    office: nameOfOffice(session, [], runs.get(range.run)?.office ?? ''),
    author: runs.get(range.run)?.author ?? '',
  }));

const asksOf = ({ asks = [] }: ReadBundle['header']): BundlePreview['asksFor'] => {
  const kinds = asks.map((name) => parsePlaceName(name)?.kind);
  return { bundles: kinds.filter((kind) => kind === 'bundle').length, files: kinds.filter((kind) => kind === 'blob').length };
};

/** What is told of a bundle before it changes anything, and what it did change afterwards. */
export const previewOf = (
  session: Session,
  bundle: ReadBundle,
  records: readonly PackedRecord[],
  judged: Judged,
  runs: RunRecords,
  signed: Pick<BundlePreview, 'signer' | 'request' | 'keyNews'>,
): BundlePreview => {
  const { header, footer } = bundle;
  const isForUs = header.to === undefined || session.identity === null || header.to.includes(session.identity.office.id);
  const offices = officesIn(records);
  const claim = { base: header.base, heads: header.heads };
  return {
    sha256: footer.sha256,
    from: { office: nameOfOffice(session, records, header.from.office), author: header.from.author, createdAt: header.createdAt },
    records: footer.records,
    ...judged.tally,
    byType: Object.fromEntries(judged.byType),
    examples: judged.examples,
    asks: askFor(session, judged.tally, signed.signer, isForUs),
    ...signed,
    asksFor: asksOf(header),
    isForUs,
    offices,
    gaps: gapsOf(session, [...session.facts.claims, claim], runs),
  };
};
