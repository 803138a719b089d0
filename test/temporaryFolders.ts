import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const variables = process.platform === 'win32' ? ['TEMP', 'TMP'] : ['TMPDIR'];

/**
 * Gives a run one temporary folder of its own, in which everything lies that the tests, their browsers and other processes make, and answers
 * what removes it. What a killed browser has left goes with it. Set-up of Vitest and of Playwright.
 */
export const keepTogether = (): (() => void) => {
  const before = variables.map((name) => [name, process.env[name]] as const);
  const folder = mkdtempSync(join(tmpdir(), 'interreg-tests-'));
  chmodSync(folder, 0o755); // Some servers of shared places run as another user.
  for (const name of variables) process.env[name] = folder;
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
};

// biome-ignore lint/style/noDefaultExport: Both runners want it so.
export default keepTogether;
