/** What a clock of somebody else showed beside the one of this machine, both in UTC milliseconds. */
export type ServerTime = { readonly place: string; readonly theirs: number; readonly ours: number };

/**
 * What another office wrote last: when, by its clock, and the latest change of this machine that it had seen by then, by the clock here.
 * It cannot have seen a change before that was made, so a later time of ours is one of the two clocks.
 */
export type ClockWitness = { readonly office: string; readonly wroteAt: number; readonly sawOursAt: number | null };

export type ClockEvidence = {
  readonly now: number;
  /** When this program was built: it cannot be earlier than that. */
  readonly builtAt: number | null;
  readonly serverTimes: readonly ServerTime[];
  readonly witnesses: readonly ClockWitness[];
};

/**
 * How this machine's clock is off, by at least so many milliseconds. `name` is that of the place or office it was held against. `…One`: by
 * the word of the only other machine that was heard, and either of the two clocks may be the wrong one.
 */
export type ClockFinding =
  | { readonly type: 'behindServer' | 'aheadOfServer'; readonly name: string; readonly byMs: number }
  | { readonly type: 'beforeBuild'; readonly byMs: number }
  | { readonly type: 'behindOthers' | 'aheadOfOthers' | 'behindOne' | 'aheadOfOne'; readonly name: string; readonly byMs: number };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Servers set their clocks themselves. */
const serverToleranceMs = 5 * minuteMs;
/** Laptops do not, and a build machine may stand in another time zone's habits. */
export const laptopToleranceMs = 2 * hourMs;

const byServers = (times: readonly ServerTime[]): ClockFinding | 'right' | null => {
  const offs = times.map(({ place, theirs, ours }) => ({ place, off: ours - theirs }));
  const nearest = offs.sort((a, b) => Math.abs(a.off) - Math.abs(b.off))[0]; // Of servers that contradict one another one at least is wrong.
  if (nearest === undefined) return null;
  if (Math.abs(nearest.off) <= serverToleranceMs) return 'right';
  return { type: nearest.off < 0 ? 'behindServer' : 'aheadOfServer', name: nearest.place, byMs: Math.abs(nearest.off) };
};

type Off = { readonly office: string; readonly byMs: number };

/** More than half of the offices must say so: one colleague's wrong clock is no reason to doubt the own one. */
const mostSay = (offs: readonly Off[], witnesses: readonly ClockWitness[]): Off | null => {
  const doubting = offs.filter(({ byMs }) => byMs > laptopToleranceMs).sort((a, b) => a.byMs - b.byMs);
  return doubting.length * 2 > witnesses.length ? (doubting[0] ?? null) : null;
};

/** Whether the clock shows a time from before what was written by it, so that it has been set back, or has fallen back, since then. */
const isSetBack = (sawOursAt: number | null, now: number): boolean => sawOursAt !== null && sawOursAt - now > laptopToleranceMs;

/**
 * What was written before a clock was set back says nothing of how far ahead it is now; that it has gone back by itself others have to say,
 * and then its own past is a second voice beside a single other one.
 */
const byOffices = ({ now, witnesses }: ClockEvidence): ClockFinding | null => {
  const [first, ...others] = witnesses;
  const isAlone = others.length === 0;
  const behind = mostSay(
    witnesses.map(({ office, wroteAt }) => ({ office, byMs: wroteAt - now })),
    witnesses,
  );
  if (behind) {
    const isDoubtful = isAlone && !isSetBack(first?.sawOursAt ?? null, now);
    return { type: isDoubtful ? 'behindOne' : 'behindOthers', name: behind.office, byMs: behind.byMs };
  }
  const ahead = mostSay(
    witnesses.map(({ office, wroteAt, sawOursAt }) => ({
      office,
      byMs: sawOursAt === null || isSetBack(sawOursAt, now) ? 0 : sawOursAt - wroteAt,
    })),
    witnesses,
  );
  return ahead && { type: isAlone ? 'aheadOfOne' : 'aheadOfOthers', name: ahead.office, byMs: ahead.byMs };
};

/**
 * Whether this machine's clock is off, for its owner to hear; null where nothing says so. Servers are believed before the build date, and
 * both before other offices, of which more than half must say the same: a clock that is right must not be doubted because of a colleague's.
 * Where there is only one, all that is known is that two clocks differ. A clock that was ahead and shows a time far before what was written by
 * it is judged by what is said of the present alone, or its owner would be told to set it for as long as it had been ahead. Nothing else may
 * hang on the answer: time orders a display and decides nothing.
 */
export const findClockFault = (evidence: ClockEvidence): ClockFinding | null => {
  const servers = byServers(evidence.serverTimes);
  if (servers === 'right') return null;
  if (servers !== null) return servers;
  const beforeBuild = evidence.builtAt === null ? 0 : evidence.builtAt - evidence.now;
  if (beforeBuild > laptopToleranceMs) return { type: 'beforeBuild', byMs: beforeBuild };
  return byOffices(evidence);
};
