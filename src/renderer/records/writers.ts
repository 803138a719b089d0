import { canonicalJson } from '../../base/json.ts';
import type { Attribution, FieldVersion, HistoryEntry } from '../../replica/api.ts';

const isSame = (one: Attribution, other: Attribution): boolean => one.author === other.author && one.office === other.office;

/** Whether some of the values that wait for a choice bear one name: of somebody with two laptops, or of who undid an earlier choice. */
export const isOneHand = (versions: readonly FieldVersion[]): boolean =>
  versions.some(({ by }, at) => versions.slice(at + 1).some((other) => isSame(by, other.by)));

/**
 * Who a waiting value is from. Undoing a choice writes all values back in one name; whoever chooses then wants to know whose they were.
 * `history`: of the record, newest first.
 */
export const writerOf = (path: string, { value, by }: FieldVersion, history: readonly HistoryEntry[]): Attribution => {
  const text = canonicalJson(value);
  const before = history.filter((each) => each.path === path && each.state === 'past' && canonicalJson(each.value) === text);
  return before.find((each) => !isSame(each.by, by))?.by ?? by;
};
