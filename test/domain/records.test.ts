import { describe, expect, it } from 'vitest';
import { searchKey } from '../../src/base/fold.ts';
import { attendanceOf, countRegistrations, type Identified, isSamePerson, namesakesOf } from '../../src/domain/registrations.ts';
import { searchTextOf } from '../../src/domain/searchText.ts';
import { subtitleOf, titleOf, titlesOf } from '../../src/domain/titles.ts';
import { validate } from '../../src/domain/validation.ts';
import type { Values } from '../../src/domain/values.ts';
import { finaliseVisit } from '../../src/domain/visits.ts';
import { webAddress } from '../../src/domain/webAddress.ts';

const scan = (id: string, registration: string, kind: string, at: number) => ({ id, values: { registration, kind, at, station: '1' } });
const registration = (id: string, values: Readonly<Record<string, string | boolean | object>>) => ({
  id,
  values: { event: 'e', status: 'confirmed', ...values } as Readonly<Record<string, string | boolean>>,
});

describe('attendance', () => {
  it('follows the last scan in time, whatever order scans arrive in', () => {
    const scans = [
      scan('3', 'a', 'in', 30),
      scan('1', 'a', 'in', 10),
      scan('2', 'a', 'out', 20),
      scan('4', 'b', 'in', 5),
      scan('5', 'b', 'out', 6),
    ];
    const forward = attendanceOf(scans);
    expect(forward).toEqual(attendanceOf(scans.toReversed()));
    expect(forward.get('a')).toMatchObject({ present: true, attended: true, firstIn: 10, lastIn: 30 });
    expect(forward.get('b')).toMatchObject({ present: false, attended: true });
  });

  it('is counted by country, walk-ins and those who came although cancelled included', () => {
    const registrations = [
      registration('a', { country: 'HU' }),
      registration('b', { country: 'RO', status: 'cancelled' }),
      registration('c', { walkIn: true }),
      registration('d', { country: 'RO', status: 'waiting' }),
    ];
    const scans = ['a', 'b', 'c'].map((id) => scan(id, id, 'in', 1));
    expect(countRegistrations(registrations, attendanceOf(scans))).toEqual({
      expected: 3,
      attended: 3,
      present: 3,
      walkIns: 1,
      attendedByCountry: { HU: 1, RO: 1, other: 1 },
    });
  });
});

describe('two registrations of one person', () => {
  const alone = (id: string): string => id;
  const possibleDuplicates = (walkIn: Values, others: readonly Identified[], survivorOf = alone) =>
    namesakesOf(walkIn, others).filter(({ values }) => isSamePerson(walkIn, values, survivorOf));
  const known = [
    registration('a', { name: { family: 'Țurcan', given: 'Ana' }, organisationName: 'Model SRL' }),
    registration('b', { name: { family: 'Țurcan', given: 'Ana' }, event: 'other' }),
  ];
  it('finds the same name in the same event, in either order', () => {
    const found = possibleDuplicates({ event: 'e', name: { family: 'Ana', given: 'Turcan' } }, known);
    expect(found.map(({ id }) => id)).toEqual(['a']);
  });

  it('asks where one names the organisation and the other chose it from the directory', () => {
    const chosen = [registration('a', { name: { family: 'Țurcan', given: 'Ana' }, organisation: '019a' })];
    const typed = { event: 'e', name: { family: 'Țurcan', given: 'Ana' }, organisationName: 'Model SRL' };
    expect(possibleDuplicates(typed, chosen).map(({ id }) => id)).toEqual(['a']);
    const picked = { event: 'e', name: { family: 'Țurcan', given: 'Ana' }, organisation: '019a' };
    expect(possibleDuplicates(picked, known).map(({ id }) => id)).toEqual(['a']);
    expect(possibleDuplicates({ ...picked, organisation: '019b' }, chosen)).toEqual([]);
  });

  it('are found where one names an organisation that was joined to the other’s', () => {
    const joined = (id: string): string => (id === '019a' ? '019b' : id);
    const chosen = [registration('a', { name: { family: 'Țurcan', given: 'Ana' }, organisation: '019a' })];
    const picked = { event: 'e', name: { family: 'Țurcan', given: 'Ana' }, organisation: '019b' };
    expect(possibleDuplicates(picked, chosen, joined).map(({ id }) => id)).toEqual(['a']);
  });

  it('lets people of different organisations be different people', () => {
    expect(possibleDuplicates({ event: 'e', name: { family: 'Țurcan', given: 'Ana' }, organisationName: 'Minta Kft.' }, known)).toEqual([]);
  });
});

describe('finaliseVisit', () => {
  const visit = {
    host: 'h',
    day: '2012-05-25',
    'summary.ro': 'Pe scurt.',
    'finding/1': { title: 'A', measure: '5 %' },
    'followUp/1': { what: 'B' },
  };
  it('closes a complete visit, whatever language it is in', () => {
    expect(finaliseVisit(visit, '2012-05-26')).toEqual({ ok: true, value: { status: 'final', finalisedOn: '2012-05-26' } });
  });

  it('names everything that is missing, in the order of the form', () => {
    const answer = finaliseVisit({ 'finding/1': { title: 'A' } }, '2012-05-26');
    expect(answer).toMatchObject({ ok: false, error: { type: 'missingFields' } });
    const gaps = !answer.ok && answer.error.type === 'missingFields' ? answer.error.gaps : [];
    expect(gaps.map(({ path }) => path)).toEqual(['host', 'day', 'summary', 'finding/1', 'followUp']);
  });

  it('does not close a visit twice', () => {
    expect(finaliseVisit({ ...visit, status: 'final' }, '2012-05-26')).toEqual({ ok: false, error: { type: 'alreadyFinal' } });
  });
});

