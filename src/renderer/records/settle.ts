import { canonicalJson, type Json } from '../../base/json.ts';
import type { RecordChange, RivalEntry } from '../../replica/api.ts';

/**
 * What a person's choice of a value writes. Where the other value stands in a record that was joined away, the choice is written at the
 * survivor, unless it shows that value already, and the question is closed at the other.
 */
export const settleChanges = ({ type, id, path, seen, versions, duplicate }: RivalEntry, value: Json): readonly RecordChange[] => {
  const set: RecordChange = { kind: 'set', type, id, set: { [path]: value }, shown: seen };
  if (duplicate === null) return [set];
  const closed: RecordChange = { kind: 'settleJoined', type, id: duplicate.id, path, shown: duplicate.seen };
  return canonicalJson(value) === canonicalJson(versions[0]?.value ?? null) ? [closed] : [set, closed];
};
