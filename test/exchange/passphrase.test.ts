import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { checkPassphrase, createPassphrase, passphraseVariants } from '../../src/exchange/passphrase.ts';

it.each([
  ['', 'short'],
  ['Tisza-Maros', 'short'],
  ['aaaaaaaaaaaaaaaaaaaa', 'guessable'],
  ['123456789012345678', 'guessable'],
  ['abcdefghijklmnop', 'guessable'],
  ['passwordpassword1', 'guessable'],
  ['Interreg-Cluster-2026', 'guessable'],
  ['jelszójelszójelszó', 'guessable'],
  ['SzegedTimisoara1', 'guessable'],
  ['abcabcabcabcabcabc', 'guessable'],
  ['qwertzuiopqwertz12', 'guessable'],
])('refuses “%s” because it is %s', (typed, why) => {
  expect(checkPassphrase(typed)).toEqual({ ok: false, error: { type: 'passphraseTooWeak', why } });
});

it.each(['kék bicikli a Maros-parton', 'harminc sárga szilvafa', 'Zece mere coapte și-un câine', 'x7!kQ2pv#Lm9'])('takes “%s”', (typed) => {
  expect(checkPassphrase(typed).ok).toBe(true);
});

it('makes passphrases that it would take itself, never the same twice', () => {
  const made = Array.from({ length: 200 }, () => createPassphrase(randomBytes));
  expect(made.every((each) => /^([a-z2-7]{4}-){5}[a-z2-7]{4}$/.test(each) && checkPassphrase(each).ok)).toBe(true);
  expect(new Set(made).size).toBe(200);
});

it('means the same by one passphrase whatever spelling of accents a keyboard sends', () => {
  const typed = 'kék bicikli a Maros-parton';
  expect(checkPassphrase(typed.normalize('NFD'))).toEqual(checkPassphrase(typed.normalize('NFC')));
});

it('knows again what it has made, in any writing, and leaves everything else as it was typed', () => {
  for (let each = 0; each < 50; each += 1) {
    const made = createPassphrase(randomBytes);
    expect(passphraseVariants(made)).toEqual([made]);
    expect(passphraseVariants(` ${made.toUpperCase().replaceAll('-', '  ')}`).at(-1)).toBe(made);
  }
  for (const own of ['Kék bicikli', ' kék bicikli', 'abcd-efgh', 'ABCD-EFGH-IJKL-MNOP-QRST-UVW1', ''])
    expect(passphraseVariants(own)).toEqual([own]);
});