describe('validate', () => {
  const complete = { name: 'Példa Kft.', country: 'HU', kind: 'enterprise' };
  it('warns of a wrong check digit and does not block', () => {
    expect(validate('organisation', { ...complete, 'identifier/huTaxNumber': '12345678-2-06' })).toEqual({
      errors: [],
      warnings: [{ path: 'identifier/huTaxNumber', type: 'checkDigit' }],
    });
  });

  it('blocks personal numbers, missing names and malformed e-mails', () => {
    const found = validate('organisation', { country: 'RO', kind: 'civil', email: 'x', 'identifier/roFiscalCode': '1630615123457' });
    expect(found.errors).toEqual([
      { path: 'name', type: 'required' },
      { path: 'email', type: 'email' },
      { path: 'identifier/roFiscalCode', type: 'personalNumber' },
    ]);
  });

  it('takes a phone number and a web address as people write them', () => {
    const written = { ...complete, country: 'RO', phone: '0256 555 101', website: 'www.proba.example/ro' };
    expect(validate('organisation', written)).toEqual({ errors: [], warnings: [] });
    expect(webAddress(' proba.example ')).toBe('https://proba.example');
    expect(webAddress('http://proba.example/')).toBe('http://proba.example/');
    for (const none of ['proba', 'ana@proba.example', 'ftp://proba.example', 'javascript:alert(1).ro', 'a b.example', 'https://'])
      expect([none, webAddress(none)]).toEqual([none, null]);
  });

  it('lets a draft of a visit lack what a finalised one needs', () => {
    expect(validate('visit', { status: 'draft' }).errors).toEqual([]);
    expect(validate('visit', { status: 'final' }).errors.map(({ path }) => path)).toEqual(['host', 'day', 'zone', 'summary']);
  });

  it('warns of an end before its start and a county of the other country, and does not block', () => {
    expect(validate('session', { event: 'e', 'title.hu': 'A', start: 2, end: 1 })).toEqual({
      errors: [],
      warnings: [{ path: 'end', type: 'endBeforeStart' }],
    });
    const yearsThatAreNone = [20100, 2010.5, 10].map((memberSince) => validate('organisation', { ...complete, memberSince }).warnings);
    expect(yearsThatAreNone).toEqual(yearsThatAreNone.map(() => [{ path: 'memberSince', type: 'year' }]));
    expect(validate('organisation', { ...complete, memberSince: 2010 }).warnings).toEqual([]);
    const event = { kind: 'workshop', 'title.en': 'A', status: 'planned', zone: 'Europe/Bucharest', start: 1 };
    const noCapacities = [-5, 0, 12.7, 1e20].map((capacity) => validate('event', { ...event, capacity }).warnings);
    expect(noCapacities).toEqual(Array(4).fill([{ path: 'capacity', type: 'capacity' }]));
    expect([1, 100_000].flatMap((capacity) => validate('event', { ...event, capacity }).warnings)).toEqual([]);
    expect(validate('organisation', { ...complete, address: { county: 'RO421' } }).warnings).toEqual([
      { path: 'address', type: 'countyOfCountry' },
    ]);
  });
});

describe('titles and search', () => {
  it('fall back to a language that has a text', () => {
    expect(titleOf('event', { 'title.ro': 'Atelier' }, 'hu')).toBe('Atelier');
    expect(titlesOf('event', { 'title.ro': 'Atelier', 'title.hu': 'Műhely' })).toEqual({ hu: 'Műhely', ro: 'Atelier', en: 'Műhely' });
    expect(titleOf('visit', { day: '2010-05-25', 'summary.hu': 'Első mondat. Második.' }, 'en')).toBe('2010-05-25 Első mondat.');
    expect(subtitleOf('organisation', { address: { county: 'RO424' } }, 'hu')).toBe('Temes');
  });

  it('leave a check-in and a consent without a title instead of a bare table number or a code', () => {
    expect(titleOf('scan', { kind: 'in', station: '1' }, 'hu')).toBe('');
    expect(titleOf('consent', { purpose: 'portrait' }, 'ro')).toBe('');
  });

  it('find an organisation by any name of its town, by county, tag, phone and bare identifier, not by choices', () => {
    const words = searchKey(
      searchTextOf('organisation', {
        name: 'Exemplu SRL',
        kind: 'enterprise',
        address: { town: 'Timișoara', county: 'RO424' },
        phone: '+40256555101',
        'identifier/roTradeNumber': 'J35/1234/2009',
        'tag/solar': true,
        'tag/wind': null,
      }),
    ).split(' ');
    expect(words).toEqual(expect.arrayContaining(['temesvar', 'temes', 'timis', 'solar', '0256555101', 'j3512342009']));
    expect(words).not.toContain('wind');
    expect(words).not.toContain('enterprise');
  });

  it('find a tag by its names in all three languages and by its key, and one that somebody typed as it is', () => {
    const words = searchTextOf('organisation', { 'tag/solar': true, 'tag/district-heating': null, 'tag/napkollektor': true });
    expect(words).toBe('solar Napenergia Energie solară Solar energy napkollektor');
  });

  it.each([
    ['S.C. MODEL SOLAR S.R.L.', ['sc', 'srl']],
    ['Exemplu S. R. L', ['srl']],
    ['Példa Napelem Bt.', []],
    ['Kovács B. és Társa', []],
    ['A.B.C.D Impex', ['abcd']],
  ])('find %s by its abbreviations without their dots', (name, undotted) => {
    const spelled = searchKey(name).split(' ');
    const words = searchKey(searchTextOf('organisation', { name })).split(' ');
    expect(words.filter((word) => !spelled.includes(word))).toEqual(undotted);
  });
});
