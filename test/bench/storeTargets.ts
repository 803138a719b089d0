import type { RowTimes } from './page/limits.ts';
import { type Figure, quantile, type Series, series } from './report.ts';

/** The store's raw times beside their limits and targets. */

export type Measured = {
  readonly limits: readonly Readonly<Record<string, number | number[]>>[];
  readonly rows: readonly RowTimes[];
  readonly imports: readonly { readonly cold: number; readonly again: number }[];
  readonly starts: readonly { readonly firstRows: number; readonly loaded: number; readonly searchable: number }[];
  readonly edits: readonly number[];
  readonly merges: readonly { readonly ms: number }[];
  readonly keys: { readonly worker: readonly number[]; readonly whole: readonly number[] };
  readonly heapMB: number;
  /** Heap of a window that holds the same records as JSON.parse makes them. */
  readonly plainHeapMB: number;
  readonly residentMB: number;
  readonly bytesMB: number;
};

const p95 = (values: readonly number[]): Series => {
  const sorted = [...values].sort((a, b) => a - b);
  const value = quantile(sorted, 0.95);
  return { median: value, min: quantile(sorted, 0.5), max: sorted.at(-1) ?? Number.NaN };
};

const limit = (measured: Measured, name: string): number => series(measured.limits.flatMap((run) => run[name] ?? [])).median;

/** The targets hold at 100,000 organisations; at other sizes the same figures are printed without a verdict. */
export const judge = (organisations: number, m: Measured): Figure[] => {
  const judged = organisations >= 100_000;
  const target = (ratio: number, atLeast = false): Pick<Figure, 'target'> => (judged ? { target: { ratio, atLeast } } : {});
  const floor = limit(m, 'decodeAndParse') + limit(m, 'oneLargePut');
  const cold = series(m.imports.map((run) => run.cold));
  const bulkPut = series(m.rows.map((run) => run.parseAndBulkPut)).median;
  const figure = (
    what: string,
    value: Series,
    beside: Figure['beside'],
    rest: Pick<Figure, 'target'> = {},
    unit: Figure['unit'] = 'ms',
  ): Figure => ({
    organisations,
    what,
    unit,
    value,
    ...(beside ? { beside } : {}),
    ...rest,
  });
  return [
    figure('limit: decode + JSON.parse', series(m.limits.map((run) => Number(run.decodeAndParse))), undefined),
    figure('limit: one large strict put', series(m.limits.map((run) => Number(run.oneLargePut))), undefined),
    figure('limit: pages of 1,000 written', series(m.limits.map((run) => Number(run.pagesWrite))), undefined),
    figure('limit: pages of 1,000 read + parsed', series(m.limits.map((run) => Number(run.pagesRead))), undefined),
    figure('plain Dexie: parse + bulkPut', series(m.rows.map((run) => run.parseAndBulkPut)), undefined),
    figure('plain Dexie: toArray', series(m.rows.map((run) => run.toArray)), undefined),
    figure('cold import, bytes to searchable and durable', cold, { what: 'decode + parse + one put', value: floor }, target(2)),
    figure('cold import', cold, { what: 'plain Dexie bulkPut', value: bulkPut }, target(0.25)),
    figure('the same bundle again', series(m.imports.map((run) => run.again)), { what: 'cold import', value: cold.median }, target(0.3)),
    figure('start: first 50 rows', series(m.starts.map((run) => run.firstRows)), undefined, target(50)),
    figure(
      'start: everything in memory',
      series(m.starts.map((run) => run.loaded)),
      { what: 'pages read + parsed', value: limit(m, 'pagesRead') },
      target(1.6),
    ),
    figure('start: searchable', series(m.starts.map((run) => run.searchable)), {
      what: 'plain Dexie toArray',
      value: series(m.rows.map((run) => run.toArray)).median,
    }),
    figure('one edit to durable', series(m.edits), { what: 'one raw strict put', value: limit(m, 'oneStrictPut') }, target(3)),
    figure('one edit to durable', series(m.edits), { what: 'plain Dexie put', value: series(m.rows.map((run) => run.edit)).median }),
    figure('1,000 changed records merged', series(m.merges.map((run) => run.ms)), {
      what: 'plain Dexie: parse + bulkPut of them',
      value: series(m.rows.map((run) => run.changes)).median,
    }),
    figure('keystroke in the worker, p95 (p50–max)', p95(m.keys.worker), undefined, target(4)),
    figure('keystroke end to end, p95 (p50–max)', p95(m.keys.whole), undefined, target(16)),
    figure('heap of window and worker', series([m.heapMB]), { what: 'the plain objects', value: m.plainHeapMB }, {}, 'MB'),
    figure('heap of window and worker', series([m.heapMB]), { what: 'bytes of the bundle', value: m.bytesMB }, {}, 'MB'),
    figure('resident memory of the renderer, collected', series([m.residentMB]), undefined, target(600), 'MB'),
  ];
};

/** Figures that compare two sizes. */
export const spread = (all: readonly Figure[], sizes: readonly number[]): Figure[] => {
  const merged = (size: number | undefined): Figure | undefined =>
    all.find((figure) => figure.organisations === size && figure.what.startsWith('1,000 changed'));
  const [small, large] = [merged(sizes[0]), merged(sizes.at(-1))];
  if (!small || !large || small === large) return [];
  const beside = { what: `the same at ${small.organisations}`, value: small.value.median };
  return [{ ...large, what: '1,000 changed records merged, against the small store', beside, target: { ratio: 1.3 } }];
};
