import { createGzip } from 'node:zlib';
import { createWebHash } from '../../src/exchange/hash.ts';
import { readBundle } from '../../src/exchange/read.ts';
import type { BundleSource } from '../../src/exchange/source.ts';
import { goldenBytes } from './samples.ts';

/** Reads two gibibytes of the named kind and prints what came of it, with the greatest memory the process ever took. */

const mebibyte = 1024 * 1024;
const size = 2048 * mebibyte;
const header = goldenBytes().subarray(0, goldenBytes().indexOf(10) + 1);
const filled = (text: string): Buffer => Buffer.alloc(mebibyte, text);

const recordText = (n: number): string =>
  `{"type":"organisation","id":"01999999-0000-7000-8000-${String(n).padStart(12, '0')}","f":{"name":"${'x'.repeat(900)}"},"s":{"":["aaaaaaaaaaaaaaaaaaaa",1,1]},"seen":{"aaaaaaaaaaaaaaaaaaaa":1}},\n`;

const rooms = Array.from({ length: 8 }, () => Buffer.from(recordText(0).repeat(1000)));

/** A thousand records numbered from `n`, in one of a few buffers that are used in turn: what the test itself takes is not to count. */
const otherRecords = (n: number): Buffer => {
  const room = rooms[(n / 1000) % rooms.length] ?? Buffer.alloc(0);
  const length = room.byteLength / 1000;
  const digits = room.indexOf('-8000-') + 6;
  for (let at = 0; at < 1000; at += 1) room.write(String(n + at).padStart(12, '0'), at * length + digits, 'latin1');
  return room;
};

const kinds: Readonly<Record<string, readonly [opening: Uint8Array, repeated: Buffer]>> = {
  spaces: [new Uint8Array(0), filled(' ')],
  'header, then spaces': [header, filled(' ')],
  'header, then one endless text': [Buffer.concat([header, Buffer.from('{"type":"')]), filled('x')],
  'header, then empty records': [header, filled('{},\n')],
  'one record again and again': [header, Buffer.from(recordText(1).repeat(1000))],
  'ever other records': [header, Buffer.alloc(0)],
  'an endless header': [Buffer.from('{"format":"interreg-cluster/bundle","version":1,"header":{"id":"'), filled('x')],
};

async function* bomb(kind: string, total = size): AsyncGenerator<Uint8Array> {
  const [opening, repeated] = kinds[kind] ?? [new Uint8Array(0), filled('?')];
  yield opening;
  for (let made = 0, n = 0; made < total; n += 1000) {
    const next = repeated.byteLength > 0 ? repeated : otherRecords(n);
    made += next.byteLength;
    yield next;
  }
}

async function* gzipped(portions: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gzip = createGzip({ level: 1 });
  const feed = async (): Promise<void> => {
    for await (const portion of portions) if (!gzip.write(portion)) await new Promise((resolve) => gzip.once('drain', resolve));
    gzip.end();
  };
  const fed = feed();
  yield* gzip;
  await fed;
}

/** A gzip file in memory, of not much more than what is too much. */
const inMemory = async (kind: string): Promise<Blob> => {
  const parts: Buffer[] = [];
  for await (const part of gzipped(bomb(kind, 450 * mebibyte))) parts.push(Buffer.from(part));
  return new Blob([Buffer.concat(parts)]);
};

const sources: Readonly<Record<string, (kind: string) => BundleSource | Promise<BundleSource>>> = {
  stream: bomb,
  gzip: (kind) => gzipped(bomb(kind)),
  file: (kind) => ({ size, stream: () => bomb(kind) }),
  'gzip file': (kind) => ({ size: mebibyte, stream: () => gzipped(bomb(kind)) }),
  'gzip file in memory': inMemory,
};

const [kind = '', shape = 'stream'] = process.argv.slice(2);
const source = (await sources[shape]?.(kind)) ?? bomb(kind);
const read = await readBundle(source, { createHash: createWebHash });
process.stdout.write(JSON.stringify({ read, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }));
process.exit(0);
