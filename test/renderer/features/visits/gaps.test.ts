import { describe, expect, it } from 'vitest';
import { gapsOfForm } from '../../../../src/renderer/features/visits/form/gaps.ts';

describe('what a visit still needs', () => {
  it('leads to the section and the input, and names the finding by its number', () => {
    const visit = {
      host: 'h',
      day: '2026-11-20',
      'summary.hu': 'Napelempark',
      'finding/a': { title: 'Távfelügyelet', measure: '4 óra' },
      'finding/b': { title: 'Közös képzés' },
    };
    expect(gapsOfForm(visit)).toEqual([
      { what: 'measure', section: 'findings', field: 'finding/b>measure', finding: 'b', number: 2 },
      { what: 'followUp', section: 'followUps', field: 'followUp', finding: null, number: null },
    ]);
  });

  it('begins with host and day', () => {
    expect(gapsOfForm({}).map(({ section }) => section)).toEqual(['basics', 'basics', 'saw', 'followUps']);
  });
});
