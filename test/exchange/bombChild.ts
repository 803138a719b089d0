import { createGzip } from 'node:zlib';
import { createWebHash } from '../../src/exchange/hash.ts';
import { readBundle } from '../../src/exchange/read.ts';
import { goldenBytes } from './samples.ts';

/** Reads two gibibytes of the named kind and prints what came of it, with the greatest memory the process ever took. */

const mebibyte = 1024 * 1024;
const size = 2048 * mebibyte;
const header = goldenBytes().subarray(0, goldenBytes().indexOf(10) + 1);
const filled = (text: string): Buffer => Buffer.alloc(mebibyte, text);

const kinds: Readonly<Record<string, readonly [opening: Uint8Array, repeated: Buffer]>> = {
  spaces: [new Uint8Array(0), filled(' ')],
  'header, then spaces': [header, filled(' ')],
  'header, then one endless text': [Buffer.concat([header, Buffer.from('{"type":"')]), filled('x')],
  'header, then empty records': [header, filled('{},\n')],
  'an endless header': [Buffer.from('{"format":"interreg-cluster/bundle","version":1,"header":{"id":"'), filled('x')],
};

async function* bomb(kind: string): AsyncGenerator<Uint8Array> {
  const [opening, repeated] = kinds[kind] ?? [new Uint8Array(0), filled('?')];
  yield opening;
  for (let made = 0; made < size; made += repeated.byteLength) yield repeated;
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

const [kind = '', shape] = process.argv.slice(2);
const source = shape === 'gzip' ? gzipped(bomb(kind)) : shape === 'file' ? { size, stream: () => bomb(kind) } : bomb(kind);
const read = await readBundle(source, { createHash: createWebHash });
process.stdout.write(JSON.stringify({ read, peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) }));
process.exit(0);
