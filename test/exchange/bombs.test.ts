import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const child = new URL('./bombChild.ts', import.meta.url).pathname;

const readIn = async (kind: string, shape: string) => {
  const { stdout } = await promisify(execFile)(process.execPath, [child, kind, shape]);
  return JSON.parse(stdout) as { readonly read: { readonly ok: boolean; readonly error: unknown }; readonly peakMiB: number };
};

const refusals = [
  ['spaces', { type: 'bundleNotABundle' }],
  ['header, then spaces', { type: 'bundleMalformed', line: 2, what: 'shape' }],
  ['header, then one endless text', { type: 'bundleMalformed', line: 2, what: 'lineLength' }],
  ['header, then empty records', { type: 'bundleMalformed', line: 2, what: 'shape' }],
  ['an endless header', { type: 'bundleMalformed', line: 1, what: 'lineLength' }],
] as const;

describe('two gibibytes are refused in less than 300 MiB', () => {
  it.each(refusals.flatMap(([kind, error]) => [[kind, 'stream', error] as const, [kind, 'gzip', error] as const]))(
    '%s, as a %s',
    async (kind, shape, error) => {
      const { read, peakMiB } = await readIn(kind, shape);
      expect(read).toEqual({ ok: false, error });
      expect(peakMiB).toBeLessThan(300);
    },
  );

  it.each([
    ['one record again and again', 'stream', 88],
    ['one record again and again', 'gzip', 88],
    ['one record again and again', 'gzip file', 400],
    ['ever other records', 'gzip file', 400],
    ['one record again and again', 'gzip file in memory', 400],
  ])('well-formed to the last line: %s, as a %s', async (kind, shape, limitMiB) => {
    const { read, peakMiB } = await readIn(kind, shape);
    expect(read).toEqual({ ok: false, error: { type: 'bundleTooLarge', limitMiB } });
    expect(peakMiB).toBeLessThan(300);
  });

  it('a file whose size alone is too much', async () => {
    const { read, peakMiB } = await readIn('spaces', 'file');
    expect(read).toEqual({ ok: false, error: { type: 'bundleTooLarge', limitMiB: 400 } });
    expect(peakMiB).toBeLessThan(300);
  });
});
