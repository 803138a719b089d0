import { dropped, foldedUnit, searchKey, several } from '../../base/fold.ts';

/**
 * Looks through text as it is written for what begins, folded, with a given word: a regular expression goes through a text ten times faster
 * than folding it letter by letter does.
 */

/** Everything from here on is looked at as a whole text only, by `foldedUnit`. */
const codes = 0x2200;

const escaped = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/** A class of the characters whose folded form is `isIn`, and of the `others`. */
const classOf = (isIn: (unit: number) => boolean, others = ''): string => {
  let ranges = '';
  for (let code = 0; code < codes; code += 1) {
    if (!isIn(foldedUnit(code))) continue;
    const from = code;
    while (code + 1 < codes && isIn(foldedUnit(code + 1))) code += 1;
    ranges += from === code ? escaped(code) : `${escaped(from)}-${escaped(code)}`;
  }
  return `[${ranges}${others}]`;
};

/** What a word may not follow upon; what is nothing within a word; what only the folded text can tell of. */
type Classes = { readonly before: string; readonly silent: string; readonly special: RegExp };

let classes: Classes | null = null;

const beyond = `${escaped(codes)}-\\uffff`;

const allClasses = (): Classes => {
  classes ??= {
    before: classOf((unit) => unit >= several, beyond),
    silent: classOf((unit) => unit === dropped),
    special: new RegExp(classOf((unit) => unit === several, beyond)),
  };
  return classes;
};

const ofLetter = new Map<number, string>();

/** The characters that become one letter. */
const spellingsOf = (unit: number): string => {
  const known = ofLetter.get(unit);
  if (known !== undefined) return known;
  const spelled = classOf((each) => each === unit, unit < codes ? '' : escaped(unit));
  ofLetter.set(unit, spelled);
  return spelled;
};

/** Whether some word of a text as it is written begins, folded, with `prefix`, a folded word. */
export const wordTest = (prefix: string): ((text: string) => boolean) => {
  const { before, silent, special } = allClasses();
  const [first = '', ...others] = prefix.split('').map((unit) => spellingsOf(unit.charCodeAt(0)));
  const rest = others.map((each) => `${silent}*${each}`).join('');
  const word = new RegExp(`${first}(?<!${before}${silent}*.)${rest}`); // What stands before is looked at only where the first letter fits.
  const isInFolded = (text: string): boolean => ` ${searchKey(text)}`.includes(` ${prefix}`);
  return (text) => word.test(text) || (special.test(text) && isInFolded(text));
};
