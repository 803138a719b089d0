import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { isErased } from '../../src/crdt/pack.ts';
import { joinBundleRuns, recordRefusal } from '../../src/exchange/consistency.ts';
import { createWebHash } from '../../src/exchange/hash.ts';
import { readBundle, readRecords } from '../../src/exchange/read.ts';
import { bundleBytes, writeBundle } from '../../src/exchange/write.ts';
import { bundleOf, goldenBytes, idOf, organisation } from './samples.ts';

const schema: unknown = JSON.parse(readFileSync(new URL('../../resources/bundle.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema as object);
const faultsOf = (bytes: Uint8Array) => (validate(JSON.parse(new TextDecoder().decode(bytes))) ? [] : validate.errors);

const readGolden = async () => {
  const bundle = await readBundle(goldenBytes(), { createHash: createWebHash });
  if (!bundle.ok) throw new Error(bundle.error.type);
  const records = await readRecords(bundle.value);
  if (!records.ok) throw new Error(records.error.type);
  return { ...bundle.value, records: records.value };
};

describe('the bundle of version 1', () => {
  it('is read with its accents, rivals, delete, erasure and unknown type', async () => {
    const { header, records } = await readGolden();
    expect(header.from.author).toBe('Minta Mária');
    expect(records.map(({ type }) => type)).toEqual(['event', 'harvest', 'office', 'office', 'organisation', 'organisation', 'person']);
    expect(records[5]).toMatchObject({ f: { name: 'Asociația Exemplu Țărmure Înnoit' } });
    expect(records[4]).toMatchObject({ id: idOf(1), r: { website: [{ v: 'https://exemplu.example' }] } });
    expect(records.filter(isErased).map(({ id }) => id)).toEqual([idOf(3)]);
  });

  it('is written again byte for byte, at once and in portions', async () => {
    const { header, records, bytes } = await readGolden();
    expect((await bundleBytes(header, records, createWebHash)).bytes).toEqual(bytes);
    const portions: Uint8Array[] = [];
    for await (const portion of writeBundle({ header, records, createHash: createWebHash })) portions.push(portion);
    expect(new Uint8Array(Buffer.concat(portions))).toEqual(bytes);
  });

  it('contradicts itself nowhere', async () => {
    const { header, records } = await readGolden();
    const runs = joinBundleRuns(header, new Map());
    expect(runs.ok && records.map((record) => recordRefusal(header, null, record, runs.value))).toEqual(records.map(() => null));
  });

  it('satisfies the schema, and so does a bundle written now', async () => {
    expect(faultsOf(goldenBytes())).toEqual([]);
    expect(faultsOf(await bundleOf([organisation(1, 'Őszi Gyűlés Kft.')]))).toEqual([]);
  });

  it('does not satisfy the schema once a stamp, an id or a run is wrong', () => {
    const text = new TextDecoder().decode(goldenBytes());
    const wrong = [
      text.replace('"seen":{"', '"seen":{"X'),
      text.replace('-7000-8000-000000000005', '-4000-8000-000000000005'),
      text.replace('"yield"', '"__proto__"'),
    ];
    expect(wrong.map((each) => faultsOf(new TextEncoder().encode(each))?.length ?? 0).every((count) => count > 0)).toBe(true);
  });
});
