import { isErased } from '../crdt/pack.ts';
import { isDeleted, stampOf } from '../crdt/read.ts';
import type { Vector } from '../crdt/types.ts';
import { impliesVector } from '../crdt/vector.ts';
import { chainFindings } from '../exchange/chain.ts';
import type { OfficeLedger, OriginalRef } from './api.ts';
import { heldBy, receiptsOf } from './facts.ts';
import { originalsOf } from './originals.ts';
import { gapsOf } from './reading.ts';
import type { Session } from './session.ts';
import { recordOf } from './shelf.ts';
import { valueAt } from './values.ts';

const lastHeard = (session: Session, office: string): number | null => {
  const { facts } = session;
  const runs = new Set([...facts.runs.values()].filter((run) => run.office === office).map((run) => run.id));
  const heard = receiptsOf(facts, office).map(({ at }) => at);
  let latest = heard.length > 0 ? Math.max(...heard) : null;
  if (latest !== null || runs.size === 0) return latest;
  for (const shelf of session.shelves.values()) {
    for (const record of shelf.records) {
      const stamp = isErased(record) ? record.erased : stampOf(record, Object.keys(record.f)[0] ?? '');
      if (stamp && runs.has(stamp[0]) && stamp[2] > (latest ?? 0)) latest = stamp[2];
    }
  }
  return latest;
};

type Unseen = { readonly byType: Readonly<Record<string, number>>; readonly deletions: number; readonly share: number };

const unseenBy = (session: Session, office: string): Unseen => {
  const { runs } = session.facts;
  const heads = heldBy(session.facts, office) ?? {};
  const byType: Record<string, number> = {};
  let [all, unseen, deletions] = [0, 0, 0];
  for (const [type, shelf] of session.shelves) {
    all += shelf.records.length;
    const lacking = shelf.records.filter((record) => !impliesVector(heads, record.seen, runs));
    const gone = lacking.filter((record) => isErased(record) || isDeleted(record, runs)).length;
    unseen += lacking.length;
    deletions += gone;
    if (lacking.length > gone) byType[type] = lacking.length - gone;
  }
  return { byType, deletions, share: all === 0 ? 1 : (all - unseen) / all };
};

/** How many of the originals known here some device of an office has by its own word; null when none has said. A photo it has not heard of it cannot have. */
const originalsAt = (session: Session, office: string, files: ReadonlyMap<string, readonly OriginalRef[]>): OfficeLedger['originals'] => {
  const words = receiptsOf(session.facts, office).flatMap(({ lacks, heads }) => (lacks ? [{ lacks: new Set(lacks), heads }] : []));
  if (words.length === 0) return null;
  const shelf = session.shelves.get('attachment');
  const isHeard = (heads: Vector, { of }: OriginalRef): boolean => {
    const record = shelf && recordOf(shelf, of);
    return record !== undefined && impliesVector(heads, record.seen, session.facts.runs);
  };
  const isThere = (sha256: string, refs: readonly OriginalRef[]): boolean =>
    words.some(({ lacks, heads }) => !lacks.has(sha256) && refs.some((ref) => isHeard(heads, ref)));
  const has = [...files].filter(([sha256, refs]) => isThere(sha256, refs)).length;
  return { has, of: files.size };
};

/** What each known office but the own has and lacks, by name. */
export const ledgerOf = (session: Session): readonly OfficeLedger[] => {
  const shelf = session.shelves.get('office');
  const findings = chainFindings(session.facts.links);
  const files = Map.groupBy(
    originalsOf(session).filter(({ live }) => live),
    ({ sha256 }) => sha256,
  );
  const gaps = gapsOf(session, session.facts.claims, session.facts.runs);
  const offices = shelf?.records.filter((record) => !isErased(record) && record.id !== session.identity?.office.id) ?? [];
  return offices.map((record) => {
    const { byType, deletions, share } = unseenBy(session, record.id);
    return {
      office: { id: record.id, name: String(valueAt(record, 'name') ?? ''), country: String(valueAt(record, 'country') ?? '') },
      lastHeardAt: lastHeard(session, record.id),
      notSeenThere: byType,
      deletionsNotSeenThere: deletions,
      share,
      broken: [...new Set(findings.filter((each) => each.office === record.id).map((each) => each.kind))],
      originals: originalsAt(session, record.id, files),
      missingHere: gaps.filter((gap) => session.facts.runs.get(gap.run)?.office === record.id),
    };
  });
};
