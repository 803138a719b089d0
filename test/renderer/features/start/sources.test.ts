import { describe, expect, it } from 'vitest';
import { createRecordId } from '../../../../src/base/ids.ts';
import { err, ok } from '../../../../src/base/result.ts';
import { sampleRecords } from '../../../../src/domain/sample.ts';
import { begin, sampleChanges, withFile } from '../../../../src/renderer/features/start/sources.ts';
import type { Identity, RecordChange, ReplicaApi } from '../../../../src/replica/api.ts';

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

/** A store whose disk is full at the first commit after it was set up. */
const fullOnce = () => {
  const told: unknown[] = [];
  let identity: Identity | null = null;
  const replica = {
    identity: async () => identity,
    setUp: async ({ author, office }: { author: string; office: { name: string; country: string } }) => {
      identity = { author, office: { id, ...office } } as unknown as Identity;
      return ok(identity);
    },
    rows: async () => [{ type: 'office', id, values: {}, rivals: [], waits: null, seen: { name: ['a'] } }],
    commit: async (changes: readonly RecordChange[]) => {
      told.push(changes[0]);
      return told.length === 1 ? err({ type: 'notSaved', reason: 'full' }) : ok({});
    },
    changeIdentity: async (who: unknown) => {
      told.push(who);
      return ok(identity);
    },
  } as unknown as ReplicaApi; // Nothing else is asked of it.
  return { replica, told };
};

it('what is changed between a first press that failed and a second one counts', async () => {
  const { replica, told } = fullOnce();
  const sample = { source: 'sample', file: null } as const;
  const first = await begin(replica, sample, { author: 'Minta Ana', office: { name: 'Szeged', country: 'HU' } }, now);
  expect(first.ok).toBe(false);
  const arad = { name: 'Aradul Nou Sud-Şega', country: 'RO' } as const;
  const second = await begin(replica, sample, { author: 'Minta Anna', office: arad }, now);
  expect(second.ok).toBe(true);
  const renamed = { name: 'Aradul Nou Sud-Șega', country: 'RO' };
  expect(told[1]).toEqual({ kind: 'set', type: 'office', id, set: renamed, shown: { name: ['a'] } });
  expect(told[2]).toEqual({ author: 'Minta Anna', office: id });
});
