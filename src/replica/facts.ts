import type { Json } from '../base/json.ts';
import { advanceHeads, type Claim } from '../crdt/claims.ts';
import { expand, joinRunRecords } from '../crdt/runs.ts';
import type { RunId, RunRecord, Vector } from '../crdt/types.ts';
import { impliesVector, intersectVectors } from '../crdt/vector.ts';
import { type Link, withLink } from '../exchange/chain.ts';
import { type BundleHeader, bundleLimits } from '../exchange/format.ts';
import { type SignedStatement, statementLimits } from '../exchange/trust/statements.ts';
import type { ExchangeEntry, Identity } from './api.ts';

/** A device's newest word on what it holds, when it was written by the writer's clock, and the opening of a store that gave it. */
export type Receipt = {
  readonly device: string;
  readonly office: string;
  readonly author: string;
  /** Files of photos that its machine lacked then; absent where it did not say. */
  readonly lacks?: readonly string[] | undefined;
  readonly heads: Vector;
  readonly at: number;
  readonly run: RunId | null;
};

/** What a store knows beside its records. It follows from the journal, entry by entry, and is written down when the journal is folded. */
export type Facts = {
  /** Number of the last journal entry; entries are numbered 1, 2, 3 … for ever. */
  readonly seq: number;
  readonly chain: string;
  readonly heads: Vector;
  readonly runs: ReadonlyMap<string, RunRecord>;
  /** Claims of received bundles that a gap still keeps from being true here. */
  readonly claims: readonly Claim[];
  /** The last run that committed in this store. */
  readonly lastRun: RunId | null;
  /** By device: an office may have several, and what one holds the other may lack. */
  readonly receipts: ReadonlyMap<string, Receipt>;
  readonly exchanges: readonly ExchangeEntry[];
  /** What is known about keys, as it was signed; whether it holds is checked where it matters. */
  readonly statements: readonly SignedStatement[];
  /** How received bundles follow one another, for noticing those that were withheld. */
  readonly links: readonly Link[];
  /** The store was rebuilt without all that it had received, so that what came before the first link of a device may have been here. */
  readonly areLinksCut: boolean;
  /** SHA-256 of the last bundle made for each office or shared place. */
  readonly sent: Readonly<Record<string, string>>;
  /** SHA-256 of the files read in, of very many the latest. */
  readonly imported: ReadonlySet<string>;
  readonly ownCommits: number;
  /** How many of the own commits some bundle has carried away. */
  readonly handedOver: number;
  readonly savedAt: number | null;
};

export const noFacts: Facts = {
  seq: 0,
  chain: '0'.repeat(64),
  heads: {},
  runs: new Map(),
  claims: [],
  lastRun: null,
  receipts: new Map(),
  statements: [],
  links: [],
  areLinksCut: false,
  sent: {},
  exchanges: [],
  imported: new Set(),
  ownCommits: 0,
  handedOver: 0,
  savedAt: null,
};

/** What a journal entry adds beside its records. `exchange` and `file` belong to imports. */
export type Entry = {
  readonly kind: 'commit' | 'import';
  readonly header: BundleHeader;
  readonly seq: number;
  readonly chain: string;
  readonly at: number;
  readonly file: string | null;
  readonly exchange: ExchangeEntry | null;
  /** Of the header's statements those that are kept; all where nothing is said, as in commits. */
  readonly trust?: readonly SignedStatement[] | undefined;
};

const keptExchanges = 500;
/**
 * Sixty offices that exchange by themselves read in some thousands of bundles a day, and all that is kept here is written with every fold. More than
 * lie in all shared places at one time need not be known again: one that is read in twice changes nothing.
 */
const keptImports = 10_000;
const keptReceipts = 50;

/** Whether a bundle brought nothing but word of what its sender has seen; offices that exchange by themselves send many of these. */
export const isReceipt = ({ direction, records, changed, keyNews = {} }: ExchangeEntry): boolean =>
  (direction === 'in' ? changed : records) === 0 && Object.keys(keyNews).length === 0;

/** For how long it counts what an office has deleted without anybody having been asked. */
export const deletionsCountMs = 7 * 24 * 3_600_000;

/** Of exchanges, the newest first, those that deleted something and still count: they must not be driven out, and are no more than what may be deleted. */
const deletingAmong = (all: readonly ExchangeEntry[], now: number): ReadonlySet<ExchangeEntry> => {
  const settled = new Set<string>();
  return new Set(
    all.filter(({ at, deletions }) => {
      if (deletions === undefined || settled.has(deletions.office) || now - at > deletionsCountMs) return false;
      if (deletions.isAsked) settled.add(deletions.office);
      return true;
    }),
  );
};

