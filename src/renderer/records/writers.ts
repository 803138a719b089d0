import { canonicalJson } from '../../base/json.ts';
import type { Attribution, FieldVersion, HistoryEntry, RivalEntry } from '../../replica/api.ts';

const isSame = (one: Attribution, other: Attribution): boolean => one.author === other.author && one.office === other.office;

/**
 * Whether a value was written back together with another one, as undoing a choice does. A person writes one value of a field at a time, so two
 * of one commit that wait for a choice are nobody's own.
 */
const isWrittenBack = ({ by }: FieldVersion, versions: readonly FieldVersion[]): boolean =>
  versions.some((other) => other.by.run === by.run && other.by.at === by.at && other.by.n !== by.n);

/** Whether only the record's history says who some of the values that wait for a choice are from. */
export const needHistory = (versions: readonly FieldVersion[]): boolean => versions.some((each) => isWrittenBack(each, versions));

/**
 * Who a waiting value is from. Undoing a choice writes all values back in one name; whoever chooses then wants to know whose they were.
 * `versions`: all that wait with it. `history`: of the record, newest first, undefined until it is read; null where only that will tell.
 */
export const writerOf = (
  { path, versions }: Pick<RivalEntry, 'path' | 'versions'>,
  version: FieldVersion,
  history: readonly HistoryEntry[] | undefined,
): Attribution | null => {
  const { value, by } = version;
  if (!isWrittenBack(version, versions)) return by;
  if (!history) return null;
  const text = canonicalJson(value);
  const before = history.filter((each) => each.path === path && each.state === 'past' && canonicalJson(each.value) === text);
  return before.find((each) => !isSame(each.by, by))?.by ?? by;
};
