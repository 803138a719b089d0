import { describe, expect, it } from 'vitest';
import { isRecordId } from '../../../../src/base/ids.ts';
import type { Values } from '../../../../src/domain/values.ts';
import { sourceLanguageOf, translationNotes } from '../../../../src/renderer/features/directory/translationSources.ts';
import type { RecordView } from '../../../../src/replica/api.ts';

const id = '01935a10-0000-7000-8000-000000000001';

const viewOf = (values: Values, writtenIn: Readonly<Record<string, number>>): RecordView => {
  if (!isRecordId(id)) throw new Error('not an id');
  const by = (n: number) => ({ author: 'Minta Anna', office: 'Szeged', at: n, run: 'r', n, own: true });
  return {
    type: 'organisation',
    id,
    values,
    rivals: [],
    waits: null,
    seen: {},
    deleted: false,
    erased: false,
    versions: {},
    changedBy: Object.fromEntries(Object.entries(writtenIn).map(([path, n]) => [path, by(n)])),
    outdated: [],
    joinedTo: null,
    joined: [],
    joinedEdits: [],
    deletedBy: null,
    contested: null,
    late: null,
    erasedPeople: [],
  };
};

describe('translations of a description', () => {
  const together = viewOf({ 'summary.hu': 'egy', 'summary.ro': 'unu' }, { 'summary.hu': 4, 'summary.ro': 4 });

  it('belong to the former wording of the text that is rewritten', () => {
    expect(translationNotes(together, { 'summary.hu': 'kettő' })).toEqual({ 'summary.ro~from': { path: 'summary.hu', run: 'r', n: 4 } });
  });

  it('note the newest other text when they are added', () => {
    expect(translationNotes(together, { 'summary.en': 'one' })).toEqual({ 'summary.en~from': { path: 'summary.hu', run: 'r', n: 4 } });
  });

  it('follow their source anew when they are rewritten after it', () => {
    const later = viewOf(
      { 'summary.hu': 'kettő', 'summary.ro': 'unu', 'summary.ro~from': { path: 'summary.hu', run: 'r', n: 4 } },
      { 'summary.hu': 5, 'summary.ro': 4 },
    );
    expect(translationNotes(later, { 'summary.ro': 'doi' })).toEqual({ 'summary.ro~from': { path: 'summary.hu', run: 'r', n: 5 } });
    expect(translationNotes(later, { 'summary.hu': 'három' })).toEqual({});
    expect(sourceLanguageOf(later.values, 'ro')).toBe('hu');
  });

  it('need no note where all texts are written at once or the record is new', () => {
    expect(translationNotes(together, { 'summary.hu': 'kettő', 'summary.ro': 'doi' })).toEqual({});
    expect(translationNotes(null, { 'summary.hu': 'egy' })).toEqual({});
  });
});
