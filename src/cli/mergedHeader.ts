import { advanceHeads, type Claim } from '../crdt/claims.ts';
import { expand } from '../crdt/runs.ts';
import type { RunRecords, Vector } from '../crdt/types.ts';
import { collapse, joinVectors } from '../crdt/vector.ts';
import type { BundleHeader, HeaderDraft } from '../exchange/format.ts';
import type { ReadBundle } from '../exchange/read.ts';

/**
 * The header of several bundles merged into one. It depends on the set of bundles alone: no clock, no chance, no order. `id` is a hash of
 * theirs; nobody's run wrote it, so it is nobody's receipt.
 */
export const mergedHeader = (bundles: readonly ReadBundle[], runs: RunRecords, id: string): HeaderDraft => {
  const headers = bundles.map(({ header }) => header);
  const { base, heads } = mergedClaim(headers, runs);
  return {
    id,
    cluster: headers[0]?.cluster ?? '',
    from: {
      run: null,
      device: '',
      office: common(headers.map(({ from }) => from.office)),
      author: common(headers.map(({ from }) => from.author)),
      app: 'interreg-cluster merge',
    },
    createdAt: headers.reduce((newest, header) => Math.max(newest, header.createdAt), headers[0]?.createdAt ?? 0),
    base,
    heads,
    runs: [...runs.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    previous: null,
  };
};

/**
 * What holds of all the bundles together. For each run it begins at the lowest base of those that move the run and goes as far as they
 * reach without a gap; beyond a gap the records are there all the same, only nothing is claimed of them.
 */
export const mergedClaim = (headers: readonly Pick<BundleHeader, 'base' | 'heads'>[], runs: RunRecords): Claim => {
  const claims = headers.map(({ base, heads }) => ({ base: expand(base, runs), heads: expand(heads, runs) }));
  const start = new Map<string, number>();
  for (const run of new Set(claims.flatMap(({ heads }) => [...heads.keys()]))) {
    const spans = claims.map(({ base, heads }) => ({ from: base.get(run) ?? 0, to: heads.get(run) ?? 0 }));
    const moving = spans.filter(({ from, to }) => to > from);
    const from = moving.length > 0 ? Math.min(...moving.map((span) => span.from)) : Math.max(...spans.map((span) => span.to));
    if (from > 0) start.set(run, from);
  }
  const base: Vector = collapse(start, runs);
  const { heads } = advanceHeads(base, headers, runs);
  return { base, heads: joinVectors(base, heads, runs) };
};

const common = (texts: readonly string[]): string => (texts.every((text) => text === texts[0]) ? (texts[0] ?? '') : '');
