import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordId } from '../../../src/base/ids.ts';
import type { Json } from '../../../src/base/json.ts';
import type { PackedRecord, RunId, Stamp } from '../../../src/crdt/types.ts';
import { createPartsBuilder, type LooseSegment } from '../../../src/replica/search/parts.ts';

const run = 'x6g3okkd42d5qztdoamq' as RunId;
const stamp: Stamp = [run, 1, 1767600060000];
const id = '0135310f-9800-7edb-9d88-324344fe6a79' as RecordId;

const anyText = fc.oneof(
  fc.constantFrom(
    'Őszi "Kör" Kft.',
    'a\\b',
    'Șoimii\n\tdin',
    'ﬃ ﷺ',
    '☎ +36',
    '🌞nap',
    'Délőhő – «Кабел»',
    '',
    ' ',
    'ß2 2030',
    '\u2028x',
    'ŉ',
  ),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => text.isWellFormed()),
);
const anyPath = fc.constantFrom(
  'name',
  'place',
  'summary.hu',
  'summary.ro',
  'phone',
  'email',
  'address',
  'tag/solar',
  'tag/a"b',
  'nace/2.1:27.11',
  'identifier/huTaxNumber',
  'memberSince',
  'country',
  'network',
  'file',
  'thumbnail',
  'unknown',
  'constructor',
  'őszi',
  '#deleted',
);
const anyValue: fc.Arbitrary<Json> = fc.oneof(
  anyText,
  anyText,
  fc.constantFrom(null, true, false, 2009, 1.5, '+40256018117', '90000016-1-09', [], ['x', { y: '}' }], {}),
  fc.record({ town: fc.constantFrom('Szeged', 'Timișoara', 'Temesvár'), county: fc.constantFrom('HU333', 'RO424', 'x'), street: anyText }),
);
const anyFields = fc
  .uniqueArray(fc.tuple(anyPath, anyValue), { maxLength: 12, selector: ([path]) => path })
  .map((entries) => Object.fromEntries(entries));
const anyType = fc.constantFrom('organisation', 'organisation', 'office', 'attachment', 'meeting', 'person', 'visit', 'later');
const anyRecord = fc.tuple(anyType, anyFields, fc.constantFrom('live', 'rival', 'erased')).map(([type, f, kind]): PackedRecord => {
  if (kind === 'erased') return { type, id, erased: stamp, seen: { [run]: 1 } };
  const r = kind === 'rival' ? { r: { name: [{ v: 'Rivális "f":{"name":"x"}', s: stamp }] } } : {};
  return { type, id, f, s: { '': stamp }, ...r, seen: { [run]: 1 } };
});
const anyRecords = fc.array(anyRecord, { maxLength: 80 });

const parsed = (records: readonly PackedRecord[]): readonly LooseSegment[] => {
  const parts = createPartsBuilder();
  for (const record of records) parts.add(record);
  return parts.finish();
};

const readFrom = (json: string): readonly LooseSegment[] => {
  const parts = createPartsBuilder();
  const bytes = new TextEncoder().encode(json);
  for (let at = 0; at >= 0; ) at = parts.addJson(bytes, at);
  return parts.finish();
};

describe('the words of records', () => {
  it('are the same whether they are read from objects, from the lines of a bundle, from a page or from JSON written otherwise', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        const expected = parsed(records);
        expect(readFrom(`[${records.map((record) => JSON.stringify(record)).join(',\n')}]`)).toEqual(expected);
        expect(readFrom(JSON.stringify({ records, past: {} }))).toEqual(expected);
        expect(readFrom(`[${records.map((record) => JSON.stringify(record, null, 1).replaceAll('\n', ' ')).join(', ')}]`)).toEqual(
          expected,
        );
        expect(readFrom(`[${records.map((record) => JSON.stringify(record).replace(/[^ -~]/gu, escaped)).join(',')}]`)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('are told apart where two paths have the same hash', () => {
    const tags = ['tag/umgcmokx', 'tag/xcfvdvor', 'tag/pdztaffa', 'tag/dqcgsmqc'];
    const records = tags.map(
      (tag): PackedRecord => ({ type: 'organisation', id, f: { [tag]: true }, s: { '': stamp }, seen: { [run]: 1 } }),
    );
    expect(readFrom(JSON.stringify(records))).toEqual(parsed(records));
    expect(parsed(records)[0]?.segment.postings).toHaveLength(tags.length);
  });

  it('are those of the name where they stand in the name too, wherever among the fields it is', () => {
    const record: PackedRecord = {
      type: 'organisation',
      id,
      f: { address: { town: 'Szeged' }, name: 'Szeged Kör' },
      s: { '': stamp },
      seen: { [run]: 1 },
    };
    const [part] = readFrom(JSON.stringify([record]));
    const postings = part?.segment.postings ?? [];
    expect([...postings].filter((posting) => posting === 1)).toHaveLength(2);
  });
});

const escaped = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
