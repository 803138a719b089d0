import { expect, it } from 'vitest';
import type { ExchangeEntry } from '../../../src/replica/api.ts';
import type { Database } from '../../../src/replica/database.ts';
import { noFacts } from '../../../src/replica/facts.ts';
import { outgoingRow, withOutgoing } from '../../../src/replica/store.ts';

const noon = 1_795_000_000_000;
const tenYears = 10 * 365 * 24 * 3_600_000;

const entry = (sha256: string, at: number, direction: ExchangeEntry['direction'] = 'in'): ExchangeEntry => ({
  ...{ at, direction, office: 'Timișoara', fileName: '', records: 1, changed: 1, rivals: 0, sha256 },
});

const together = async (journal: readonly ExchangeEntry[], noted: readonly ExchangeEntry[]): Promise<readonly string[]> => {
  const row = outgoingRow({ ...noFacts, exchanges: noted });
  const db = { meta: { get: async () => row } } as unknown as Database; // Nothing else is asked of it.
  return (await withOutgoing(db, { ...noFacts, exchanges: journal })).exchanges.map(({ sha256 }) => sha256);
};

const [first, ahead, sent, last] = [
  entry('first', noon),
  entry('ahead', noon + tenYears),
  entry('sent', noon + 2, 'out'),
  entry('last', noon + 3),
];

it('puts what was exchanged in the order in which it was, also where the clock was years ahead for a while', async () => {
  expect(await together([last, ahead, first], [sent, ahead, first]), 'the journal has gone on since').toEqual([
    'last',
    'sent',
    'ahead',
    'first',
  ]);
  expect(await together([first], [sent, ahead, first]), 'the journal was folded before').toEqual(['sent', 'ahead', 'first']);
  expect(await together([last, sent, ahead, first], [sent, ahead, first]), 'it was folded since').toEqual([
    'last',
    'sent',
    'ahead',
    'first',
  ]);
  expect(await together([last, ahead, first], [])).toEqual(['last', 'ahead', 'first']);
});

it('takes no receipt that was let go of since for one that came later', async () => {
  const receipt = { ...entry('receipt', noon - 1), changed: 0 };
  expect(await together([receipt, first], [sent, first])).toEqual(['sent', 'first', 'receipt']);
  expect(await together([receipt], [sent])).toEqual(['sent', 'receipt']);
  expect(await together([{ ...receipt, at: noon + 3 }, first], [sent, first])).toEqual(['receipt', 'sent', 'first']);
});

it('keeps what was let go of in the one and not in the other at the end', async () => {
  expect(await together([ahead, first], [sent, ahead])).toEqual(['sent', 'ahead', 'first']);
});
