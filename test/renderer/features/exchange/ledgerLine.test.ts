import { describe, expect, it, vi } from 'vitest';
import { createRecordId } from '../../../../src/base/ids.ts';
import { ledgerLine, missingRange } from '../../../../src/renderer/features/exchange/ledgerLine.ts';
import { i18n, startI18n } from '../../../../src/renderer/i18n/i18n.ts';
import type { OfficeLedger } from '../../../../src/replica/api.ts';

const now = Date.UTC(2026, 10, 23, 12);
const day = 86_400_000;
const id = createRecordId(
  () => now,
  (length) => new Uint8Array(length),
);
const gap = (from: number, to: number) => ({ run: 'r', office: 'Oradea', author: 'Ana', from, to });

const office = (facts: Partial<OfficeLedger>): OfficeLedger => ({
  office: { id, name: 'Oradea', country: 'RO' },
  seen: {},
  isOwn: false,
  retired: null,
  machines: [],
  givenUp: [],
  lastHeardAt: now - day,
  notSeenThere: {},
  deletionsNotSeenThere: 0,
  share: 1,
  lastBundle: null,
  broken: [],
  missingHere: [],
  originals: null,
  ...facts,
});

describe('the line of an office', () => {
  it('names the originals of photos where the office has said which it lacks, and there are any', () => {
    expect(ledgerLine(office({ originals: { has: 13, of: 15 } }), now).originals).toEqual({ has: 13, of: 15 });
    expect(ledgerLine(office({ originals: { has: 0, of: 0 } }), now).originals).toBe(null);
    expect(ledgerLine(office({}), now).originals).toBe(null);
  });

  it('expects nothing of an office that takes no part any more', () => {
    expect(ledgerLine(office({ retired: 'marked', notSeenThere: { visit: 4 } }), now).state).toBe('retired');
  });

  it('names visits before anything else and counts what it does not name', () => {
    const line = ledgerLine(office({ notSeenThere: { attachment: 7, organisation: 3, visit: 14, person: 2, event: 0 } }), now);
    expect(line).toMatchObject({
      state: 'unseen',
      unseen: [
        { kind: 'visit', count: 14 },
        { kind: 'organisation', count: 3 },
      ],
      further: 9,
    });
  });

  it('counts record types of a newer version together', () => {
    expect(ledgerLine(office({ notSeenThere: { drone: 2, __proto__x: 1 } }), now).unseen).toEqual([{ kind: 'other', count: 3 }]);
  });

  it('counts deletions as deletions, after everything that is still there', () => {
    const line = ledgerLine(office({ notSeenThere: { visit: 2 }, deletionsNotSeenThere: 40 }), now);
    expect(line.unseen).toEqual([
      { kind: 'visit', count: 2 },
      { kind: 'deletion', count: 40 },
    ]);
    expect(ledgerLine(office({ deletionsNotSeenThere: 1 }), now).state).toBe('unseen');
  });

  it('speaks of missing changes when everything of ours has been seen', () => {
    expect(ledgerLine(office({ missingHere: [gap(120, 180)] }), now)).toMatchObject({ state: 'gap', gap: { range: '120–180', count: 61 } });
  });

  it('speaks of silence after a week and not before', () => {
    expect(ledgerLine(office({ lastHeardAt: now - 9 * day }), now).state).toBe('late');
    expect(ledgerLine(office({ lastHeardAt: now - 6 * day }), now).state).toBe('seen');
  });
});

describe('missing ranges', () => {
  it('are written as ranges and single numbers', () => {
    expect(missingRange([gap(120, 180), gap(195, 195)])).toEqual({ range: '120–180, 195', count: 62 });
  });

  it.each([
    ['en', 'Its change 2 has not reached you', 'Its changes 2–3 have not reached you'],
    ['hu', 'Nem érkezett meg innen ez a módosítás: 2', 'Nem érkeztek meg innen ezek a módosítások: 2–3'],
    ['ro', 'Nu a sosit de acolo modificarea 2', 'Nu au sosit de acolo modificările 2–3'],
  ])('are told in one sentence for a single change and another for several (%s)', async (language, one, several) => {
    vi.stubGlobal('document', { documentElement: { lang: '' } });
    await startI18n('en');
    await i18n.changeLanguage(language);
    const t = i18n.getFixedT(language, 'exchange');
    expect([gap(2, 2), gap(2, 3)].map((each) => t('seen.gap', missingRange([each])))).toEqual([one, several]);
  });
});
