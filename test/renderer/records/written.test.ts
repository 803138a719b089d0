import { describe, expect, it } from 'vitest';
import type { RecordId } from '../../../src/base/ids.ts';
import type { Json } from '../../../src/base/json.ts';
import { textsIn } from '../../../src/domain/combine.ts';
import type { RecordType } from '../../../src/domain/recordTypes.ts';
import { baseOf, fieldToWrite, isPersonalNumber, writtenValue } from '../../../src/renderer/records/another/written.ts';
import type { RivalEntry } from '../../../src/replica/api.ts';

const by = { author: 'Minta Anna', office: 'Szeged', at: 0, run: 'a', n: 1, own: true };

const question = (type: RecordType, path: string, values: readonly Json[], others: Readonly<Record<string, Json>> = {}): RivalEntry => ({
  kind: 'values',
  type,
  id: 'x' as RecordId,
  path,
  values: others,
  seen: {},
  versions: values.map((value) => ({ value, by })),
  editedBy: null,
  broughtBackBy: null,
  duplicate: null,
});

const begun = (entry: RivalEntry, value: Json) => ({ entry, texts: textsIn(entry.type, entry.path, value), value, isTouched: true });

describe('another value than those that wait', () => {
  it.each([
    ['organisation', 'memberSince', [2009, 2010]],
    ['organisation', 'kind', ['civil', 'chamber']],
    ['organisation', 'address', [{ town: 'Makó' }, { town: 'Arad' }]],
    ['event', 'venue', [{ town: 'Makó' }, null]],
    ['visit', 'day', ['2010-05-25', '2010-05-26']],
    ['visit', 'from', ['09:00', '10:00']],
    ['visit', 'host', [null, null]],
    ['person', 'name', [{ family: 'Minta' }, { family: 'Példa' }]],
  ] as const)('is written in the input of the field: %s %s', (type, path, values) => {
    expect(fieldToWrite(question(type, path, values))?.name).toBe(path);
  });

  it.each([
    ['organisation', 'country', ['HU', 'RO']],
    ['event', 'zone', ['Europe/Budapest', 'Europe/Bucharest']],
    ['event', 'public', [true, false]],
    ['organisation', 'tag/solar', [true, null]],
    ['organisation', 'sameAs', [null, null]],
    ['attachment', 'file', [{ sha256: 'a' }, { sha256: 'b' }]],
    ['scan', 'at', [1, 2]],
  ] as const)('is not offered where there is none, or none to be typed: %s %s', (type, path, values) => {
    expect(fieldToWrite(question(type, path, values))).toBeNull();
  });

  it('begins from the first value that says anything', () => {
    expect(baseOf(question('organisation', 'memberSince', [null, 2010]))).toBe(2010);
  });

  it('is stored as the form stores it', () => {
    const phone = question('organisation', 'phone', ['+40256100111', '+40256100222'], { country: 'RO' });
    expect(writtenValue(begun(phone, '0256 100 333'))).toBe('+40256100333');
    const name = question('organisation', 'name', ['A', 'B'], { country: 'RO' });
    expect(writtenValue(begun(name, 'Timis\u0327oara SRL'))).toBe('Timișoara SRL');
    expect(writtenValue(begun(phone, 'holnaptól'))).toBe('holnaptól');
    expect(writtenValue(begun(phone, '  '))).toBeNull();
    expect(writtenValue(begun(question('organisation', 'memberSince', [2009, 2010]), 2011))).toBe(2011);
  });

  it('is never the personal number of somebody', () => {
    const code = question('organisation', 'identifier/roFiscalCode', ['RO999990011', '999990012'], { country: 'RO' });
    expect(isPersonalNumber(begun(code, '1630615123457'))).toBe(true);
    expect(isPersonalNumber(begun(code, 'RO999990013'))).toBe(false);
  });
});