/** The exchanges with one more, the newest first; the oldest of very many are let go, of those that are mere receipts sooner. */
export const withExchange = (facts: Facts, exchange: ExchangeEntry): Facts => {
  const all = [exchange, ...facts.exchanges];
  const oldest = new Set(all.filter(isReceipt).slice(keptReceipts));
  const deleting = deletingAmong(all, exchange.at);
  const rest = all.filter((each) => !oldest.has(each));
  return { ...facts, exchanges: rest.filter((each, place) => place < keptExchanges || deleting.has(each)) };
};

/**
 * Of two bundles of one opening, the one that holds less is older; any other replaces what was heard before, because a bundle of an earlier
 * opening may come from a copy of that disk which really holds no more. Believing too little sends a record twice, believing too much never.
 * The writer's clock has no say: once set ten years ahead, it would keep the office from ever being heard again.
 */
const withReceipt = ({ receipts, runs }: Facts, header: BundleHeader): ReadonlyMap<string, Receipt> => {
  const { from, heads, createdAt: at } = header;
  if (from.run === null) return receipts;
  const known = receipts.get(from.device);
  if (known?.run === from.run && !impliesVector(heads, known.heads, runs)) return receipts;
  return new Map(receipts).set(from.device, {
    device: from.device,
    office: from.office,
    author: from.author,
    heads,
    at,
    run: from.run,
    ...(header.lacks && { lacks: header.lacks }),
  });
};

/** The newest word of each of an office's devices. */
export const receiptsOf = ({ receipts }: Facts, office: string): readonly Receipt[] =>
  [...receipts.values()].filter((receipt) => receipt.office === office);

/** What machines hold that have said this: what each of them does; null when none has said anything. */
export const heldByAll = (receipts: readonly Receipt[], runs: Facts['runs']): Vector | null => {
  const [first, ...others] = receipts.map((receipt) => receipt.heads);
  return first === undefined ? null : others.reduce((held, each) => intersectVectors(held, each, runs), first);
};

/** A quarter of what a header may hold is left to what the own office says. */
const mostStatements = statementLimits.statements * 0.75;

/** A fifth of a header's line: a statement that names very many runs is as long as a thousand others. */
const mostStatementBytes = bundleLimits.headerBytes / 5;

const sizeOf = (signed: SignedStatement): number => new TextEncoder().encode(JSON.stringify(signed)).byteLength;

/**
 * Whom an office has admitted matters to its own machines. Where sixty offices have admitted one another these are some 3,500, and would leave
 * no room for a withdrawal or a new laptop.
 */
const mostAdmissions = mostStatements / 2;

const isAdmission = ({ text }: SignedStatement): boolean => text.startsWith('{"kind":"admit"'); // The members have a fixed order.

/** Whether one more statement of another office has room beside those known and those to which this has said yes. */
export const roomForStatements = ({ statements }: Pick<Facts, 'statements'>): ((signed: SignedStatement) => boolean) => {
  let [count, bytes] = [statements.length, statements.reduce((sum, each) => sum + sizeOf(each), 0)];
  let admissions = statements.filter(isAdmission).length;
  return (signed) => {
    const size = sizeOf(signed);
    if (count >= mostStatements || bytes + size > mostStatementBytes) return false;
    if (isAdmission(signed)) {
      if (admissions >= mostAdmissions) return false;
      admissions += 1;
    }
    [count, bytes] = [count + 1, bytes + size];
    return true;
  };
};

/**
 * Known statements with those that arrive, as far as there is room where their room has not been looked to yet: none that is known ever goes, or
 * whoever sends very many could push out a withdrawal.
 */
export const withStatements = (
  known: readonly SignedStatement[],
  arriving: readonly SignedStatement[],
  hasRoom: (signed: SignedStatement) => boolean = roomForStatements({ statements: known }),
): readonly SignedStatement[] => {
  if (arriving.length === 0) return known;
  const keyOf = ({ text, signatures }: SignedStatement): string => JSON.stringify([text, signatures]);
  const keys = new Set(known.map(keyOf));
  const fresh = arriving.filter((each) => !keys.has(keyOf(each)));
  return [...known, ...fresh.filter(hasRoom)];
};

