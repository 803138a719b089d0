import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { BundleFault } from '../../src/exchange/errors.ts';
import type { Bytes } from '../../src/exchange/format.ts';
import { bundleOf, documentOf, goldenBytes, organisation, readWhole, refusalOf, sealed } from './samples.ts';

/** Members of a vector, each a run of its own. */
const manyRuns = (count: number): string =>
  Array.from(
    { length: count },
    (_, n) =>
      `"${n
        .toString(32)
        .replace(/[01]/g, (digit) => (digit === '0' ? 'w' : 'x'))
        .replace(/[89]/g, (digit) => (digit === '8' ? 'y' : 'z'))
        .padStart(20, 'w')}":1,`,
  ).join('');

const lineOf = (number: number, name = 'Példa Kft.'): string => JSON.stringify(organisation(number, name));
const bytesOf = (text: string): Bytes => new Uint8Array(new TextEncoder().encode(text));
const textOf = (bytes: Bytes): string => new TextDecoder().decode(bytes);
const malformed = (line: number, what: BundleFault) => ({ type: 'bundleMalformed', line, what });
const places = (length: number): readonly number[] => Array.from({ length: 200 }, (_, index) => Math.floor((index * (length - 1)) / 199));

describe('a damaged bundle is refused', () => {
  it('when it is cut off, at any of 200 places', async () => {
    const bytes = await bundleOf([1, 2, 3].map((number) => organisation(number, 'Őrség ș ț')));
    for (const end of places(bytes.byteLength)) {
      expect(await refusalOf(bytes.slice(0, Math.min(end, bytes.byteLength - 1))), `cut at ${end}`).toEqual({ type: 'bundleTruncated' });
    }
  });

  it('when its gzip is cut off, at any of 200 places', async () => {
    const bytes = new Uint8Array(
      gzipSync(await bundleOf(Array.from({ length: 50 }, (_, index) => organisation(index, `Őrség ${index * 7919}`)))),
    );
    for (const end of places(bytes.byteLength)) {
      const refusal = await refusalOf(bytes.slice(0, Math.min(end, bytes.byteLength - 1)));
      expect(['bundleNotCompressed', 'bundleTruncated', 'bundleNotABundle'], `cut at ${end}`).toContain(refusal?.type);
    }
  });

  it('when one bit is flipped, at any of 200 places', async () => {
    for (const place of places(goldenBytes().byteLength)) {
      const bytes = goldenBytes();
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (place % 8));
      expect(await readWhole(bytes), `bit ${place % 8} of byte ${place}`).toMatchObject({ ok: false });
    }
  });

  it('when one bit of its gzip is flipped, unless gzip itself does not mind', async () => {
    const packed = gzipSync(goldenBytes());
    for (const place of places(packed.byteLength)) {
      const bytes = new Uint8Array(packed);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (place % 8));
      const read = await readWhole(bytes);
      const isHeaderOfGzip = place > 2 && place < 10; // time, flags for speed, operating system
      if (read.ok) expect(isHeaderOfGzip && read.value.length, `byte ${place}`).toBe(7);
    }
  });
});

describe('what is not a bundle of this version is refused', () => {
  const opening = '{"format":"interreg-cluster/bundle","version":';
  it.each([
    ['text', 'Kedves Kollégák!\n', { type: 'bundleNotABundle' }],
    ['other JSON', '{"format":"interreg-cluster/report","version":1}\n', { type: 'bundleNotABundle' }],
    ['a list', '[]\n', { type: 'bundleNotABundle' }],
    ['a bundle that an editor indented', '{\n  "format": "interreg-cluster/bundle"', { type: 'bundleNotABundle' }],
    ['version 0', `${opening}0,"header":{}`, { type: 'bundleNotABundle' }],
    ['version 2', `${opening}2,"body":{}}`, { type: 'bundleNewer', version: 2 }],
    ['version 12', `${opening}12}`, { type: 'bundleNewer', version: 12 }],
    ['an age file', 'age-encryption.org/v1\n-> X25519 abc\n', { type: 'bundleEncrypted' }],
    ['an armoured age file', '-----BEGIN AGE ENCRYPTED FILE-----\n', { type: 'bundleEncrypted' }],
    ['an empty file', '', { type: 'bundleTruncated' }],
    ['gzip of something else', gzipSync('Kedves Kollégák!'), { type: 'bundleNotABundle' }],
  ])('%s', async (_, content, refusal) => {
    expect(await refusalOf(typeof content === 'string' ? bytesOf(content) : new Uint8Array(content))).toEqual(refusal);
  });

  it('a header that asks for a newer reader, whatever else it holds', async () => {
    const doctored = textOf(goldenBytes()).replace('"minReader":1', '"minReader":3').replace('"schema":1', '"schema":"x"');
    expect(await refusalOf(sealed(doctored.slice(0, doctored.lastIndexOf('],"footer"')), 7))).toEqual({ type: 'bundleNewer', version: 3 });
  });

  it('a bundle of another cluster', async () => {
    expect(await refusalOf(await bundleOf([]), 'ours')).toEqual({ type: 'bundleOtherCluster', cluster: 'a cluster' });
    expect(await refusalOf(await bundleOf([]), 'a cluster')).toBeNull();
  });
});

