import { isJsonObject, type Json, own } from '../base/json.ts';
import { changesBetween, sameDots } from './merge.ts';
import { isErased } from './pack.ts';
import { isDeleted } from './read.ts';
import {
  type DeleteMark,
  deletedPath,
  type LiveRecord,
  type Path,
  type RecordState,
  type RunRecords,
  type Stamp,
  type Vector,
  type Version,
} from './types.ts';
import { type Cover, createCover, joinVectors } from './vector.ts';
import { createDots, sameJson } from './version.ts';
import { writeVersions } from './write.ts';

/**
 * What undoing writes to one record: every step is a commit number of its own, because one commit holds one version of a path and
 * rivals must come back as rivals. All steps share `shown`. No steps: nothing to undo.
 */
export type UndoPlan = { readonly steps: readonly Readonly<Record<Path, Json>>[]; readonly shown: Vector };

/**
 * Plans the undoing of an import or a commit for one record: `before` (null: not there) and `after` are the states around it, `now` the
 * present one. Only paths that still hold what was left are written back, be it that whoever undoes it has brought it back himself: `mine` are
 * his commits, which no delete of his has missed. Erasures are not undone.
 */
export const planUndo = (
  before: RecordState | null,
  after: RecordState,
  now: RecordState,
  runs: RunRecords,
  mine: Vector = {},
): UndoPlan => {
  if (isErased(after) || isErased(now) || (before !== null && isErased(before))) return { steps: [], shown: now.seen };
  const isMine = createCover([mine], runs);
  const isUntouched = (path: Path): boolean => {
    const [held, left] = [own(now.f, path) ?? [], own(after.f, path) ?? []];
    const marks = (versions: readonly Version[]) => versions.filter(({ v, s }) => !(isAlive(v) && isMine(s[0], s[1])));
    return path === deletedPath ? holdsStill(marks(held), marks(left), isMine) : holdsStill(held, left, isMine);
  };
  const saw = Object.keys(mine).length === 0 ? after.seen : joinVectors(after.seen, mine, runs);
  if (before === null) {
    const made = isUntouched(deletedPath) && !isDeleted(now, runs);
    return { steps: made ? [{ [deletedPath]: deletion(saw) }] : [], shown: now.seen };
  }
  const changes = changesBetween(before, after).filter(({ path }) => isUntouched(path));
  const fields = siblingSteps(changes.filter(({ path }) => path !== deletedPath));
  const marks = changes.find(({ path }) => path === deletedPath);
  if (isUntouched(deletedPath) && isDeleted(before, runs)) {
    const again = fields.length === 0 && !isDeleted(now, runs) ? [{}] : fields;
    return { steps: withDelete(again, saw), shown: now.seen };
  }
  if (marks !== undefined) return { steps: [...markSteps(marks.before), ...fields], shown: now.seen };
  return { steps: isDeleted(now, runs) ? withDelete(fields, now.seen) : fields, shown: now.seen };
};

/** The mark that a record lives, as it does where nobody says anything. */
const isAlive = (v: Json): boolean => isJsonObject(v) && v.del === false;

/** Whether there is what was left, or what says the same and was written by whoever asks. */
const holdsStill = (held: readonly Version[], left: readonly Version[], isMine: Cover): boolean => {
  if (sameDots(held, left)) return true;
  const isLeft = createDots(left);
  const isHis = held.every(({ s }) => isLeft(s) || isMine(s[0], s[1]));
  return isHis && held.length === left.length && held.every(({ v }) => left.some((each) => sameJson(each.v, v)));
};

/** Carries a plan out. `stamps` are at least as many as the plan has steps, with rising numbers of one run. */
export const applyUndo = (now: LiveRecord, plan: UndoPlan, stamps: readonly Stamp[], runs: RunRecords): LiveRecord =>
  plan.steps.reduce<LiveRecord>((record, step, at) => {
    const stamp = stamps[at];
    if (stamp === undefined) throw new RangeError(`undo of ${now.id} needs ${plan.steps.length} commit numbers`);
    return writeVersions(record, step, stamp, plan.shown, runs);
  }, now);

/** The oldest sibling is written first, so that the one that was shown is shown again. */
const siblingSteps = (changes: readonly { readonly path: Path; readonly before: readonly Version[] }[]): Readonly<Record<Path, Json>>[] => {
  const count = Math.max(0, ...changes.map(({ before }) => Math.max(1, before.length)));
  return Array.from({ length: count }, (_, step) =>
    Object.fromEntries(
      changes.flatMap(({ path, before }) => {
        if (before.length === 0) return step === 0 ? [[path, null] as const] : [];
        const version = before[before.length - 1 - step];
        return version === undefined ? [] : [[path, version.v] as const];
      }),
    ),
  );
};

/** Marks stand in steps of their own: a delete counts as having seen whatever shares its dot. */
const markSteps = (before: readonly Version[]): Readonly<Record<Path, Json>>[] => {
  const alive: DeleteMark = { del: false };
  return before.length === 0 ? [{ [deletedPath]: alive }] : [...before].reverse().map(({ v }) => ({ [deletedPath]: v }));
};

/** Each step carries a delete, which counts as having seen the values beside it, but not what somebody wrote after `saw`. */
const withDelete = (steps: readonly Readonly<Record<Path, Json>>[], saw: Vector): Readonly<Record<Path, Json>>[] =>
  steps.map((step) => ({ ...step, [deletedPath]: deletion(saw) }));

const deletion = (saw: Vector): DeleteMark => ({ del: true, saw });