/** The facts after an entry. The caller has checked that the entry's run records agree with the known ones. */
export const nextFacts = (facts: Facts, entry: Entry): Facts => {
  const { header } = entry;
  const joined = header.runs.length === 0 ? facts.runs : joinRunRecords(facts.runs, header.runs);
  const runs = 'ok' in joined ? (joined.ok ? joined.value : facts.runs) : joined;
  const said = entry.trust ?? header.trust ?? [];
  const isChosen = entry.kind === 'commit' || entry.trust !== undefined; // Their room has been looked to.
  const statements = withStatements(facts.statements, said, isChosen ? () => true : undefined);
  const base = { ...facts, seq: entry.seq, chain: entry.chain, runs, statements, savedAt: entry.at };
  if (entry.kind === 'commit') {
    const commits = commitsIn(header);
    return { ...base, heads: header.heads, lastRun: header.from.run, ownCommits: facts.ownCommits + commits };
  }
  const advanced = advanceHeads(facts.heads, [...facts.claims, { base: header.base, heads: header.heads }], runs);
  const next: Facts = {
    ...base,
    heads: advanced.heads,
    claims: advanced.open,
    receipts: withReceipt(base, header),
    links: entry.exchange === null ? facts.links : withLink(facts.links, header, entry.exchange.sha256, runs),
    imported: entry.file === null ? facts.imported : new Set([...facts.imported, entry.file].slice(-keptImports)),
  };
  return entry.exchange === null ? next : withExchange(next, entry.exchange);
};

/** How many commit numbers a commit's document took; undoing rivals takes several. */
const commitsIn = (header: BundleHeader): number => {
  const run = header.from.run;
  return run === null ? 0 : Math.max(0, (header.heads[run] ?? 0) - (header.base[run] ?? 0));
};

/** Where a new run goes on from: the last run that committed here and the highest of its numbers wholly held, or nothing. */
export const parentOfNextRun = (facts: Facts): RunRecord['parent'] => {
  if (facts.lastRun === null) return null;
  const n = expand(facts.heads, facts.runs).get(facts.lastRun) ?? 0;
  return n > 0 ? [facts.lastRun, n] : null;
};

/** Facts as JSON, to be written down. */
export const factsToJson = (facts: Facts): object => ({
  ...facts,
  runs: [...facts.runs.values()],
  receipts: [...facts.receipts],
  imported: [...facts.imported],
});

type StoredFacts = Omit<Facts, 'runs' | 'receipts' | 'imported'> & {
  readonly runs: readonly RunRecord[];
  readonly receipts: readonly (readonly [string, Omit<Receipt, 'office'> & Partial<Receipt>])[];
  readonly imported: readonly string[];
};

const isStoredFacts = (value: unknown): value is StoredFacts =>
  typeof value === 'object' &&
  value !== null &&
  'seq' in value &&
  typeof value.seq === 'number' &&
  'chain' in value &&
  'heads' in value &&
  'runs' in value &&
  Array.isArray(value.runs) &&
  'receipts' in value &&
  Array.isArray(value.receipts) &&
  'imported' in value &&
  Array.isArray(value.imported);

/** Facts that `factsToJson` wrote; throws on anything else. */
export const factsFromJson = (value: unknown): Facts => {
  if (!isStoredFacts(value)) throw new Error('The store has lost count of its journal.');
  return {
    ...noFacts,
    ...value,
    runs: new Map(value.runs.map((run) => [run.id, run])),
    // A store of the first version kept one receipt for each office.
    receipts: new Map(
      value.receipts.map(([key, receipt]) => [
        key,
        { ...receipt, device: key, office: receipt.office ?? key, author: receipt.author ?? '' },
      ]),
    ),
    imported: new Set(value.imported),
  };
};

const isIdentity = (value: unknown): value is Identity =>
  typeof value === 'object' && value !== null && 'cluster' in value && 'device' in value && 'author' in value && 'office' in value;

/** An identity that was written down; throws on anything else. */
export const identityFromJson = (value: unknown): Identity => {
  if (!isIdentity(value)) throw new Error('The store does not say whose it is.');
  return { ...value, officeKey: value.officeKey ?? null };
};

/** What a journal note says beside kind, time and chain: of the statements, which of the header's are kept. */
export const entryDetails = ({ file, exchange, trust, header }: Entry): Json =>
  JSON.parse(JSON.stringify({ file, exchange, kept: trust?.map((each) => (header.trust ?? []).indexOf(each)) }));