describe('a bundle with a right hash is refused all the same', () => {
  const withField = (field: string): string => lineOf(1).replace('"country"', field);
  const nested = (depth: number): string => `"deep":${'['.repeat(depth)}${']'.repeat(depth)},"country"`;

  it('is read where nothing is wrong, so that the refusals below mean something', async () => {
    expect(await refusalOf(await documentOf([lineOf(1), lineOf(2)]))).toBeNull();
    expect(await refusalOf(await documentOf([withField(nested(14))]))).toBeNull();
    expect(
      await refusalOf(await documentOf([withField('"note":"the constructor of \\u005f\\u005fproto__ 🌞 \\ud83c\\udf1e","country"')])),
    ).toBeNull();
  });

  it.each<[string, string[], BundleFault]>([
    ['nesting 15 deep within a field', [withField(nested(15))], 'depth'],
    ['nesting 10,000 deep', [withField(nested(10_000))], 'depth'],
    ['the key __proto__', [withField('"__proto__":1,"country"')], 'key'],
    ['the key __proto__ escaped', [withField('"\\u005f_proto__":1,"country"')], 'key'],
    ['the key constructor within a value', [withField('"a":[{"constructor":{}}],"country"')], 'key'],
    [
      'the key prototype as a member of a record',
      [lineOf(1).replace('{"type":"organisation",', '{"type":"organisation","prototype":{},')],
      'key',
    ],
    ['the key __proto__ among the stamps', [lineOf(1).replace('"s":{', '"s":{"__proto__":1,')], 'key'],
    ['the key __proto__ in seen', [lineOf(1).replace('"seen":{', '"seen":{"__proto__":1,')], 'shape'],
    ['a key of 257 characters', [withField(`"${'k'.repeat(257)}":1,"country"`)], 'key'],
    ['an unknown member', [lineOf(1).replace('"seen"', '"scene":1,"seen"')], 'shape'],
    ['half a surrogate pair', [lineOf(1, '\ud83c')], 'surrogate'],
    ['half a surrogate pair as a key', [withField('"\\udf1e":1,"country"')], 'surrogate'],
    ['a number beyond all numbers', [withField('"n":1e999,"country"')], 'shape'],
    ['2,001 fields', [withField(`${Array.from({ length: 2000 }, (_, index) => `"k${index}":0`).join(',')},"country"`)], 'fieldCount'],
    [
      'a million fields',
      [withField(`${Array.from({ length: 1_000_000 }, (_, index) => `"${index}":0`).join(',')},"country"`)],
      'lineLength',
    ],
    ['no id', [lineOf(1).replace(/"id":"[^"]*",/, '')], 'shape'],
    ['an id in capitals', [lineOf(0xab).replace('0000000000ab', '0000000000AB')], 'shape'],
    ['a field without a stamp', [lineOf(1).replace('"s":{"":', '"s":{"name":')], 'shape'],
    ['more runs seen than a header may name', [lineOf(1).replace('"seen":{', `"seen":{${manyRuns(2000)}`)], 'shape'],
    ['a commit number 0', [lineOf(1).replace(/"seen":\{"(\w+)":1/, '"seen":{"$1":0')], 'shape'],
    ['a delete that does not say what it had seen', [withField('"#del":{"del":true},"country"')], 'shape'],
    ['a rival without a shown value', [lineOf(1).replace('"seen"', `"r":{"x":[{"v":1,"s":["${'a'.repeat(20)}",1,0]}]},"seen"`)], 'shape'],
    ['two records on a line', [`${lineOf(1)},${lineOf(2)}`], 'shape'],
    ['a record over two lines', [lineOf(1).replace('"f"', '\n"f"')], 'shape'],
    ['an empty line', [lineOf(1), ''], 'shape'],
    ['space before a record', [` ${lineOf(1)}`], 'shape'],
    ['broken JSON', [lineOf(1).replace('"f":', '"f"')], 'json'],
  ])('%s', async (_, lines, what) => {
    expect(await refusalOf(await documentOf(lines))).toMatchObject({ type: 'bundleMalformed', what });
  });

  it('naming the line', async () => {
    expect(await refusalOf(await documentOf([lineOf(1), lineOf(2), withField('"__proto__":1,"country"')]))).toEqual(malformed(4, 'key'));
    expect(await refusalOf(await documentOf([lineOf(1), ' ']))).toEqual(malformed(3, 'shape'));
  });

  it('invalid UTF-8, in a record and in the header', async () => {
    const right = textOf(await documentOf([lineOf(1, 'XX')]));
    const body = Buffer.from(right.slice(0, right.lastIndexOf('],"footer"'))).toString('latin1'); // a character for each byte
    for (const bad of ['\xff\xfe', '\xc0\xaf', '\xc5"', '\xed\xa0\x80']) {
      expect(await refusalOf(sealed(Buffer.from(body.replace('XX', bad), 'latin1'), 1))).toEqual(malformed(2, 'utf8'));
      expect(await refusalOf(sealed(Buffer.from(body.replace('a bundle', bad), 'latin1'), 1))).toEqual(malformed(1, 'utf8'));
    }
  });

  it('a record that comes twice', async () => {
    const twice = { type: 'bundleInconsistent', what: 'duplicateRecord' };
    expect(await refusalOf(await documentOf([lineOf(1), lineOf(1, 'Other')]))).toEqual(twice);
    expect(await refusalOf(await documentOf([lineOf(3), lineOf(1), lineOf(2), lineOf(3)]))).toEqual(twice);
  });

  it('counts that do not hold: in the footer, in the header, by type', async () => {
    const right = textOf(await documentOf([lineOf(1), lineOf(2)]));
    const body = right.slice(0, right.lastIndexOf('],"footer"'));
    expect(await refusalOf(sealed(body, 3))).toEqual(malformed(4, 'count'));
    expect(await refusalOf(await documentOf([lineOf(1), lineOf(2)], { records: 3 }))).toEqual(malformed(1, 'count'));
    expect(await refusalOf(sealed(body.replace('"organisation":2', '"organisation":1,"visit":1'), 2))).toEqual(malformed(1, 'count'));
  });

  it('a header without its members, nested too deeply, or with a forbidden key', async () => {
    const right = textOf(await documentOf([]));
    const body = right.slice(0, right.lastIndexOf('],"footer"'));
    expect(await refusalOf(sealed(body.replace(',"previous":null', ''), 0))).toEqual(malformed(1, 'shape'));
    expect(await refusalOf(sealed(body.replace('"previous":null', `"previous":${'['.repeat(9999)}${']'.repeat(9999)}`), 0))).toEqual(
      malformed(1, 'depth'),
    );
    expect(await refusalOf(sealed(body.replace('"previous"', '"later":{"__proto__":1},"previous"'), 0))).toEqual(malformed(1, 'key'));
    expect(await refusalOf(sealed(body.replace('"previous"', '"later":{"kept":1},"previous"'), 0))).toBeNull();
  });

  it('anything after the footer, or a footer written otherwise', async () => {
    const right = textOf(await documentOf([lineOf(1)]));
    expect(await refusalOf(bytesOf(`${right}{}`))).toEqual(malformed(4, 'shape'));
    expect(await refusalOf(bytesOf(`${right}\n`))).toEqual(malformed(4, 'shape'));
    expect(await refusalOf(bytesOf(right.replace('"footer":{', '"footer":{ ')))).toEqual(malformed(3, 'shape'));
    expect(await refusalOf(bytesOf(right.replace('"footer":{', '"footer":{"more":1,')))).toEqual(malformed(3, 'shape'));
    expect(await refusalOf(bytesOf(right.replace(/}}\n$/, ',"key":"ed25519:later","signature":"later"}}\n')))).toBeNull();
  });
});

it('reading bad bundles leaves every object as it was', async () => {
  await refusalOf(await documentOf([lineOf(1).replace('"country"', '"__proto__":{"polluted":1},"country"')]));
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});
