import { searchKey } from '../../../base/fold.ts';
import type { RecordId } from '../../../base/ids.ts';
import { parseBadgeCode } from '../../../domain/badges.ts';
import { groupAt, partOf, textAt } from '../../../domain/values.ts';
import type { ReplicaApi, Row } from '../../../replica/api.ts';

const mostMatches = 8;
const mostLookedAt = 200;
/** Fewer letters would show a stranger other people's names. */
const fewestLetters = 3;

/** Whether a search is narrow enough to show what it finds: what is no letter or digit narrows nothing, nor does a word that begins another one. */
export const isNarrow = (typed: string): boolean => {
  const words = [...new Set(searchKey(typed).split(' '))];
  return words.filter((word) => words.every((other) => other === word || !other.startsWith(word))).join('').length >= fewestLetters;
};

/** Whether what is typed is neither a badge code nor enough letters to look for a name. */
export const isTooShort = (typed: string): boolean => !parseBadgeCode(typed).ok && !isNarrow(typed);

export type Found =
  | { readonly kind: 'one'; readonly row: Row }
  | { readonly kind: 'several'; readonly rows: readonly Row[] }
  | { readonly kind: 'none' }
  /** Too few letters to look for a name. */
  | { readonly kind: 'short' };

const writtenOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** The words of a name folded, each as it stands and as it is written where a keyboard has no ä, ö and ü: "muller" and "mueller". */
const readingsOf = (name: string): readonly (readonly string[])[] =>
  name
    .toLowerCase()
    .split(/\s+/)
    .flatMap((word) => {
      const [plain, written] = [word, word.replace(/[äöü]/g, (letter) => writtenOut[letter] ?? letter)].map((each) =>
        searchKey(each).split(' '),
      );
      return (plain ?? []).map((each, at) => [...new Set([each, written?.[at] ?? each])]);
    });

/** Whether every word begins a word of the person's own name: the letters of a firm must not list its people to a stranger. */
const isNamed = ({ values }: Row, typed: string): boolean => {
  const name = groupAt(values, 'name');
  const words = readingsOf(`${partOf(name, 'family')} ${partOf(name, 'given')}`).flat();
  return readingsOf(typed).every((letters) => letters.some((each) => words.some((word) => word.startsWith(each))));
};

/** Finds the registration that a badge code, or the letters of a name, stand for. A badge code is never read as a name. */
export const findVisitor = async (replica: ReplicaApi, event: RecordId, typed: string): Promise<Found> => {
  const inEvent = { path: 'event', is: event } as const;
  const base = { type: 'registration', locale: 'en', offset: 0 } as const;
  const badge = parseBadgeCode(typed);
  if (badge.ok) {
    const page = await replica.list({ ...base, where: [inEvent, { path: 'badge', is: badge.value }], limit: 1 });
    const [row] = page.rows;
    return row ? { kind: 'one', row } : { kind: 'none' };
  }
  if (!isNarrow(typed)) return { kind: 'short' };
  const page = await replica.list({ ...base, text: typed, where: [inEvent], limit: mostLookedAt });
  const named = page.rows.filter((row) => isNamed(row, typed));
  const rows = (named.length > 1 ? named.filter(({ values }) => textAt(values, 'status') !== 'cancelled') : named).slice(0, mostMatches);
  const [only] = rows;
  if (rows.length === 1 && only) return { kind: 'one', row: only };
  return rows.length === 0 ? { kind: 'none' } : { kind: 'several', rows };
};

/** The same where `left` may stand before it, letters that were too few: a badge that is scanned behind them is looked for without them. */
export const findBehind = async (replica: ReplicaApi, event: RecordId, typed: string, left: string): Promise<Found> => {
  const scanned = typed.startsWith(left) ? typed.slice(left.length) : '';
  const found: Found = parseBadgeCode(scanned).ok ? await findVisitor(replica, event, scanned) : { kind: 'none' };
  return found.kind === 'one' ? found : findVisitor(replica, event, typed);
};
