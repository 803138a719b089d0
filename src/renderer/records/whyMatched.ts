import { searchKey } from '../../base/fold.ts';
import { isJsonObject, type Json } from '../../base/json.ts';
import { namesOfTag } from '../../domain/tags.ts';
import type { Row, Values } from '../../replica/api.ts';

/** `path`: null for the name of a record that is joined to this one. */
export type Match = { readonly path: string | null; readonly text: string };

const longest = 90;

const keysOf = (text: string): readonly string[] => searchKey(text).split(' ').filter(Boolean);

const beginnings = (typed: readonly string[], text: string): number => {
  const words = keysOf(text);
  return typed.filter((beginning) => words.some((word) => word.startsWith(beginning))).length;
};

const textsOf = (value: Json): readonly string[] => {
  if (typeof value === 'string') return [value];
  return isJsonObject(value) ? Object.values(value).flatMap((part) => (typeof part === 'string' ? [part] : [])) : [];
};

/** The part of a long text around the first word that was typed. */
const excerpt = (text: string, typed: readonly string[]): string => {
  if (text.length <= longest) return text;
  const word = [...text.matchAll(/[\p{L}\p{N}]+/gu)].find(({ 0: each }) =>
    typed.some((beginning) => searchKey(each).startsWith(beginning)),
  );
  const from = Math.max(0, (word?.index ?? 0) - 32);
  const start = from === 0 ? 0 : text.indexOf(' ', from) + 1;
  return `${start > 0 ? '…' : ''}${text.slice(start, start + longest)}…`;
};

const idLike = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

const tagPrefix = 'tag/';

/** A tag is found by its name in any language, and told by the one that was typed. */
const textsAt = (path: string, value: Json): readonly Match[] => {
  if (!path.startsWith(tagPrefix)) return textsOf(value).map((text) => ({ path, text }));
  const tag = path.slice(tagPrefix.length);
  return value === true ? Object.values(namesOfTag(tag) ?? { tag }).map((text) => ({ path: 'tag', text })) : [];
};

const candidates = (values: Values): readonly Match[] =>
  Object.entries(values)
    .filter(([path]) => !path.includes('~') && path !== 'sample')
    .flatMap(([path, value]) => textsAt(path, value))
    .filter(({ text }) => !idLike.test(text));

/**
 * The field, or the name of a joined record, that makes a record match where what is `shown` of it does not show it: the one in which most of
 * the typed words begin, cut down to the place. Null where the shown texts explain the match, or no text does, as with synonyms.
 */
export const whyMatched = (
  { values, joinedNames = [] }: Pick<Row, 'values' | 'joinedNames'>,
  words: string,
  shown: readonly string[],
): Match | null => {
  const typed = keysOf(words);
  const missing = typed.filter((beginning) => shown.every((text) => beginnings([beginning], text) === 0));
  if (missing.length === 0) return null;
  const [best] = [...candidates(values), ...joinedNames.map((text) => ({ path: null, text }))]
    .map((candidate) => ({ candidate, score: beginnings(missing, candidate.text) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  return best ? { path: best.candidate.path, text: excerpt(best.candidate.text, missing) } : null;
};
