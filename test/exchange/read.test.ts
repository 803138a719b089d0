import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PackedRecord } from '../../src/crdt/types.ts';
import { noSizeLimits } from '../../src/exchange/format.ts';
import { createWebHash } from '../../src/exchange/hash.ts';
import { readBundle, readRecords } from '../../src/exchange/read.ts';
import { bundleOf, goldenBytes, organisation, readWhole } from './samples.ts';

async function* inPieces(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let index = 0; at < bytes.byteLength; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const many = Array.from({ length: 5000 }, (_, index) => organisation(index, `Szőlőhegyi Példa ${index} ${'ș'.repeat(300)}`));
const recordsOf = async (source: Parameters<typeof readWhole>[0]): Promise<readonly PackedRecord[]> => {
  const read = await readWhole(source);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

describe('reading a bundle', () => {
  it('gives the same records from bytes, a file, a file with a known size, a stream, and gzip of each', async () => {
    const plain = await bundleOf(many);
    const packed = new Uint8Array(gzipSync(plain));
    for (const bytes of [plain, packed]) {
      const sized = { size: bytes.byteLength, stream: () => inPieces(bytes, [100_000]) };
      const sources = [bytes, new Blob([bytes]), sized, new Blob([bytes]).stream(), inPieces(bytes, [65_536])];
      for (const source of sources) expect(await recordsOf(source)).toEqual(many);
    }
  });

  it('sets sizes no limit where somebody reads what this machine has written for itself', async () => {
    const long = organisation(1, 'a'.repeat(3 * 1024 * 1024));
    const wide = organisation(2, 'széles');
    const fields = Object.fromEntries(Array.from({ length: 2500 }, (_, at) => [`tag/${at}`, true]));
    const records = [long, { ...wide, f: { ...fields, name: 'széles' } } as PackedRecord];
    const plain = await bundleOf(records);
    for (const source of [plain, new Blob([new Uint8Array(gzipSync(plain))])]) {
      expect(await readBundle(source, { createHash: createWebHash })).toMatchObject({ ok: false, error: { type: 'bundleMalformed' } });
      const read = await readBundle(source, { createHash: createWebHash, limits: noSizeLimits });
      if (!read.ok) throw new Error(read.error.type);
      expect(await readRecords(read.value)).toEqual({ ok: true, value: records });
      const few = { ...noSizeLimits, unpackedBytes: 1000, packedBytes: 1000 };
      expect(await readBundle(source, { createHash: createWebHash, limits: few })).toMatchObject({ error: { type: 'bundleTooLarge' } });
    }
  });

  it('does not depend on how the bytes are cut', async () => {
    const golden = await recordsOf(goldenBytes());
    const sizes = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(sizes, async (cut) => {
        expect(await recordsOf(inPieces(goldenBytes(), cut))).toEqual(golden);
      }),
    );
  });

  it('reads whatever was written', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    const fields = fc.dictionary(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((key) => !/^(#del|__proto__|constructor|prototype)$/.test(key)),
      fc.jsonValue({ maxDepth: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, fields), { maxLength: 5 }), async (values) => {
        const records = values.map(([name, more], index) => ({ ...organisation(index, name), f: { ...more, name } }));
        const lines = records.map((record) => JSON.stringify(record));
        if (lines.some((line) => /\\ud[89a-f]/i.test(line) || /"(__proto__|constructor|prototype)":/.test(line))) return;
        expect((await recordsOf(await bundleOf(records as PackedRecord[]))).map((record) => JSON.stringify(record))).toEqual(lines);
      }),
    );
  });

  it('reads a bundle without records', async () => {
    expect(await recordsOf(await bundleOf([]))).toEqual([]);
  });

  it('hands out exactly the bytes that came, uncompressed, and the records as often as asked', async () => {
    const plain = await bundleOf(many);
    const bundle = await readBundle(new Blob([new Uint8Array(gzipSync(plain))]), { createHash: createWebHash });
    if (!bundle.ok) throw new Error(bundle.error.type);
    expect(Buffer.compare(bundle.value.bytes, plain)).toBe(0);
    expect(bundle.value.bytes.buffer.byteLength).toBe(plain.byteLength);
    expect(await readRecords(bundle.value)).toEqual(await readRecords(bundle.value));
  });

  it('tells how far it has come, up to the end', async () => {
    const plain = await bundleOf(many);
    const steps: string[] = [];
    const bundle = await readBundle(new Blob([plain]), {
      createHash: createWebHash,
      onProgress: ({ step, done, total }) => steps.push(`${step} ${done}/${total}`),
    });
    if (bundle.ok) await readRecords(bundle.value);
    expect(steps[0]).toBe(`bytes ${plain.byteLength}/${plain.byteLength}`);
    expect(steps.at(-1)).toBe('records 5000/5000');
  });

  it('stops when it is cancelled, before and between the records', async () => {
    const plain = await bundleOf(many);
    expect(await readBundle(plain, { createHash: createWebHash, signal: AbortSignal.abort() })).toEqual({
      ok: false,
      error: { type: 'cancelled' },
    });
    const stop = new AbortController();
    const bundle = await readBundle(plain, { createHash: createWebHash, signal: stop.signal });
    stop.abort();
    expect(bundle.ok && (await readRecords(bundle.value))).toEqual({ ok: false, error: { type: 'cancelled' } });
  });

  it('says that a file which fails while it is read cannot be read', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield goldenBytes().subarray(0, 100);
      throw new Error('the stick was pulled out');
    }
    expect(await readWhole(failing())).toEqual({ ok: false, error: { type: 'bundleUnreadable' } });
  });
});
