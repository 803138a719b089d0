import { isErased } from '../crdt/pack.ts';
import type { PackedRecord, Stamp, Vector } from '../crdt/types.ts';
import { covers } from '../crdt/vector.ts';
import type { ClockWitness } from '../domain/clockFinding.ts';
import type { Session } from './session.ts';
import { recordOf } from './shelf.ts';
import { allRecords } from './snapshot.ts';
import { valueAt } from './values.ts';

const stampsOf = (record: PackedRecord): readonly Stamp[] => (isErased(record) ? [record.erased] : Object.values(record.s));

/** Time of the latest change of this device that `heads` include; null when they include none. */
const latestOwn = (session: Session, own: ReadonlySet<string>, heads: Vector): number | null => {
  let latest: number | null = null;
  for (const record of allRecords(session)) {
    for (const [run, n, at] of stampsOf(record)) {
      if (own.has(run) && (latest === null || at > latest) && covers(heads, run, n, session.facts.runs)) latest = at;
    }
  }
  return latest;
};

const nameOf = ({ facts, shelves }: Session, key: string): string => {
  const offices = shelves.get('office');
  const office = [...facts.runs.values()].find(({ device }) => device === key)?.office ?? key;
  const record = offices && recordOf(offices, office);
  return String((record && valueAt(record, 'name')) ?? '');
};

/** What the newest bundle of everybody who was heard says about clocks. */
export const clockWitnesses = (session: Session): readonly ClockWitness[] => {
  const { facts, identity } = session;
  const own = new Set([...facts.runs.values()].filter(({ device }) => device === identity?.device).map(({ id }) => id));
  return [...facts.receipts]
    .filter(([, { run }]) => run === null || facts.runs.get(run)?.device !== identity?.device) // An own bundle that came back knows this clock only.
    .map(([key, { heads, at }]) => ({ office: nameOf(session, key), wroteAt: at, sawOursAt: latestOwn(session, own, heads) }));
};
