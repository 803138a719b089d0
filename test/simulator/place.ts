import { err, ok } from '../../src/base/result.ts';
import type { Bytes } from '../../src/exchange/format.ts';
import { type FoundFile, type SharedPlace, toListing } from '../../src/exchange/place.ts';
import type { PlaceName } from '../../src/exchange/placeName.ts';
import type { Random } from './random.ts';

/**
 * How a shared place behaves. `steady`: like a server that works. `mirrored`: another tool carries files from laptop to laptop, late, out of
 * order and at first in part. `hiding`: listings leave files out for a while. `failing`: calls fail before or after they have done their work.
 */
export type PlaceKind = 'steady' | 'mirrored' | 'hiding' | 'failing';
export const placeKinds: readonly PlaceKind[] = ['steady', 'mirrored', 'hiding', 'failing'];

/** Who looks and when. Nothing is hidden, late or failing for somebody who heals. */
export type Visit = { readonly who: string; readonly moment: number; readonly isHealing: boolean };

export type Place = {
  readonly kind: PlaceKind;
  /** The place as somebody finds it; `visitOf` is asked at each call, because time goes on between two of them. */
  readonly visitedBy: (visitOf: () => Visit) => SharedPlace;
  /** Somebody empties the place. */
  readonly empty: () => void;
  /** A file loses its end, for everybody and for good. */
  readonly damage: () => void;
};

/** A file, and from which moment on each of the others sees it, sees it whole, and sees that it is gone. */
type File = {
  readonly name: PlaceName;
  bytes: Bytes;
  readonly seenFrom: Map<string, number>;
  readonly wholeFrom: Map<string, number>;
  readonly goneFrom: Map<string, number>;
  isRemoved: boolean;
};

const longestLag = 25;
const junk: readonly FoundFile[] = [
  { path: 'desktop.ini', bytes: 12 },
  { path: 'replicas/00000000-0000-7000-8000-000000000000/abcdefghijklmnopqrst-000001 (1).json', bytes: 400 },
  { path: 'replicas/.~lock', bytes: 0 },
];

const unreachable = err({ type: 'placeUnreachable', code: 'simulated' });

export const createPlace = (kind: PlaceKind, random: Random): Place => {
  let files: File[] = [];

  const hasCome = (times: Map<string, number>, { who, moment, isHealing }: Visit): boolean => {
    if (kind !== 'mirrored' || isHealing) return true;
    const known = times.get(who) ?? moment + random.below(longestLag);
    times.set(who, known);
    return known <= moment;
  };
  const isSeen = (file: File, visit: Visit): boolean => hasCome(file.seenFrom, visit) && !(file.isRemoved && hasCome(file.goneFrom, visit));
  const fails = ({ isHealing }: Visit): boolean => !isHealing && random.chance(kind === 'failing' ? 0.25 : 0.03);
  const found = (visit: Visit): readonly FoundFile[] => {
    const hides = kind === 'hiding' && !visit.isHealing && random.chance(0.4);
    const seen = files.filter((file) => isSeen(file, visit) && !(hides && random.chance(0.5)));
    return seen.map(({ name, bytes }) => ({ path: name, bytes: bytes.byteLength }));
  };

  const visitedBy: Place['visitedBy'] = (visitOf) => ({
    identity: async () => [],
    list: async (part) => {
      const visit = visitOf();
      return fails(visit) ? unreachable : toListing(part, [...found(visit), ...junk], null);
    },
    read: async (name, { sink }) => {
      const visit = visitOf();
      if (fails(visit)) return unreachable;
      const file = files.find((each) => each.name === name && isSeen(each, visit));
      if (file === undefined) return err({ type: 'placeFileGone' });
      const bytes = hasCome(file.wholeFrom, visit) ? file.bytes : file.bytes.slice(0, random.below(file.bytes.byteLength));
      await sink(bytes);
      return ok({ bytes: bytes.byteLength });
    },
    writeNew: async (name, bytes) => {
      const visit = visitOf();
      if (fails(visit)) return unreachable;
      if (files.some((file) => file.name === name && !file.isRemoved)) return err({ type: 'nameTaken' });
      const now = [[visit.who, visit.moment]] as const;
      files.push({ name, bytes, seenFrom: new Map(now), wholeFrom: new Map(now), goneFrom: new Map(), isRemoved: false });
      return fails(visit) ? unreachable : ok(null);
    },
    remove: async (name) => {
      const visit = visitOf();
      if (fails(visit)) return unreachable;
      for (const file of files) {
        if (file.name !== name || file.isRemoved) continue;
        file.isRemoved = true;
        file.goneFrom.set(visit.who, visit.moment);
      }
      if (kind !== 'mirrored') files = files.filter((file) => !file.isRemoved);
      return ok(null);
    },
    probe: async () => ok({ createOnly: 'byServer', serverTime: null }),
  });

  return {
    kind,
    visitedBy,
    empty: () => {
      files = [];
    },
    damage: () => {
      if (files.length === 0) return;
      const file = random.pick(files);
      file.bytes = file.bytes.slice(0, random.below(file.bytes.byteLength));
    },
  };
};
