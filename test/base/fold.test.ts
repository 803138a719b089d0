import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hungarianSpelling, repairRomanian, searchKey } from '../../src/base/fold.ts';

const keyOf = (texts: readonly string[]) => new Set(texts.map(searchKey));

/** The definition in plain words, letter groups at once; slow, and written apart from the program's own. */
const definition = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
    .replace(/ø/g, 'o')
    .replace(/[đð]/g, 'd')
    .replace(/ł/g, 'l')
    .replace(/ı/g, 'i')
    .replace(/þ/g, 'th')
    .replace(/ς/g, 'σ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

describe('searchKey', () => {
  it('gives one key for every spelling of Timișoara', () => {
    expect(keyOf(['Timișoara', 'Timişoara', 'TIMIŞOARA', 'timisoara', 'Timișoara'.normalize('NFD'), 'Timişoara'.normalize('NFD')])).toEqual(
      new Set(['timisoara']),
    );
  });

  it('gives one key for long, short and wrong Hungarian vowels', () => {
    expect(keyOf(['Őrült', 'Örült', 'Õrült', 'Orult'])).toEqual(new Set(['orult']));
  });

  it('reads every dash and quotation mark as one gap between words', () => {
    expect(keyOf(['Csongrád-Csanád', 'Csongrád–Csanád', ' „csongrad”  csanad. '])).toEqual(new Set(['csongrad csanad']));
  });

  it('spells out letters that have no decomposition', () => {
    expect(keyOf(['Straße', 'STRASSE'])).toEqual(new Set(['strasse']));
    expect(searchKey('ﬁlm Łódź İzmir')).toBe('film lodz izmir');
  });

  it('keeps letters outside the first plane and drops emoji', () => {
    expect(searchKey('𝐀b 😀 𐐀')).toBe('ab 𐐨');
  });

  it('folds texts longer than its buffer without losing or inventing a letter', () => {
    const text = 'Ügyfél – Ștefania '.repeat(2_000);
    expect(searchKey(text)).toBe(Array.from({ length: 2_000 }, () => 'ugyfel stefania').join(' '));
  });

  it('agrees with its definition on any text', () => {
    const letter = fc.oneof(fc.constantFrom(...'aáőŐșȘşţț–„” -./ßŁİǅﬁ½'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }));
    fc.assert(
      fc.property(fc.array(letter), (letters) => {
        const text = letters.join('');
        expect(searchKey(text)).toBe(definition(text));
      }),
    );
  });

  it('leaves a key as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(searchKey(searchKey(text))).toBe(searchKey(text));
      }),
    );
  });
});

describe('repairRomanian', () => {
  it('turns cedillas into commas below, composed or not', () => {
    expect(repairRomanian('Constanţa, Timiş, ŞŢ')).toBe('Constanța, Timiș, ȘȚ');
    expect(repairRomanian('Timis\u0327')).toBe('Timiș');
  });
});

describe('hungarianSpelling', () => {
  it('gives Latin-1 vowels their double acute', () => {
    expect(hungarianSpelling('Mezõberény, Mûvészeti, erômû')).toBe('Mezőberény, Művészeti, erőmű');
  });

  it('says nothing of a text whose letters are Hungarian, composed or not', () => {
    expect(hungarianSpelling('Mezo\u030bberény')).toBeNull();
  });
});
