import { describe, expect, it } from 'vitest';
import { createRecordId } from '../../../../src/base/ids.ts';
import { sampleRecords } from '../../../../src/domain/sample.ts';
import { sampleChanges, withFile } from '../../../../src/renderer/features/start/sources.ts';

const now = Date.UTC(2026, 10, 24);
const id = createRecordId(
  () => now,
  (length) => new Uint8Array(length).fill(7),
);

const offices = (country: string, name: string) => sampleChanges(now, { id, name, country }).filter((change) => change.type === 'office');

describe('the sample of the first start', () => {
  it('adds only the other founding office, because this one is set up already', () => {
    expect(offices('HU', 'Szeged')).toHaveLength(1);
    expect(offices('RO', 'Timișoara')).toHaveLength(1);
    expect(offices('HU', 'Debrecen')).toHaveLength(2);
  });

  it('lets nothing refer to the office that was left out', () => {
    const twin = sampleRecords(now).find((record) => record.type === 'office' && record.values.name === 'Szeged');
    const text = JSON.stringify(sampleChanges(now, { id, name: 'Szeged', country: 'HU' }));
    expect(twin).toBeDefined();
    expect(text).not.toContain(twin?.id);
  });

  it('marks every record, so that it can be removed in one step', () => {
    for (const change of sampleChanges(now, { id, name: 'Debrecen', country: 'HU' }))
      expect(change.kind === 'set' && change.set.sample).toBe(true);
  });
});

it('a bundle that has been checked leaves what was chosen meanwhile alone', () => {
  expect(withFile({ source: 'empty', file: null }, null)).toEqual({ source: 'empty', file: null });
});
