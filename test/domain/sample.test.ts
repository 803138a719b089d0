import { describe, expect, it } from 'vitest';
import { isRecordId } from '../../src/base/ids.ts';
import { fieldsOf } from '../../src/domain/fields.ts';
import { generateRecords } from '../../src/domain/generator.ts';
import { sectionOf } from '../../src/domain/nace.ts';
import { languages } from '../../src/domain/recordTypes.ts';
import { sampleRecords } from '../../src/domain/sample.ts';
import { titleOf } from '../../src/domain/titles.ts';
import { validate } from '../../src/domain/validation.ts';
import { elementsOf, type NewRecord, textAt } from '../../src/domain/values.ts';

const now = Date.UTC(2026, 10, 24, 8);
const sample = sampleRecords(now);
const small = { organisations: 300, events: 5, registrations: 100, visits: 40, seed: 7 };
const generated = [...generateRecords(small)];

const fieldNamed = (path: string): string => path.replace(/[/.].*$/s, '');

/** Ids that a record points to. */
const pointsTo = ({ type, values }: NewRecord): readonly string[] =>
  fieldsOf[type]
    .filter(({ kind, to }) => kind === 'reference' || to !== undefined)
    .flatMap(({ kind, name }) => (kind === 'set' ? elementsOf(values, name) : [textAt(values, name)]))
    .filter((id) => id !== '');

describe.each([
  ['the sample set', sample],
  ['generated records', generated],
])('%s', (_name, records) => {
  it('has ids that are valid and its own', () => {
    expect(records.filter(({ id }) => !isRecordId(id))).toEqual([]);
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  });

  it('passes validation without an error or a warning', () => {
    const odd = records.map((record) => ({ id: record.id, found: validate(record.type, record.values) }));
    expect(odd.filter(({ found }) => found.errors.length > 0 || found.warnings.length > 0)).toEqual([]);
  });

  it('uses known fields only', () => {
    const unknown = records.flatMap(({ type, values }) =>
      Object.keys(values).filter((path) => !fieldsOf[type].some(({ name }) => name === fieldNamed(path))),
    );
    expect(unknown).toEqual([]);
  });

  it('points only to records of its own', () => {
    const ids = new Set<string>(records.map(({ id }) => id));
    expect(records.flatMap(pointsTo).filter((id) => !ids.has(id))).toEqual([]);
  });

  it('is the same again', () => {
    expect(records === sample ? sampleRecords(now) : [...generateRecords(small)]).toEqual(records);
  });

  it('writes comma below and double acute', () => {
    expect(JSON.stringify(records)).not.toMatch(/[şŞţŢõÕûÛ]/);
  });
});

describe('the sample set', () => {
  const organisations = sample.filter(({ type }) => type === 'organisation');

  it('holds sixty organisations, and no identifier for the two founders', () => {
    expect(organisations.length).toBe(60);
    const founders = organisations.filter(
      ({ values }) => values['tag/network'] === true && String(values['summary.en']).includes('keep.eu'),
    );
    expect(founders.map(({ values }) => elementsOf(values, 'identifier'))).toEqual([[], []]);
  });

  it('marks every record as sample', () => {
    expect(sample.filter(({ values }) => values.sample !== true)).toEqual([]);
  });

  it('puts each organisation into the section of its class', () => {
    for (const { values } of organisations) {
      for (const element of elementsOf(values, 'nace')) expect(sectionOf({ scheme: '2.1', code: element.slice(4) })).toBe(values.sector);
    }
  });

  it('opens the exhibition on a working day within a week, whatever day it is', () => {
    for (let day = 0; day < 14; day += 1) {
      const at = now + day * 86_400_000;
      const exhibition = sampleRecords(at).find(({ values }) => values.kind === 'exhibition');
      const start = Number(exhibition?.values.start);
      expect(start - at).toBeGreaterThan(0);
      expect(start - at).toBeLessThan(7 * 86_400_000);
      expect([1, 2, 3, 4, 5]).toContain(new Date(start).getUTCDay());
    }
  });

  it('has a title for every record but check-ins and consents in every language', () => {
    const named = sample.filter(({ type }) => type !== 'scan' && type !== 'consent');
    const untitled = named.filter(({ type, values }) => languages.some((language) => titleOf(type, values, language) === ''));
    expect(untitled).toEqual([]);
  });
});

describe('generateRecords', () => {
  it('makes as many records of each type as planned', () => {
    const count = (type: string) => generated.filter((record) => record.type === type).length;
    expect([count('organisation'), count('event'), count('registration'), count('visit')]).toEqual([300, 5, 100, 40]);
  });

  it('makes other records from another seed', () => {
    const [other] = [...generateRecords({ ...small, organisations: 1, seed: 8 })];
    expect(other?.values).not.toEqual(generated[0]?.values);
  });
});
