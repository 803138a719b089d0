import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { makeBundles } from './bundles.ts';
import { measurePeers, type PeerResult, peerNames } from './peerFigures.ts';
import { judgePeers, printPeers } from './peerTargets.ts';
import { type Figure, printFigures } from './report.ts';
import { buildPages, serve } from './server.ts';
import { measureStore } from './storeFigures.ts';
import { spread } from './storeTargets.ts';

/**
 * `npm run bench [-- --only store|peers] [--sizes 10000,100000] [--runs 3] [--peers yjs,loro] [--cap 180] [--json FILE]`: measures the
 * store in a real browser beside what the machine allows and beside a plain row-per-record table, and the exchange beside other libraries
 * on the same data, all in one run; prints medians with their range and whether the targets hold. `--cap` is in seconds, for one step of one peer.
 */

const option = (name: string, fallback: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
};
const sizes = option('sizes', '10000,100000').split(',').map(Number);
const runs = Number(option('runs', '3'));
const only = option('only', 'store,peers').split(',');
const peers = option('peers', peerNames.join(',')).split(',');
const capMs = Number(option('cap', '180')) * 1000;
const json = option('json', '');
const folder = mkdtempSync(join(tmpdir(), 'interreg-bench-'));
const files = mkdtempSync(join(folder, 'files-'));
const built = join(folder, 'pages');

const figures: Figure[] = [];
const results: PeerResult[] = [];
await buildPages(built);
const { server, origin } = await serve(built, files);
try {
  for (const size of sizes) {
    const bundles = await makeBundles(files, size);
    if (only.includes('store')) figures.push(...(await measureStore(bundles, { folder, origin, runs })));
    if (only.includes('peers')) results.push(...(await measurePeers(bundles, { folder, files, origin, runs, peers, capMs })));
  }
} finally {
  server.close();
  rmSync(folder, { recursive: true, force: true });
}

const compared = spread(figures, sizes);
const judged = judgePeers(results);
printFigures([...figures, ...compared]);
printPeers(results);
printFigures(judged);
if (json !== '') {
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, memoryGB: Math.round(totalmem() / 2 ** 30), node: process.version };
  const kept = { at: new Date().toISOString(), machine, runs, figures: [...figures, ...compared, ...judged], peers: results };
  writeFileSync(json, `${JSON.stringify(kept, null, 2)}\n`);
}
