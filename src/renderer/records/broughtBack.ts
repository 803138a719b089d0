import { canonicalJson } from '../../base/json.ts';
import type { HistoryEntry } from '../../replica/api.ts';

/**
 * Of a change that wrote what somebody else had written before the value it replaced, that earlier change; null for any other. An undo and a
 * taking back carry the name of who did it, and history also says whose value came back. `history`: newest first.
 */
export const broughtBackBy = (entry: HistoryEntry, history: readonly HistoryEntry[]): HistoryEntry | null => {
  if (entry.state === 'rival') return null;
  const before = history.slice(history.indexOf(entry) + 1).filter(({ path, state }) => path === entry.path && state !== 'rival');
  const value = canonicalJson(entry.value);
  const same = before.findIndex((each) => canonicalJson(each.value) === value);
  const found = same > 0 ? before[same] : undefined; // Right behind it nothing had been replaced.
  if (!found || (found.by.author === entry.by.author && found.by.office === entry.by.office)) return null;
  return found;
};
