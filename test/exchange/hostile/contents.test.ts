import { gzipSync } from 'node:zlib';
import type { Bytes } from '../../../src/exchange/format.ts';
import { bodyOf, laptopBundle } from '../reception.ts';
import { timisoara as timisoaraRun } from '../samples.ts';
import { type Attack, changed, itDecides, raw, text } from './attack.ts';

const fieldOf = (field: string) => changed('"country":"HU"', `${field},"country":"HU"`);
const depth = (levels: number): string => `"deep":${'['.repeat(levels)}${']'.repeat(levels)}`;
const many = (count: number): string => Array.from({ length: count }, (_, at) => `"k${at}":0`).join(',');
const forbidden = ['__proto__', 'constructor', 'prototype'];
const escaped = forbidden.map((key) => `\\u${key.charCodeAt(0).toString(16).padStart(4, '0')}${key.slice(1)}`);
const ownNames: readonly Attack[] = [
  ...[...forbidden, ...escaped].flatMap((key): Attack[] => [
    [`the field ${key}`, fieldOf(`"${key}":1`), 'bundleMalformed key'],
    [`${key} within a value`, fieldOf(`"a":{"b":[{"${key}":{"admin":true}}]}`), 'bundleMalformed key'],
    [`${key} as a member of a record`, changed('"f":{', `"${key}":{},"f":{`), 'bundleMalformed key'],
    [`${key} among the stamps`, changed('"s":{', `"s":{"${key}":["${timisoaraRun}",1,1],`), 'bundleMalformed key'],
    [`${key} among the rivals`, changed('"seen"', `"r":{"${key}":[]},"seen"`), 'bundleMalformed key'],
    [`${key} in the header`, changed('"previous"', `"${key}":{},"previous"`), 'bundleMalformed key'],
    [`${key} as a run`, changed('"heads":{', `"heads":{"${key}":1,`), 'bundleMalformed key'],
    [`${key} in seen`, changed('"seen":{', `"seen":{"${key}":1,`), 'bundleMalformed key or bundleMalformed shape'],
  ]),
];
const contents: readonly Attack[] = [
  ...[15, 65, 1000, 10_000, 200_000].map((levels): Attack => [`nesting ${levels} deep`, fieldOf(depth(levels)), 'bundleMalformed depth']),
  ...[65, 10_000, 1_000_000].map(
    (levels): Attack => [
      `nesting ${levels} deep in the header`,
      changed('"previous"', `${depth(levels)},"previous"`),
      'bundleMalformed depth',
    ],
  ),
  ['objects nested 20 deep', fieldOf(`"deep":${'{"a":'.repeat(20)}1${'}'.repeat(20)}`), 'bundleMalformed depth'],
  ['nesting that is never closed', fieldOf(`"deep":${'['.repeat(5000)}`), 'bundleMalformed json'],
  ['2,001 fields', fieldOf(many(2001)), 'bundleMalformed fieldCount'],
  ['2,001 members of a value', fieldOf(`"a":{${many(2001)}}`), 'bundleMalformed fieldCount'],
  ['300,000 fields', fieldOf(many(300_000)), 'bundleMalformed lineLength'],
  ['a text of 3 MB', fieldOf(`"note":"${'x'.repeat(3e6)}"`), 'bundleMalformed lineLength'],
  ['a header of 17 MB', changed('"previous"', `"later":"${'x'.repeat(17e6)}","previous"`), 'bundleMalformed lineLength'],
  ['a key of 257 characters', fieldOf(`"${'k'.repeat(257)}":1`), 'bundleMalformed key'],
  ['a type of 65 characters', changed('"type":"organisation"', `"type":"${'t'.repeat(65)}"`), 'bundleMalformed shape'],
  ['a type without a name', changed('"type":"organisation"', '"type":""'), 'bundleMalformed shape'],
  ['half a surrogate pair', fieldOf('"note":"\\ud83c"'), 'bundleMalformed surrogate'],
  ['the other half', fieldOf('"note":"\\udf1e"'), 'bundleMalformed surrogate'],
  ['halves in the wrong order', fieldOf('"note":"\\udf1e\\ud83c"'), 'bundleMalformed surrogate'],
  ['half a pair as a key', fieldOf('"\\ud83c":1'), 'bundleMalformed surrogate'],
  ['half a pair in the header', changed('"author":"Popa Ion"', '"author":"\\ud83c"'), 'bundleMalformed surrogate'],
  ['a number beyond all numbers', fieldOf('"n":1e999'), 'bundleMalformed shape'],
  ['a number below all numbers', fieldOf('"n":-1e999'), 'bundleMalformed shape'],
  ['NaN', fieldOf('"n":NaN'), 'bundleMalformed json'],
  ['Infinity', fieldOf('"n":Infinity'), 'bundleMalformed json'],
  ['a number with leading zeros', fieldOf('"n":007'), 'bundleMalformed json'],
  ['a hexadecimal number', fieldOf('"n":0x7'), 'bundleMalformed json'],
  ['a comment', fieldOf('"n":/* x */1'), 'bundleMalformed json'],
  ['a trailing comma', fieldOf('"n":[1,]'), 'bundleMalformed json'],
  ['single quotes', fieldOf("'n':1"), 'bundleMalformed json'],
  ['a NUL within a text', fieldOf('"n":"\0"'), 'bundleMalformed json'],
  ['a line break within a text', fieldOf('"n":"a\nb"'), 'bundleMalformed shape'],
  ['two records on one line', changed('},\n{', '},{'), 'bundleMalformed count'],
  ['a record that is a list', changed('{"type":"organisation"', '[{"type":"organisation"'), 'bundleMalformed shape'],
  ['an unknown member of a record', changed('"seen"', '"scene":{},"seen"'), 'bundleMalformed shape'],
  ['an id of version 4', changed('0199b0c0-0000-7000-8000-00000000000b', '0199b0c0-0000-4000-8000-00000000000b'), 'bundleMalformed shape'],
  ['a delete that has seen nothing', fieldOf('"#del":{"del":true}'), 'bundleMalformed shape'],
  ['a delete that has seen a run of no form', fieldOf('"#del":{"del":true,"saw":{"x":1}}'), 'bundleMalformed shape'],
  ['counts that promise less', changed('"counts":{"records":3', '"counts":{"records":2'), 'bundleMalformed count'],
  ['counts of other types', changed('"organisation":3', '"person":3'), 'bundleMalformed count'],
  ['a footer that promises more', changed('"previous":null', '"previous":null ', 4), 'bundleMalformed count'],
  ['a previous that is no hash', changed('"previous":null', '"previous":"x"'), 'bundleMalformed shape'],
  ['an author of 201 characters', changed('"author":"Popa Ion"', `"author":"${'x'.repeat(201)}"`), 'bundleMalformed shape'],
];
const paths: readonly Attack[] = [
  [
    'an id with a path in it',
    changed('0199b0c0-0000-7000-8000-00000000000b', '../../../../../../../etc/passwd/00000'),
    'bundleMalformed shape',
  ],
  ['a run with a path in it', changed('"heads":{"timisoaraaaaaaaaaaaa"', '"heads":{"../../../../../../../"'), 'bundleMalformed shape'],
  ['a previous that is a path', changed('"previous":null', '"previous":"../../../../etc/passwd"'), 'bundleMalformed shape'],
  ['an original that is a path', changed('"previous"', '"lacks":["../../../../etc/passwd"],"previous"'), 'bundleMalformed shape'],
  ['an original on another drive', changed('"previous"', '"lacks":["C:/Windows/system.ini"],"previous"'), 'bundleMalformed shape'],
  ['a bundle asked for that is a path', changed('"previous"', '"asks":["replicas/../../x"],"previous"'), 'applied'],
];
/** No library reads workbooks here: what is one is told apart by its first bytes, packed or not. */
const workbook = Buffer.from('504b0304140006000800000021005b436f6e74656e745f54797065735d2e786d6c', 'hex');
const workbooks: readonly Attack[] = [
  ['as it is', async () => raw(workbook), 'bundleNotABundle'],
  ['of the old kind', async () => raw(Buffer.from('d0cf11e0a1b11ae1', 'hex')), 'bundleNotABundle'],
  ['packed once more', async () => raw(gzipSync(workbook)), 'bundleNotABundle'],
  ['behind a bundle', async () => raw(Buffer.concat([await laptopBundle(), workbook])), 'bundleMalformed shape'],
  [
    'in the place of a record',
    changed(/\n\{"type":"organisation"/, `\n${workbook.toString('latin1')}{"type":"organisation"`),
    'bundleMalformed shape',
  ],
];
const foreign: readonly Attack[] = [
  ['nothing', async () => raw(''), 'bundleTruncated'],
  ['a line break', async () => raw('\n'), 'bundleNotABundle'],
  ['a NUL', async () => raw('\0'), 'bundleNotABundle'],
  ['a picture', async () => raw(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')), 'bundleNotABundle'],
  ['a document', async () => raw('%PDF-1.7\n'), 'bundleNotABundle'],
  ['an archive', async () => raw(Buffer.from('504b030414000000', 'hex')), 'bundleNotABundle'],
  ['a page', async () => raw('<!doctype html><script>alert(1)</script>'), 'bundleNotABundle'],
  ['a table', async () => raw('name;country\nPélda Kft.;HU\n'), 'bundleNotABundle'],
  ['a byte order mark', async () => raw(`\ufeff${text(await laptopBundle())}`), 'bundleNotABundle'],
  ['UTF-16', async () => raw(Buffer.from(text(await laptopBundle()), 'utf16le')), 'bundleNotABundle'],
  ['line ends of Windows', async () => raw(text(await laptopBundle()).replaceAll('\n', '\r\n')), 'bundleMalformed shape'],
  ['an indented copy', async () => raw(JSON.stringify(JSON.parse(text(await laptopBundle())), null, 1)), 'bundleNotABundle'],
  [
    'a copy that a program has rewritten',
    async () => raw(JSON.stringify(JSON.parse(text(await laptopBundle())))),
    'bundleTruncated or bundleMalformed shape',
  ],
  [
    'a copy in Latin-2',
    async () => raw(Buffer.from(text(await laptopBundle()).replace(/[^\0-\xff]/g, 'x'), 'latin1')),
    'bundleDamaged or bundleMalformed utf8',
  ],
  ['spaces after the end', async () => raw(`${text(await laptopBundle())} `), 'bundleMalformed shape'],
  ['ninety-nine line breaks after the end', async () => raw(text(await laptopBundle()) + '\n'.repeat(99)), 'bundleMalformed shape'],
];

const truncations: readonly Attack[] = Array.from(
  { length: 30 },
  (_, at): Attack => [
    `the first ${Math.round(((at + 1) / 31) * 100)} %`,
    async () => {
      const bytes = await laptopBundle();
      return bytes.subarray(0, Math.floor((bytes.length * (at + 1)) / 31)) as Bytes;
    },
    'bundleTruncated or bundleNotABundle',
  ],
);

const zeros = Buffer.alloc(1024 * 1024);
const zipped = (...parts: readonly Buffer[]): Bytes => raw(gzipSync(Buffer.concat(parts), { level: 1 }));
const opening = async (): Promise<Buffer> => Buffer.from(bodyOf(await laptopBundle()).split('\n')[0] ?? '');
const bombs: readonly Attack[] = [
  ['gzip of zeros', async () => zipped(...new Array(64).fill(zeros)), 'bundleNotABundle'],
  [
    'gzip of a header without end',
    async () => zipped(Buffer.from('{"format":"interreg-cluster/bundle","version":1,"header":'), ...new Array(64).fill(zeros)),
    'bundleMalformed lineLength',
  ],
  [
    'gzip of a record without end',
    async () => zipped(await opening(), Buffer.from('\n{"type":"'), ...new Array(64).fill(zeros)),
    'bundleMalformed lineLength',
  ],
  ['gzip of line breaks without end', async () => zipped(await opening(), Buffer.alloc(32e6, '\n')), 'bundleMalformed shape'],
  ['gzip within gzip', async () => raw(gzipSync(gzipSync(await laptopBundle()))), 'bundleNotABundle'],
  ['gzip with its end cut off', async () => raw(gzipSync(await laptopBundle()).subarray(0, -9)), 'bundleNotCompressed'],
  [
    'gzip with a wrong check sum',
    async () => {
      const packed = gzipSync(await laptopBundle());
      packed[packed.length - 8] = (packed[packed.length - 8] ?? 0) ^ 1;
      return raw(packed);
    },
    'bundleNotCompressed',
  ],
  [
    'gzip with something after its end',
    async () => raw(Buffer.concat([gzipSync(await laptopBundle()), Buffer.from('more')])),
    'bundleNotCompressed',
  ],
  ['the mark of gzip and nothing else', async () => raw(Buffer.from('1f8b', 'hex')), 'bundleNotCompressed'],
  ['zlib instead of gzip', async () => raw(Buffer.from('789c030000000001', 'hex')), 'bundleNotABundle'],
];

itDecides(
  [
    ['T12 names of JavaScript’s own objects', ownNames],
    ['T13 hostile contents', contents],
    ['T13 a file that is something else', foreign],
    ['T15 a workbook', workbooks],
    ['T4 truncation', truncations],
    ['T14 a gzip bomb or damaged gzip', bombs],
    ['T16 a path in the place of a name', paths],
  ],
  150,
);
