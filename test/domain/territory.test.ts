import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatAddress } from '../../src/domain/addresses.ts';
import { readLegalForm } from '../../src/domain/legalForms.ts';
import { naceClassKey, parseNaceCode, sectionOf, successorsOf } from '../../src/domain/nace.ts';
import { otherNamesOf, placesBeginning } from '../../src/domain/places.ts';
import { languages } from '../../src/domain/recordTypes.ts';
import { borderTiles, counties, countiesOfPostcode } from '../../src/domain/territory.ts';
import { bothRanges, bothTimes, instantOf, isDay, zones } from '../../src/domain/times.ts';

describe('counties', () => {
  it('are twenty in Hungary and forty-two in Romania, the border ones on tiles', () => {
    expect(counties.filter(({ country }) => country === 'HU').length).toBe(20);
    expect(counties.filter(({ country }) => country === 'RO').length).toBe(42);
    expect(borderTiles.flat()).toEqual(['HU323', 'RO115', 'HU321', 'RO111', 'HU332', 'RO421', 'HU333', 'RO424']);
  });

  it.each(languages)('are called the same here and in the texts of %s', (language) => {
    const texts: unknown = JSON.parse(readFileSync(new URL(`../../locales/${language}/domain.json`, import.meta.url), 'utf8'));
    expect(texts).toHaveProperty('county', Object.fromEntries(counties.map(({ code, names }) => [code, names[language]])));
  });

  it('are guessed from a postcode where ranges allow it', () => {
    expect(countiesOfPostcode('HU', '6724')).toEqual(['HU333']);
    expect(countiesOfPostcode('HU', '4250')).toEqual(['HU321', 'HU323']);
    expect(countiesOfPostcode('RO', '012141')).toEqual([]);
  });
});

describe('places', () => {
  it('are known by their names on both sides and in German', () => {
    expect(otherNamesOf('timisoara')).toEqual(['Temesvár', 'Temeswar', 'Temeschburg']);
    expect(otherNamesOf('Seghedin')).toContain('Szeged');
  });

  it('are found by the beginning of a name and never by its middle', () => {
    const found = (text: string) => placesBeginning(text).map(({ place }) => place.name);
    expect(found('várad')).toContain('Oradea');
    expect(found('vár')).not.toContain('Timișoara');
    expect(found('temesv')).toEqual(['Timișoara']);
    expect(found('')).toEqual([]);
  });
});

describe('NACE codes', () => {
  it.each(['3511', '35.11', 'D35.11', 'D 35.11'])('are read from %s', (typed) => {
    expect(parseNaceCode('2', typed)).toEqual({ scheme: '2', code: '35.11' });
  });

  it('keep their leading zero and are refused where no division exists', () => {
    expect(parseNaceCode('2.1', '0111')?.code).toBe('01.11');
    expect([parseNaceCode('2', '34.11'), parseNaceCode('2.1', '45.11'), parseNaceCode('2', 'x')]).toEqual([null, null, null]);
  });

  it('lie in sections whose letters differ between the revisions', () => {
    expect([sectionOf({ scheme: '2', code: '64.19' }), sectionOf({ scheme: '2.1', code: '64.19' })]).toEqual(['K', 'L']);
    expect(naceClassKey({ scheme: '2.1', code: '35.12' })).toBe('naceClass.21.3512');
    expect(successorsOf('35.11')).toEqual(['35.11', '35.12']);
  });
});

describe('names and addresses of organisations', () => {
  it.each([
    ['Minta Energia Kft.', 'HU', 'Minta Energia', 'Kft.'],
    ['Próba Távhő Nonprofit Kft.', 'HU', 'Próba Távhő', 'Nonprofit Kft.'],
    ['Teszt Egyesület', 'HU', 'Teszt', 'Egyesület'],
    ['S.C. MODEL SOLAR S.R.L.', 'RO', 'MODEL SOLAR', 'SRL'],
    ['Asociaţia Probă', 'RO', 'Probă', 'Asociația'],
  ] as const)('read the legal form of %s', (name, country, stem, form) => {
    expect(readLegalForm(name, country)).toEqual({ stem, form });
  });

  it('write an address in the order of its country', () => {
    expect(formatAddress({ postcode: '6720', town: 'Szeged', street: 'Minta utca 11.', county: 'HU333' }, 'HU')).toBe(
      '6720 Szeged, Minta utca 11.',
    );
    expect(formatAddress({ postcode: '300115', town: 'Timișoara', street: 'Str. Eroilor nr. 12', county: 'RO424' }, 'RO')).toBe(
      'Str. Eroilor nr. 12, 300115 Timișoara, jud. Timiș',
    );
  });
});

describe('times', () => {
  it('show both sides, the side of the event first', () => {
    const at = instantOf('2012-01-31', '15:05', zones.RO);
    expect(bothTimes(at, zones.RO).map(({ country, clock }) => `${country} ${clock}`)).toEqual(['RO 15:05', 'HU 14:05']);
    expect(new Date(at).toISOString()).toBe('2012-01-31T13:05:00.000Z');
  });

  it('read the hour that comes twice as its first and move the hour that never comes', () => {
    expect(new Date(instantOf('2026-10-25', '02:30', zones.HU)).toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(new Date(instantOf('2026-03-29', '02:30', zones.HU)).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  it('know which days exist', () => {
    expect(['2024-02-29', '2023-02-29', '2023-13-01', '23-01-01'].map(isDay)).toEqual([true, false, false, false]);
  });

  it('say that it is another day beyond the border when something begins there', () => {
    const range = (clock: string, zone: string) => bothRanges(instantOf('2026-05-07', clock, zone), null, zone)[1];
    expect(range('23:30', zones.HU)).toEqual({ country: 'RO', range: '00:30', begins: 'dayAfter' });
    expect(range('00:30', zones.RO)).toEqual({ country: 'HU', range: '23:30', begins: 'dayBefore' });
    expect(range('22:30', zones.HU)).toEqual({ country: 'RO', range: '23:30', begins: 'sameDay' });
  });
});
