import type { Claim } from '../crdt/claims.ts';
import type { RunId, RunRecords, Vector } from '../crdt/types.ts';
import { impliesVector, joinVectors } from '../crdt/vector.ts';
import type { BundleHeader } from './format.ts';

/** How a received bundle follows another of the same sender: `previous` is the SHA-256 of the one before it in its channel. */
export type Link = {
  readonly device: string;
  readonly office: string;
  readonly sha256: string;
  readonly previous: string | null;
  readonly at: number;
  /** It builds on nothing, so whatever stood in those before it stands in it. */
  readonly isWhole?: true;
  /** The offices it was made for; absent where it was made for whoever reads it, or for very many. */
  readonly to?: readonly string[];
  /** How far the sender's own changes went when it was written; absent in links of earlier versions. */
  readonly own?: Vector;
  /** On how many of the sender's own changes it builds; absent in links of earlier versions. */
  readonly after?: Vector;
};

/**
 * A sender's chain that does not hold: the one before has not arrived, it came and waits for a person or was refused by one, or two different
 * bundles follow the same one and neither was written by somebody who knew what the other's writer had changed.
 */
export type ChainFinding = {
  readonly kind: 'withheld' | Decision | 'forked';
  readonly device: string;
  readonly office: string;
  readonly at: number;
};
/** What became of a bundle that was put aside and not applied. */
export type Decision = 'waiting' | 'refused';

const keptLinks = 2000;
/** A bundle may name a thousand offices; of one made for so many, all of them are not kept with every link. */
const keptOffices = 20;

/** The links with one more bundle's; the oldest of very many are let go. Files that no store wrote have no chain. */
export const withLink = (
  links: readonly Link[],
  { from, to, createdAt, previous, base, heads }: BundleHeader,
  sha256: string,
  runs: RunRecords,
): readonly Link[] => {
  if (from.run === null || links.some((each) => each.sha256 === sha256)) return links;
  const isWhole = Object.keys(base).length === 0;
  const ownOf = (vector: Vector): Vector =>
    Object.fromEntries(Object.entries(vector).filter(([run]) => runs.get(run as RunId)?.device === from.device)); // A vector's keys are runs.
  const kind = { ...(isWhole && { isWhole }), ...(to && to.length <= keptOffices && { to }) };
  const link: Link = {
    device: from.device,
    office: from.office,
    sha256,
    previous,
    at: createdAt,
    ...kind,
    own: ownOf(heads),
    after: ownOf(base),
  };
  return [...links, link].slice(-keptLinks);
};

/**
 * Whether two bundles that follow the same one are of two copies of a disk. Where one knew of all the other's own changes it is the same disk
 * that went on: it never heard that the upload of the other had arrived, and a mirrored folder shows that late.
 */
const areOfCopies = ({ own: a }: Link, { own: b }: Link, runs: RunRecords): boolean =>
  a === undefined || b === undefined || !(impliesVector(a, b, runs) || impliesVector(b, a, runs));

/** What a receiver holds beside the links: runs, claims that a gap keeps from being true, what came and was not applied by SHA-256, its office. */
export type ChainView = {
  readonly runs: RunRecords;
  readonly claims: readonly Claim[];
  /** Links of bundles that came earlier have been lost. */
  readonly areLinksCut: boolean;
  readonly aside: ReadonlyMap<string, Decision>;
  readonly ownOffice: string | null;
};

const isFull = (links: readonly Link[]): boolean => links.length >= keptLinks;

/**
 * How far a device's own changes have come in its own bundles, each on top of what those before it brought. What stood before the oldest kept
 * link is taken for granted once older ones have been let go.
 */
const broughtBy = (device: string, links: readonly Link[], { runs, areLinksCut }: ChainView): Vector => {
  let waiting = links.flatMap(({ device: from, own, after }) => (from === device && own && after ? [{ own, after }] : []));
  let brought = areLinksCut || isFull(links) ? (waiting[0]?.after ?? {}) : {};
  for (let before = -1; before !== waiting.length; ) {
    before = waiting.length;
    waiting = waiting.filter(({ own, after }) => {
      if (!impliesVector(brought, after, runs)) return true;
      brought = joinVectors(brought, own, runs);
      return false;
    });
  }
  return brought;
};

/** Whether all that a bundle builds on is here by now, whoever brought it: no claim is open that goes as far as this one's. */
const isBuiltHere = ({ own = {} }: Link, { runs, claims }: ChainView): boolean =>
  Object.keys(own).length > 0 && !claims.some(({ heads }) => impliesVector(heads, own, runs));

/**
 * Tells whether nothing of the bundle before this one can be missing, although it never came: it was removed unread, and its sender wrote it
 * again. Of the sender's own changes the sender's own bundles must have brought all, so that no other office can vouch for what was withheld;
 * what it passed on is here where no claim is open. Statements about keys stand in every bundle.
 */
const createResent = (links: readonly Link[], view: ChainView): ((link: Link) => boolean) => {
  const { runs } = view;
  const brought = new Map<string, Vector>();
  return (link) => {
    if (!isBuiltHere(link, view)) return false;
    const { device, own = {} } = link;
    const known = brought.get(device) ?? broughtBy(device, links, view);
    brought.set(device, known);
    return impliesVector(known, own, runs);
  };
};

/**
 * What is wrong with the chains of received bundles. A missing one is told so that somebody can ask why, unless its sender has sent again all
 * that can have stood in it. Links whose predecessor has been let go with the oldest, or lost with the store, are not counted, nor are whole bundles: folding a shared
 * place replaces what not everybody has read yet, nor those made for other offices: what came before them went there too.
 */
export const chainFindings = (links: readonly Link[], view: ChainView): readonly ChainFinding[] => {
  const { runs, aside, ownOffice } = view;
  const known = new Set(links.map(({ sha256 }) => sha256));
  const isCut = view.areLinksCut || isFull(links);
  const isResent = createResent(links, view);
  return links.flatMap((link, place): readonly ChainFinding[] => {
    const { device, office, previous, at, isWhole, to } = link;
    if (previous === null) return [];
    const isForked = links
      .slice(0, place)
      .some((other) => other.device === device && other.previous === previous && areOfCopies(other, link, runs));
    const forked: readonly ChainFinding[] = isForked ? [{ kind: 'forked', device, office, at }] : [];
    const isForOthers = ownOffice !== null && to?.includes(ownOffice) === false;
    const isLetGo = isCut && links.slice(0, place).every((other) => other.device !== device);
    if (isWhole || isForOthers || known.has(previous) || isLetGo) return forked;
    const decision = aside.get(previous);
    if (decision === undefined && isResent(link)) return forked;
    if (decision === 'refused' && isBuiltHere(link, view)) return forked; // Nobody has withheld it, and nothing of it is asked for any more.
    return [...forked, { kind: decision ?? 'withheld', device, office, at }];
  });
};
