import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { PackedRecord } from '../../src/crdt/types.ts';
import { completeHeader } from '../../src/exchange/format.ts';
import { createWebHash } from '../../src/exchange/hash.ts';
import { bundleBytes, countRecords, writeBundle } from '../../src/exchange/write.ts';
import { draftHeader, organisation } from './samples.ts';

const collect = async (portions: AsyncIterable<Uint8Array>): Promise<Buffer[]> => {
  const all: Buffer[] = [];
  for await (const portion of portions) all.push(Buffer.from(portion));
  return all;
};

const many = function* (count: number): Generator<PackedRecord> {
  for (let index = 0; index < count; index += 1) yield organisation(index, `Példa ${index} ${'ő'.repeat(200)}`);
};

describe('a written bundle', () => {
  it('is one JSON document with one record a line', async () => {
    const { bytes } = await bundleBytes(draftHeader(), [...many(3)], createWebHash);
    const text = new TextDecoder().decode(bytes);
    expect(JSON.parse(text)).toMatchObject({
      format: 'interreg-cluster/bundle',
      version: 1,
      records: [...many(3)],
      footer: { records: 3 },
    });
    expect(text.split('\n').map((line) => line.slice(0, 8))).toEqual(['{"format', '{"type":', '{"type":', '{"type":', '],"foote', '']);
  });

  it('has a hash over every byte before the last line', async () => {
    const { bytes, sha256 } = await bundleBytes(draftHeader(), [...many(3)], createWebHash);
    const body = Buffer.from(bytes.subarray(0, bytes.lastIndexOf(10, -2) + 1));
    expect(sha256).toBe(createHash('sha256').update(body).digest('hex'));
    expect(JSON.parse(new TextDecoder().decode(bytes)).footer.sha256).toBe(sha256);
  });

  it('is the same at once, in portions and gzipped', async () => {
    const { bytes, header } = await bundleBytes(draftHeader(), [...many(3000)], createWebHash);
    const toWrite = () => ({ header, records: many(3000), createHash: createWebHash });
    const portions = await collect(writeBundle(toWrite()));
    expect(portions.length).toBeGreaterThan(3);
    expect(Buffer.concat(portions).equals(bytes)).toBe(true);
    expect(gunzipSync(Buffer.concat(await collect(writeBundle({ ...toWrite(), gzip: true })))).equals(bytes)).toBe(true);
  });

  it('does not depend on the order of a record’s members', async () => {
    const [record] = many(1);
    const turned = Object.fromEntries(Object.entries(record ?? {}).reverse()) as PackedRecord;
    const write = async (one: PackedRecord) => (await bundleBytes(draftHeader(), [one], createWebHash)).sha256;
    expect(await write(turned)).toBe(await write(organisation(0, `Példa 0 ${'ő'.repeat(200)}`)));
  });

  it('never leaves with a count that does not hold, plain or gzipped', async () => {
    const header = completeHeader(draftHeader(), countRecords(many(4)));
    for (const gzip of [false, true]) {
      await expect(collect(writeBundle({ header, records: many(3), createHash: createWebHash, gzip }))).rejects.toThrow('announces 4');
    }
  });

  it('counts records by type in alphabetical order', () => {
    const types = ['visit', 'event', 'visit'].map((type) => ({ type }));
    expect(JSON.stringify(countRecords(types))).toBe('{"records":3,"byType":{"event":1,"visit":2}}');
  });
});
