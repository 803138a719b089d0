import { dropped, foldedUnit, searchKey, several } from '../../base/fold.ts';

/**
 * Looks through text as it is written for what begins, folded, with a given word: a regular expression goes through a text ten times faster
 * than folding it letter by letter does.
 */

/** Everything from here on is looked at as a whole text only, by `foldedUnit`. */
const codes = 0x2200;

const escaped = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/** Ranges of the characters whose folded form is `isIn`, as they stand in a class. */
const rangesOf = (isIn: (unit: number, code: number) => boolean): string => {
  let ranges = '';
  for (let code = 0; code < codes; code += 1) {
    if (!isIn(foldedUnit(code), code)) continue;
    const from = code;
    while (code + 1 < codes && isIn(foldedUnit(code + 1), code + 1)) code += 1;
    ranges += from === code ? escaped(code) : `${escaped(from)}-${escaped(code)}`;
  }
  return ranges;
};

/** What a word may not follow upon; what is nothing within a word; what becomes several letters, and which. */
type Classes = { readonly before: string; readonly silent: string; readonly expansions: ReadonlyMap<number, string> };

let classes: Classes | null = null;

const beyond = `${escaped(codes)}-\\uffff`;

/** Between two letters, so that the gaps at its ends are seen. */
const expansionOf = (code: number): string => searchKey(`x${String.fromCharCode(code)}x`).slice(1, -1);

const allClasses = (): Classes => {
  if (classes !== null) return classes;
  const expansions = new Map<number, string>();
  for (let code = 0; code < codes; code += 1) if (foldedUnit(code) === several) expansions.set(code, expansionOf(code));
  const before = `[${rangesOf((unit) => unit >= several)}${beyond}]`;
  classes = { before, silent: `[${rangesOf((unit) => unit === dropped)}]`, expansions };
  return classes;
};

const ofLetter = new Map<number, string>();

/** The characters that become one letter. */
const spellingsOf = (unit: number): string => {
  const known = ofLetter.get(unit);
  if (known !== undefined) return known;
  const spelled = `[${rangesOf((each) => each === unit)}${unit < codes ? '' : escaped(unit)}]`;
  ofLetter.set(unit, spelled);
  return spelled;
};

const goTogether = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/** Whether a word that goes on, or begins, with `rest` may do so within this expansion. */
const mayHold = (expansion: string, rest: string, begins: boolean): boolean =>
  goTogether(expansion, rest) ||
  (begins && expansion.split(' ').some((_, at, parts) => at > 0 && goTogether(parts.slice(at).join(' '), rest)));

/** Of the characters that become several letters, those in which the letters of `prefix` from `at` on may stand. */
const suspectsAt = (prefix: string, at: number): string => {
  const { expansions } = allClasses();
  const rest = prefix.slice(at);
  return rangesOf((unit, code) => unit === several && mayHold(expansions.get(code) ?? '', rest, at === 0));
};

/** The letters of a word from `at` on, each in any spelling; from the second on, `suspects` may stand for the rest of them. */
const lettersFrom = (letters: readonly string[], suspects: readonly string[], at: number): string => {
  const letter = letters[at];
  if (letter === undefined) return '';
  const rest = `${letter}${lettersFrom(letters, suspects, at + 1)}`;
  return `${allClasses().silent}*${suspects[at] ? `(?:${rest}|[${suspects[at]}])` : rest}`;
};

/** What stands before is looked at only where the first letter fits. */
const patternOf = (letters: readonly string[], suspects: readonly string[] = []): string => {
  const { before, silent } = allClasses();
  return `${letters[0] ?? ''}(?<!${before}${silent}*.)${lettersFrom(letters, suspects, 1)}`;
};

/** Whether some word of a text as it is written begins, folded, with `prefix`, a folded word. */
export const wordTest = (prefix: string): ((text: string) => boolean) => {
  const units = prefix.split('');
  const letters = units.map((unit) => spellingsOf(unit.charCodeAt(0)));
  const suspects = units.map((_, at) => suspectsAt(prefix, at));
  const word = new RegExp(patternOf(letters));
  const either = new RegExp(`${patternOf(letters, suspects)}|[${suspects[0] ?? ''}${beyond}]`);
  const isInFolded = (text: string): boolean => ` ${searchKey(text)}`.includes(` ${prefix}`);
  return (text) => either.test(text) && (word.test(text) || isInFolded(text)); // Mostly there is nothing, and each test costs a call.
};
