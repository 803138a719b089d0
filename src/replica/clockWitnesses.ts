import { isErased } from '../crdt/pack.ts';
import { expand } from '../crdt/runs.ts';
import type { PackedRecord, Stamp } from '../crdt/types.ts';
import type { ClockWitness } from '../domain/clockFinding.ts';
import { type Commit, notSetBack } from './clockSetBack.ts';
import type { Facts } from './facts.ts';
import type { Session } from './session.ts';
import { recordOf } from './shelf.ts';
import { allRecords } from './snapshot.ts';
import { valueAt } from './values.ts';

const stampsOf = (record: PackedRecord): readonly Stamp[] => (isErased(record) ? [record.erased] : Object.values(record.s));

/** Up to commit `n` of a run, the latest time of any. */
type Reached = { readonly n: number; readonly latest: number };

/** For each run of this machine its commits of which something is left and after which the clock was not set back, in order. */
const reachedByRun = (session: Session, own: ReadonlySet<string>): ReadonlyMap<string, readonly Reached[]> => {
  const times = new Map<string, Map<number, number>>([...own].map((run) => [run, new Map()]));
  for (const record of allRecords(session)) {
    for (const [run, n, at] of stampsOf(record)) {
      const ofRun = times.get(run);
      if (ofRun && at > (ofRun.get(n) ?? Number.NEGATIVE_INFINITY)) ofRun.set(n, at);
    }
  }
  const reached = (ofRun: readonly Commit[]): readonly Reached[] => {
    let latest = Number.NEGATIVE_INFINITY;
    return ofRun.map(({ n, at }) => {
      latest = Math.max(latest, at);
      return { n, latest };
    });
  };
  return new Map([...notSetBack(times, session.facts.runs)].map(([run, ofRun]) => [run, reached(ofRun)]));
};

/** By device, the time of the latest change of this machine that its newest bundle includes; absent where it includes none. */
const sawOursAt = (session: Session): ReadonlyMap<string, number> => {
  const { facts, identity } = session;
  const own = new Set([...facts.runs.values()].filter(({ device }) => device === identity?.device).map(({ id }) => id));
  const byRun = reachedByRun(session, own);
  const saw = new Map<string, number>();
  for (const [key, { heads }] of facts.receipts) {
    const held = expand(heads, facts.runs);
    for (const [run, reached] of byRun) {
      const last = reached.findLast(({ n }) => n <= (held.get(run) ?? 0));
      if (last) saw.set(key, Math.max(last.latest, saw.get(key) ?? Number.NEGATIVE_INFINITY));
    }
  }
  return saw;
};

/** What others had seen was settled when they wrote, so it is looked for once for each bundle that comes and not at every change here. */
const known = new WeakMap<Facts['receipts'], ReadonlyMap<string, number>>();

const nameOf = ({ facts, shelves }: Session, key: string): string => {
  const offices = shelves.get('office');
  const office = [...facts.runs.values()].find(({ device }) => device === key)?.office ?? key;
  const record = offices && recordOf(offices, office);
  return String((record && valueAt(record, 'name')) ?? '');
};

/** What the newest bundle of everybody who was heard says about clocks. */
export const clockWitnesses = (session: Session): readonly ClockWitness[] => {
  const { facts, identity } = session;
  const saw = known.get(facts.receipts) ?? sawOursAt(session);
  known.set(facts.receipts, saw);
  return [...facts.receipts]
    .filter(([, { run }]) => run === null || facts.runs.get(run)?.device !== identity?.device) // An own bundle that came back knows this clock only.
    .map(([key, { at }]) => ({ office: nameOf(session, key), wroteAt: at, sawOursAt: saw.get(key) ?? null }));
};
