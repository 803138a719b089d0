import { beforeAll, expect, it, vi } from 'vitest';
import { ok } from '../../../../src/base/result.ts';
import type { CarryReport } from '../../../../src/exchange/blobs.ts';
import { roundWords, wordsOfAsked } from '../../../../src/renderer/features/exchange/places/roundWords.ts';
import { i18n, startI18n } from '../../../../src/renderer/i18n/i18n.ts';
import type { PlaceRound } from '../../../../src/replica/api.ts';
import { emptyRound as round } from '../../rounds/emptyRound.ts';

beforeAll(async () => {
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  await startI18n('en');
});

const carried: CarryReport = { sent: [], fetched: [], renewed: ['a'], mended: ['e'], purged: 0, missing: 0, failed: [] };
const foreign = { type: 'photoNotForUs' };
const failed = [
  { sha256: 'b', error: foreign },
  { sha256: 'c', error: { type: 'placeFileTooLarge', limitMiB: 51 } },
  { sha256: 'd', error: foreign },
];

it.each([
  [
    'en',
    ['2 photos did not get across and are tried again: This photo was', '1 photo did not get across'],
    /1 photo encrypted again.*1 photo put there anew/,
  ],
  [
    'hu',
    ['2 fénykép nem ért át, a program újra megpróbálja: Ezt a fényképet', '1 fénykép nem ért át'],
    /1 fénykép újra titkosítva.*1 fénykép újra elküldve/,
  ],
  [
    'ro',
    ['2 fotografii nu au ajuns și se reîncearcă: Această', '1 fotografie nu a ajuns'],
    /1 fotografie criptată din nou.*1 fotografie trimisă din nou/,
  ],
])('photos that did not get across are told with the reason, and those encrypted anew (%s)', async (language, warned, said) => {
  await i18n.changeLanguage(language);
  const words = roundWords(i18n.getFixedT(language, 'exchange'), round, ok({ ...carried, failed }));
  expect(words.warnings).toEqual(warned.map((start) => expect.stringContaining(start)));
  expect(words.warnings[1]).toContain('51 MB');
  expect(words.said.join()).toMatch(said);
  expect(words.details.split('\n')).toEqual(['b: photoNotForUs', 'c: placeFileTooLarge', 'd: photoNotForUs']);
});

it.each([
  ['en', /^What lies there is encrypted/, /nobody else can read/],
  ['hu', /^Ami ott van, titkosított/, /senki más nem tudja elolvasni/],
  ['ro', /^Ce se află acolo este criptat/, /nimeni altcineva nu poate citi/],
])('it is told that a place is encrypted from now on, and that nobody there could read it (%s)', async (language, now, unreadable) => {
  await i18n.changeLanguage(language);
  const warningsOf = (change: Partial<PlaceRound>) =>
    roundWords(i18n.getFixedT(language, 'exchange'), { ...round, ...change }, null).warnings;
  expect(warningsOf({})).toEqual([]);
  expect(warningsOf({ sealedNow: true })).toEqual([expect.stringMatching(now)]);
  expect(warningsOf({ isUnreadable: true })).toEqual([expect.stringMatching(unreadable)]);
});

it('that a place was emptied is told before what is gone from it', async () => {
  await i18n.changeLanguage('en');
  const emptied = { ...round, marked: false, lost: 2, vanished: 3 };
  const { warnings } = roundWords(i18n.getFixedT('en', 'exchange'), emptied, null);
  expect(warnings.map((each) => each.split(' ').slice(0, 3).join(' '))).toEqual(['The place has', '2 bundles of', '3 bundles of']);
});

it.each([
  ['en', /^Older bundles of yours could not be removed there.*refuses access$/],
  ['hu', /^A régebbi saját csomagokat onnan nem sikerült törölni.*megtagadta a hozzáférést$/],
  ['ro', /^Pachetele proprii mai vechi nu au putut fi șterse de acolo.*refuză accesul$/],
])('what could not be removed from a place is told with the reason (%s)', async (language, warned) => {
  await i18n.changeLanguage(language);
  const { warnings } = roundWords(i18n.getFixedT(language, 'exchange'), { ...round, left: { type: 'placeRefused' } }, null);
  expect(warnings).toEqual([expect.stringMatching(warned)]);
});

it('the exchange that somebody started is told beside a later one, unless that says the same', async () => {
  await i18n.changeLanguage('en');
  const t = i18n.getFixedT('en', 'exchange');
  const brought = { ...round, applied: ['a'] };
  const asked = { endedAt: 1, round: brought, originals: null };
  const words = (endedAt: number, later: PlaceRound) => wordsOfAsked(t, { asked, endedAt, outcome: ok(later), originals: null });
  expect(words(2, round)).toEqual(['1 bundle received']);
  expect(words(2, { ...round, applied: ['a', 'b'] })).toEqual(['1 bundle received']);
  expect(words(2, brought)).toEqual([]);
  expect(words(1, brought)).toEqual([]);
});
