import type { PeerResult, PeerRound } from './peerFigures.ts';
import { type Figure, number, type Series, series } from './report.ts';

/** The peers' table, and our own exchange beside the fastest of them. */

const titles: Readonly<Record<string, string>> = {
  plain: 'limit: plain JSON, one put',
  own: 'InterregCluster',
  yjs: 'Yjs, V2 updates, raw IndexedDB',
  loro: 'Loro',
  automerge: 'Automerge, one document',
  tinybase: 'TinyBase MergeableStore',
  actual: '@actual-app/crdt with a table',
  pouchdb: 'PouchDB replication, idb adapter',
  rxdb: 'RxDB replication, Dexie storage',
};
const titleOf = ({ name }: PeerResult): string => titles[name] ?? name;

const of = (result: PeerResult, figure: (round: PeerRound) => number): Series => series(result.rounds.map(figure));
/** Received bytes to merged, durable and everything read once. */
const cold = (result: PeerResult): Series => of(result, ({ merged, read }) => merged + read);
const changed = (result: PeerResult): Series => of(result, (round) => round.changed);

/** The one with the smallest median among those that finished at least once. */
const fastest = (peers: readonly PeerResult[], figure: (result: PeerResult) => Series): PeerResult | undefined =>
  peers.filter(({ rounds }) => rounds.length > 0).toSorted((a, b) => figure(a).median - figure(b).median)[0];

const checkShare = (own: PeerResult): Figure[] => {
  if (own.checks.length === 0 || own.rounds.length === 0) return [];
  const value = series(own.checks.map(({ hash, verify }) => hash + verify));
  const beside = { what: 'import', value: of(own, ({ merged }) => merged).median };
  return [{ organisations: own.organisations, what: 'hash and signature of an import', unit: 'ms', value, beside, target: { ratio: 0.1 } }];
};

const payloads = (own: PeerResult, plain: PeerResult | undefined): Figure[] => {
  if (!own.payload || !plain?.payload) return [];
  const { organisations } = own;
  const figure = (what: string, bytes: number, against: number, rest: Pick<Figure, 'target'>): Figure => ({
    organisations,
    what,
    unit: 'MB',
    value: series([bytes / 1e6]),
    beside: { what: 'plain JSON, gzip', value: against / 1e6 },
    ...rest,
  });
  return [
    figure('payload of everything, gzip', own.payload.whole.gzip, plain.payload.whole.gzip, { target: { ratio: 1.05 } }),
    figure('payload of 1,000 changed fields, gzip', own.payload.changes.gzip, plain.payload.changes.gzip, {}),
  ];
};

const against = (own: PeerResult, peers: readonly PeerResult[]): Figure[] => {
  const figure = (what: string, of: (result: PeerResult) => Series, ratio: number, unit: Figure['unit'] = 'ms'): Figure[] => {
    const peer = fastest(peers, of);
    if (!peer || own.rounds.length === 0) return [];
    const beside = { what: titleOf(peer), value: of(peer).median };
    return [{ organisations: own.organisations, what, unit, value: of(own), beside, target: { ratio } }];
  };
  const yjs = peers.filter(({ name }) => name === 'yjs');
  const peak = yjs.flatMap((peer): Figure[] => {
    if (peer.rounds.length === 0 || own.rounds.length === 0 || own.organisations < 100_000) return [];
    const memory = (result: PeerResult): Series => of(result, (round) => round.peakMB);
    const beside = { what: titleOf(peer), value: memory(peer).median };
    return [
      {
        organisations: own.organisations,
        what: 'peak memory of the renderer',
        unit: 'MB',
        value: memory(own),
        beside,
        target: { ratio: 0.5 },
      },
    ];
  });
  return [
    ...figure('received bytes to verified, durable, merged, readable', cold, 0.5),
    ...figure('1,000 changed fields to durable and readable', changed, 0.75),
    ...peak,
  ];
};

export const judgePeers = (results: readonly PeerResult[]): Figure[] =>
  results
    .filter(({ name }) => name === 'own')
    .flatMap((own) => {
      const others = results.filter(({ organisations, name }) => organisations === own.organisations && name !== 'own');
      const plain = others.find(({ name }) => name === 'plain');
      const peers = others.filter(({ name }) => name !== 'plain');
      return [...against(own, peers), ...payloads(own, plain), ...checkShare(own)];
    });

const range = ({ median, min, max }: Series): string => (Number.isNaN(median) ? '–' : `${number(median)} (${number(min)}–${number(max)})`);

const cellsOf = (result: PeerResult): string[] => {
  const { payload } = result;
  const kb = (bytes: number | undefined): string => (bytes === undefined ? '–' : number(bytes / 1e3));
  return [
    titleOf(result),
    range(of(result, (round) => round.merged)),
    range(of(result, (round) => round.read)),
    range(changed(result)),
    `${kb(payload?.whole.raw)} / ${kb(payload?.whole.gzip)}`,
    `${kb(payload?.changes.raw)} / ${kb(payload?.changes.gzip)}`,
    range(of(result, (round) => round.peakMB)),
  ];
};

const columns = ['', 'merged + durable ms', 'then read all ms', '1,000 fields ms', 'payload kB / gzip', '1,000 kB / gzip', 'peak MB'];
const widths = [34, 26, 24, 24, 22, 20, 24];

const printRow = (cells: readonly string[]): void => console.log(`  ${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' ')}`);

/** One table for each size. A peer that failed or went over the cap stands in it with the reason. */
export const printPeers = (results: readonly PeerResult[]): void => {
  for (const size of new Set(results.map(({ organisations }) => organisations))) {
    console.log(`\n${size.toLocaleString('en-GB')} organisations, beside other libraries: median (min–max)`);
    printRow(columns);
    for (const result of results.filter(({ organisations }) => organisations === size)) {
      printRow(cellsOf(result));
      if (result.failed !== null) console.log(`    FAILED ${result.failed}`);
    }
  }
};
