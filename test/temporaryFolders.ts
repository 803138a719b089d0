import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const temporary = process.platform === 'win32' ? ['TEMP', 'TMP'] : ['TMPDIR'];
/** Where Node keeps what it has compiled: a process that the tests start is ready in half the time. */
const compiled = 'NODE_COMPILE_CACHE';

const prefix = 'interreg-tests-';
const dayMs = 24 * 60 * 60 * 1000;

/** A run that was killed removes nothing. */
const removeOld = (): void => {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix))) {
    const path = join(tmpdir(), name);
    const isOld = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY) > dayMs;
    if (isOld) rmSync(path, { recursive: true, force: true });
  }
};

/**
 * Gives a run one temporary folder of its own, in which everything lies that the tests, their browsers and other processes make, and answers
 * what removes it. What a killed browser has left goes with it. Set-up of Vitest and of Playwright.
 */
export const keepTogether = (): (() => void) => {
  const before = [...temporary, compiled].map((name) => [name, process.env[name]] as const);
  removeOld();
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o755); // Some servers of shared places run as another user.
  for (const name of temporary) process.env[name] = folder;
  process.env[compiled] = join(folder, 'compiled');
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
