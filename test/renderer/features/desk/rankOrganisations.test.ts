import { describe, expect, it } from 'vitest';
import { createRecordId } from '../../../../src/base/ids.ts';
import { rankOrganisations } from '../../../../src/renderer/features/desk/rankOrganisations.ts';
import type { Row } from '../../../../src/replica/api.ts';

const id = createRecordId(
  () => 1,
  (length) => new Uint8Array(length),
);
const row = (name: string, town: string): Row => ({
  type: 'organisation',
  id,
  values: { name, address: { town } },
  rivals: [],
  waits: null,
  seen: {},
});

describe('the organisations a walk-in may come from', () => {
  it('begin with names that begin as typed, then towns by any of their names, then all others', () => {
    const rows = [
      row('Exemplu Energie SRL', 'Timișoara'),
      row('Banca Temesiana', 'Arad'),
      row('Temes-Solar Kft.', 'Szeged'),
      row('Vent SRL', 'Timișoara'),
      row('Asociația Temes', 'Oradea'),
      row('Másik Kft.', 'Makó'),
    ];
    expect(rankOrganisations(rows, 'TEMES').map(({ values }) => values.name)).toEqual([
      'Temes-Solar Kft.',
      'Banca Temesiana',
      'Asociația Temes',
      'Exemplu Energie SRL',
      'Vent SRL',
      'Másik Kft.',
    ]);
  });
});
