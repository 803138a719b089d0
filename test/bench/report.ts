/** Turns raw times into figures with their limit beside them, and prints them as one table. */

export type Series = { readonly median: number; readonly min: number; readonly max: number };
export type Figure = {
  readonly organisations: number;
  readonly what: string;
  readonly unit: 'ms' | 'MB' | '×';
  readonly value: Series;
  /** The same work at the machine's limit, or a peer's, in the same unit. */
  readonly beside?: { readonly what: string; readonly value: number };
  /** `value / beside` must not exceed this (or not fall below it, where `atLeast`); without `beside`, `value` itself. */
  readonly target?: { readonly ratio: number; readonly atLeast?: boolean };
};

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

export const series = (values: readonly number[]): Series => {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN };
};

export const number = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2));

const verdict = (figure: Figure): string => {
  if (!figure.target) return '';
  const compared = figure.beside ? figure.value.median / figure.beside.value : figure.value.median;
  const held = figure.target.atLeast === true ? compared >= figure.target.ratio : compared <= figure.target.ratio;
  return `${held ? 'met' : 'MISSED'} (target ${figure.target.atLeast === true ? '≥' : '≤'} ${figure.target.ratio}${figure.beside ? ' ×' : ` ${figure.unit}`})`;
};

export const printFigures = (figures: readonly Figure[]): void => {
  for (const size of new Set(figures.map((figure) => figure.organisations))) {
    console.log(`\n${size.toLocaleString('en-GB')} organisations`);
    for (const figure of figures.filter((entry) => entry.organisations === size)) {
      const { median, min, max } = figure.value;
      const range = `${number(median)} ${figure.unit} (${number(min)}–${number(max)})`;
      const ratio = figure.beside
        ? `${(median / figure.beside.value).toFixed(2)} × ${figure.beside.what} (${number(figure.beside.value)})`
        : '';
      console.log(`  ${figure.what.padEnd(52)} ${range.padEnd(30)} ${ratio.padEnd(48)} ${verdict(figure)}`);
    }
  }
};
