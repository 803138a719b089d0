import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/base/json.ts';
import type { PackedLive, RunId, Version } from '../../../src/crdt/types.ts';
import { listRows } from '../../../src/replica/query.ts';
import { createShelf, placeRecords, type Shelf } from '../../../src/replica/shelf.ts';
import { isWaiting } from '../../../src/replica/waitingSlots.ts';
import { recordId } from '../records.ts';

const here = 'a'.repeat(20) as RunId;
const there = 'b'.repeat(20) as RunId;
const runs = new Map();

const record = (n: number, f: Record<string, Json>, r?: Record<string, readonly Version[]>): PackedLive => ({
  type: 'organisation',
  id: recordId(n),
  f,
  s: { '': [here, n, n] },
  seen: { [here]: n, [there]: 1 },
  ...(r && { r }),
});

/** The second is joined to the first by somebody who had seen of it what `here` wrote; `there` has written its phone number. */
const joined = (phone: string | null): PackedLive => {
  const base = record(2, { name: 'Minta SRL', sameAs: recordId(1), '#joined': { [here]: 2 } });
  return phone === null ? base : { ...base, f: { ...base.f, phone }, s: { ...base.s, phone: [there, 1, 9] } };
};

const shelfWith = (...records: readonly PackedLive[]): Shelf => {
  const shelf = createShelf('organisation');
  placeRecords(shelf, records, runs);
  return shelf;
};
const differing = async (shelf: Shelf) => {
  const asked = { type: 'organisation', where: [{ path: '#waits', any: true }], locale: 'hu', offset: 0, limit: 9 } as const;
  const { total, rows } = await listRows(shelf, { ...asked, counts: { chip: asked.where } });
  return { total, rows: rows.map((row) => [row.id, row.waits]) };
};
const other: Version = { v: 'x', s: [there, 1, 5] };

describe('a record waits for a decision', () => {
  it('while it holds differing values', async () => {
    expect(await differing(shelfWith(record(1, { name: 'Egy' }, { name: [other] }), record(3, { name: 'Három' })))).toEqual({
      total: 1,
      rows: [[recordId(1), 'values']],
    });
  });

  it('while something differs that was written into a record joined to it', async () => {
    const shelf = shelfWith(record(1, { name: 'Minta', phone: '1' }), joined('2'));
    expect(await differing(shelf)).toEqual({ total: 1, rows: [[recordId(1), 'joined']] });
    placeRecords(shelf, [record(1, { name: 'Minta', phone: '2' })], runs);
    expect(await differing(shelf)).toEqual({ total: 0, rows: [] });
    placeRecords(shelf, [joined('3')], runs);
    expect((await differing(shelf)).total).toBe(1);
    placeRecords(shelf, [{ ...joined('3'), f: { ...joined('3').f, sameAs: null } }], runs);
    expect((await differing(shelf)).total).toBe(0);
  });

  it('while somebody has edited it who did not know that it was deleted', async () => {
    const base = record(1, { name: 'Egy', '#del': { del: true, saw: {} } });
    const edited: PackedLive = { ...base, s: { ...base.s, '#del': [there, 1, 9] } };
    expect(await differing(shelfWith(edited))).toEqual({ total: 1, rows: [[recordId(1), 'editAgainstDelete']] });
  });

  it('not for what whoever joined the records had seen', async () => {
    expect((await differing(shelfWith(record(1, { name: 'Más név' }), joined(null)))).total).toBe(0);
  });

  it('not for what the program notes for itself', () => {
    const shelf = shelfWith(
      record(1, { name: 'Egy', 'summary.ro~from': 'y', sample: true }, { 'summary.ro~from': [other], sample: [other] }),
    );
    expect(isWaiting(shelf, 0)).toBe(false);
  });
});
