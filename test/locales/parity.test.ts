import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/domain/recordTypes.ts';

type Texts = ReadonlyMap<string, string>;

const root = new URL('../../locales/', import.meta.url);

/** Every text of a file by its dotted key. */
const flatten = (value: unknown, key: string): (readonly [string, string])[] => {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value !== 'object' || value === null) return [[key, '']];
  return Object.entries(value).flatMap(([part, inner]) => flatten(inner, key === '' ? part : `${key}.${part}`));
};

const read = (language: string, file: string): Texts =>
  new Map(flatten(JSON.parse(readFileSync(new URL(`${language}/${file}`, root), 'utf8')) as unknown, ''));

const filesOf = (language: string): readonly string[] =>
  readdirSync(new URL(`${language}/`, root))
    .filter((file) => file.endsWith('.json'))
    .sort();

const pluralSuffix = /_(zero|one|two|few|many|other)$/;

/** The key without its plural form; `x_other` is one only where `x_one` stands beside it. */
const baseOf = (texts: Texts, key: string): string => {
  const base = key.replace(pluralSuffix, '');
  return texts.has(`${base}_one`) && texts.has(`${base}_other`) ? base : key;
};
const basesOf = (texts: Texts): readonly string[] => [...new Set([...texts.keys()].map((key) => baseOf(texts, key)))].sort();
const formsOf = (texts: Texts, base: string): readonly string[] => [...texts.keys()].filter((key) => baseOf(texts, key) === base);

const variablesOf = (texts: Texts, base: string): readonly string[] => {
  const found = formsOf(texts, base).flatMap((key) =>
    [...(texts.get(key) ?? '').matchAll(/\{\{-?\s*([\w.]+)/g)].map((match) => match[1] ?? ''),
  );
  return [...new Set(found)].sort();
};

const files = filesOf('en');

describe('the languages', () => {
  it('have the same files, and there are some', () => {
    expect(files).not.toEqual([]);
    for (const language of languages) expect(filesOf(language)).toEqual(files);
  });
});

describe.each(files)('%s', (file) => {
  const english = read('en', file);

  it.each(languages)('has the same keys in %s as in English', (language) => {
    expect(basesOf(read(language, file))).toEqual(basesOf(english));
  });

  it.each(languages)('has no empty text in %s', (language) => {
    const empty = [...read(language, file)].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(empty).toEqual([]);
  });

  it.each(languages)('has every plural form that %s needs and no other', (language) => {
    const texts = read(language, file);
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.map((category) => `_${category}`);
    for (const base of basesOf(texts).filter((key) => !texts.has(key))) {
      const forms = formsOf(texts, base).map((key) => key.slice(base.length));
      expect({ base, forms: forms.filter((form) => form !== '_zero').sort() }).toEqual({ base, forms: [...needed].sort() });
    }
  });

  it.each(languages)('uses the same variables in %s as in English', (language) => {
    const texts = read(language, file);
    for (const base of basesOf(english))
      expect({ base, uses: variablesOf(texts, base) }).toEqual({ base, uses: variablesOf(english, base) });
  });

  it('is written in composed letters', () => {
    for (const language of languages) {
      for (const [key, text] of read(language, file)) expect({ key, text }).toEqual({ key, text: text.normalize('NFC') });
    }
  });

  it('writes Romanian s and t with a comma below', () => {
    const texts = read('ro', file);
    for (const [key, text] of texts) expect({ key, cedilla: /[şŞţŢ]/.test(text) }).toEqual({ key, cedilla: false });
  });

  it('writes Hungarian long vowels with a double acute', () => {
    for (const [key, text] of read('hu', file)) expect({ key, wrong: /[õûÕÛôÔ]/.test(text) }).toEqual({ key, wrong: false });
  });
});
