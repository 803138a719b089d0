import type { Bytes } from '../../src/exchange/format.ts';
import type { Random } from './random.ts';

/**
 * How a shared place behaves. `steady`: like a server that works. `mirrored`: another tool carries files from laptop to laptop, late, out of
 * order and at first in part. `hiding`: listings leave files out for a while. `failing`: calls fail before or after they have done their work.
 */
export type PlaceKind = 'steady' | 'mirrored' | 'hiding' | 'failing';
export const placeKinds: readonly PlaceKind[] = ['steady', 'mirrored', 'hiding', 'failing'];

type File = {
  readonly name: string;
  readonly bytes: Bytes;
  /** From which moment on somebody else sees the file, and sees it whole, and from when on its removal. */
  readonly seenFrom: Map<string, number>;
  readonly wholeFrom: Map<string, number>;
  readonly goneFrom: Map<string, number>;
  isRemoved: boolean;
};

/** Who looks, and when; nothing is hidden, late or failing for somebody who heals. */
export type Visit = { readonly who: string; readonly moment: number; readonly isHealing: boolean };

/** A shared place as one visitor meets it. `null`: it cannot be reached, or says so. */
export type Place = {
  readonly kind: PlaceKind;
  readonly list: (visit: Visit) => readonly string[] | null;
  /** The bytes as they are there now; `isWhole` is for the judge alone. */
  readonly read: (visit: Visit, name: string) => { readonly bytes: Bytes; readonly isWhole: boolean } | null;
  readonly writeNew: (visit: Visit, name: string, bytes: Bytes) => 'written' | 'taken' | 'failed';
  readonly remove: (visit: Visit, name: string) => void;
  /** Somebody empties the place. */
  readonly empty: () => void;
};

const longestLag = 25;
const junk = [
  'desktop.ini',
  'replicas/device-0/sync-conflict 2026-01-01.json',
  'replicas/device-1/.tmp-000001.json',
  'replicas/readme.txt',
];

export const createPlace = (kind: PlaceKind, random: Random): Place => {
  let files: File[] = [];
  const lagged = (times: Map<string, number>, { who, moment, isHealing }: Visit, from: number): boolean => {
    if (kind !== 'mirrored' || isHealing) return true;
    const known = times.get(who) ?? from + random.below(longestLag);
    times.set(who, known);
    return known <= moment;
  };
  const isSeen = (file: File, visit: Visit): boolean =>
    lagged(file.seenFrom, visit, visit.moment) && !(file.isRemoved && lagged(file.goneFrom, visit, visit.moment));
  const fails = ({ isHealing }: Visit): boolean => !isHealing && random.chance(kind === 'failing' ? 0.25 : 0.03);

  return {
    kind,
    list: (visit) => {
      if (fails(visit)) return null;
      const hides = kind === 'hiding' && !visit.isHealing && random.chance(0.4);
      const names = files.filter((file) => isSeen(file, visit) && !(hides && random.chance(0.5))).map(({ name }) => name);
      return [...names, ...junk];
    },
    read: (visit, name) => {
      const file = files.find((each) => each.name === name && isSeen(each, visit));
      if (file === undefined || fails(visit)) return null;
      const isWhole = lagged(file.wholeFrom, visit, visit.moment);
      return isWhole ? { bytes: file.bytes, isWhole } : { bytes: file.bytes.slice(0, random.below(file.bytes.byteLength)), isWhole };
    },
    writeNew: (visit, name, bytes) => {
      if (fails(visit)) return 'failed';
      if (files.some((file) => file.name === name && !file.isRemoved)) return 'taken';
      const now = new Map([[visit.who, visit.moment]]);
      files.push({ name, bytes, seenFrom: now, wholeFrom: new Map(now), goneFrom: new Map(), isRemoved: false });
      return fails(visit) ? 'failed' : 'written';
    },
    remove: (visit, name) => {
      if (fails(visit)) return;
      for (const file of files) {
        if (file.name !== name || file.isRemoved) continue;
        file.isRemoved = true;
        file.goneFrom.set(visit.who, visit.moment);
      }
      if (kind !== 'mirrored') files = files.filter((file) => !file.isRemoved);
    },
    empty: () => {
      files = [];
    },
  };
};
