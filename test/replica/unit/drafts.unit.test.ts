import { describe, expect, it } from 'vitest';
import { maxDraftsText } from '../../../src/exchange/sentinel.ts';
import { encode } from '../../../src/replica/codec.ts';
import type { Database } from '../../../src/replica/database.ts';
import { draftsText, rowsOfDrafts } from '../../../src/replica/drafts.ts';

const draft = (n: number, text: string) => ({ key: `visit/${n}`, type: 'visit', id: `${n}`, shown: {}, values: { text }, at: n });

/** A database whose drafts are these. */
const holding = (drafts: readonly object[]): Database => {
  const rows = drafts.map((each, at) => ({ key: `draft/${at}`, data: encode(each) }));
  const meta = { where: () => ({ startsWith: () => ({ toArray: async () => rows }) }) };
  return { meta } as unknown as Database; // Nothing else is asked of it.
};

describe('the text of what was begun, for the host', () => {
  it('gives back every draft, the latest first', async () => {
    const rows = rowsOfDrafts(await draftsText(holding([draft(1, 'Őszi'), draft(2, 'țară')])));
    expect(rows).toEqual([
      { key: 'draft/visit/2', data: encode(draft(2, 'țară')) },
      { key: 'draft/visit/1', data: encode(draft(1, 'Őszi')) },
    ]);
  });

  it('leaves out what is no draft, and the oldest where there is no room for all', async () => {
    const long = 'x'.repeat(maxDraftsText / 3);
    const text = await draftsText(holding([{ some: 'thing' }, ...[1, 2, 3, 4].map((n) => draft(n, long))]));
    expect(text.length).toBeLessThanOrEqual(maxDraftsText);
    expect(rowsOfDrafts(text).map(({ key }) => key)).toEqual(['draft/visit/4', 'draft/visit/3']);
  });

  it.each(['', '[', '{}', '[1, null, {"key":1}]'])('holds nothing where it cannot be read: %j', (text) => {
    expect(rowsOfDrafts(text)).toEqual([]);
  });
});
