import { partition } from '../base/partition.ts';
import { isErased } from '../crdt/pack.ts';
import { isDeleted, stampOf } from '../crdt/read.ts';
import { expand } from '../crdt/runs.ts';
import type { PackedRecord, Vector } from '../crdt/types.ts';
import { impliesVector } from '../crdt/vector.ts';
import { elementsOf } from '../domain/values.ts';
import { chainFindings } from '../exchange/chain.ts';
import type { MachineLedger, OfficeLedger, OriginalRef } from './api.ts';
import { heldByAll, type Receipt, receiptsOf } from './facts.ts';
import { heldBackBundles } from './heldBack.ts';
import { hasHeardOf, originalsOf } from './originals.ts';
import { gapsOf } from './previewing.ts';
import { countedReceipts, type Retired, retiredOf } from './retired.ts';
import type { Session } from './session.ts';
import { valueAt, valuesOf } from './values.ts';

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

/** Up to which number a person has given up the changes of a run, by run; written on office records as `lost/<run>-<number>`. */
const givenUp = (session: Session): ReadonlyMap<string, number> => {
  const upTo = new Map<string, number>();
  for (const record of session.shelves.get('office')?.records ?? []) {
    for (const element of elementsOf(valuesOf(record), 'lost')) {
      const [run = '', n] = element.split('-');
      upTo.set(run, Math.max(upTo.get(run) ?? 0, Number(n) || 0));
    }
  }
  return upTo;
};

/**
 * What must have been seen for a record to count as seen. After numbers that are lost for good nobody's heads can go on in that run, so what
 * lies beyond them is not asked for: it would be missing for ever.
 */
const expectedSeen = (seen: Vector, lost: ReadonlyMap<string, number>, { heads, runs }: Session['facts']): Vector => {
  if (!Object.keys(seen).some((run) => lost.has(run))) return seen;
  const held = expand(heads, runs);
  return Object.fromEntries(Object.entries(seen).map(([run, n]) => [run, lost.has(run) ? Math.min(n, held.get(run) ?? 0) : n]));
};

type Unseen = { readonly byType: Readonly<Record<string, number>>; readonly deletions: number; readonly share: number };

const unseenBy = ({ facts, shelves }: Session, receipts: readonly Receipt[], lost: ReadonlyMap<string, number>): Unseen => {
  const { runs } = facts;
  const heads = heldByAll(receipts, runs) ?? {};
  const isSeen = ({ seen }: PackedRecord): boolean =>
    impliesVector(heads, seen, runs) || (lost.size > 0 && impliesVector(heads, expectedSeen(seen, lost, facts), runs));
  const byType: Record<string, number> = {};
  let [all, unseen, deletions] = [0, 0, 0];
  for (const [type, shelf] of shelves) {
    all += shelf.records.length;
    const lacking = shelf.records.filter((record) => !isSeen(record));
    const gone = lacking.filter((record) => isErased(record) || isDeleted(record, runs)).length;
    unseen += lacking.length;
    deletions += gone;
    if (lacking.length > gone) byType[type] = lacking.length - gone;
  }
  return { byType, deletions, share: all === 0 ? 1 : (all - unseen) / all };
};

type Files = ReadonlyMap<string, readonly OriginalRef[]>;

/** How many of the originals known here some machine has by its own word; null when none has said. */
const originalsAt = (session: Session, receipts: readonly Receipt[], files: Files): OfficeLedger['originals'] => {
  const words = receipts.flatMap(({ lacks, heads }) => (lacks ? [{ lacks: new Set(lacks), heads }] : []));
  if (words.length === 0) return null;
  const isThere = (sha256: string, refs: readonly OriginalRef[]): boolean =>
    words.some(({ lacks, heads }) => !lacks.has(sha256) && refs.some((ref) => hasHeardOf(session, { heads }, ref)));
  const has = [...files].filter(([sha256, refs]) => isThere(sha256, refs)).length;
  return { has, of: files.size };
};

/** The machines of an office that have said what they hold, this one left out. */
const machinesOf = ({ facts, identity }: Session, office: string, { marked, withdrawn }: Retired): readonly MachineLedger[] =>
  receiptsOf(facts, office)
    .filter(({ device }) => device !== identity?.device)
    .map(({ device, author, at }) => ({
      device,
      author,
      lastHeardAt: at,
      state: withdrawn.has(device) ? 'withdrawn' : marked.has(device) ? 'retired' : 'counted',
    }));

const retirementOf = (office: string, machines: readonly MachineLedger[], { marked }: Retired): OfficeLedger['retired'] => {
  if (marked.has(office)) return 'marked';
  if (machines.length === 0 || machines.some(({ state }) => state === 'counted')) return null;
  return machines.every(({ state }) => state === 'withdrawn') ? 'withdrawn' : 'machines';
};

/** What each known office has and lacks, by name, as `ReplicaApi.ledger`. */
export const ledgerOf = async (session: Session): Promise<readonly OfficeLedger[]> => {
  const { facts, identity } = session;
  const retired = await retiredOf(session);
  const lost = givenUp(session);
  const findings = chainFindings(facts.links, {
    runs: facts.runs,
    claims: facts.claims,
    areLinksCut: facts.areLinksCut,
    aside: await heldBackBundles(session),
    ownOffice: identity?.office.id ?? null,
  });
  const files = Map.groupBy(
    originalsOf(session).filter(({ live }) => live),
    ({ sha256 }) => sha256,
  );
  const gaps = gapsOf(session, facts.claims, facts.runs);
  const entries = (session.shelves.get('office')?.records ?? []).flatMap((record): readonly OfficeLedger[] => {
    const machines = machinesOf(session, record.id, retired);
    const isOwn = record.id === identity?.office.id;
    if (isErased(record) || (isOwn && machines.length === 0)) return [];
    const receipts = countedReceipts(session, retired, record.id);
    const { byType, deletions, share } = unseenBy(session, receipts, lost);
    const [up, missing] = partition(
      gaps.filter((gap) => facts.runs.get(gap.run)?.office === record.id),
      ({ run, to }) => to <= (lost.get(run) ?? 0),
    );
    return [
      {
        office: { id: record.id, name: String(valueAt(record, 'name') ?? ''), country: String(valueAt(record, 'country') ?? '') },
        seen: record.seen,
        isOwn,
        retired: retirementOf(record.id, machines, retired),
        machines,
        lastHeardAt: lastHeard(session, record.id),
        notSeenThere: byType,
        deletionsNotSeenThere: deletions,
        share,
        lastBundle: facts.links.findLast((link) => link.office === record.id)?.sha256 ?? null,
        broken: [...new Set(findings.filter((each) => each.office === record.id).map((each) => each.kind))],
        originals: originalsAt(session, receipts, files),
        missingHere: missing,
        givenUp: up,
      },
    ];
  });
  return [...entries.filter(isHeard), ...entries.filter((entry) => !isHeard(entry))];
};

const isHeard = ({ lastHeardAt }: OfficeLedger): boolean => lastHeardAt !== null;
