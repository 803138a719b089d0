import { isJsonObject, own } from '../base/json.ts';
import { isErased, pack, unpack } from '../crdt/pack.ts';
import type { LiveRecord, PackedRecord, Version } from '../crdt/types.ts';
import type { Undoable } from './session.ts';

/** What a visitor is asked about photos, as the parts of a registration's `photo`. */
const photoParts = ['portrait', 'publication'] as const;

const versionsAt = (record: LiveRecord, path: string): readonly Version[] => own(record.f, path) ?? [];

const allows = ({ v }: Version, part: string): boolean => isJsonObject(v) && own(v, part) === 'yes';

const isPhotoWithdrawn = (before: readonly Version[], after: readonly Version[]): boolean =>
  photoParts.some((part) => before.some((each) => allows(each, part)) && !(after.length > 0 && after.every((each) => allows(each, part))));

const withPhotoOf = (record: LiveRecord, photo: readonly Version[]): LiveRecord => {
  const { photo: _, ...rest } = record.f;
  return { ...record, f: photo.length > 0 ? { ...rest, photo } : rest };
};

const isGiven = (consent: LiveRecord): boolean => {
  const versions = versionsAt(consent, 'given');
  return versions.length > 0 && versions.every(({ v }) => v === true);
};

/** What is to be reversed of one record, and whether a consent that came withdrawn is left out of it. */
export type Reversal = Undoable & { readonly keepsWithdrawal: boolean };

/**
 * What taking a received bundle back reverses of one record. A consent that came withdrawn stays so: whoever takes a bundle back means its
 * other content, and nobody but the person themselves gives a consent again. One that the bundle gave is taken back like anything else.
 * `present`: the record as it is here; of one that the bundle made, `after` has no values.
 */
export const keepingWithdrawals = (pair: Undoable, present: PackedRecord = pair.after): Reversal => {
  const [before, after, now] = [pair.before && unpack(pair.before), unpack(pair.after), unpack(present)];
  const all = { ...pair, keepsWithdrawal: false };
  if (isErased(now) || isErased(after) || (before !== null && isErased(before))) return all;
  if (after.type === 'consent') {
    const isWithdrawal = before === null ? !isGiven(now) : isGiven(before) && !isGiven(after);
    return isWithdrawal ? { before: pair.after, after: pair.after, keepsWithdrawal: true } : all;
  }
  if (after.type !== 'registration' || before === null) return all;
  const [allowed, photo] = [versionsAt(before, 'photo'), versionsAt(after, 'photo')];
  const isWithdrawn = isPhotoWithdrawn(allowed, photo) && isPhotoWithdrawn(allowed, versionsAt(now, 'photo'));
  if (!isWithdrawn) return all; // What somebody has given anew since is an edit like any other.
  return { ...pair, before: pack(withPhotoOf(before, photo)), keepsWithdrawal: true };
};
