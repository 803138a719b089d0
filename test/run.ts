import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The whole check, in the order in which a failure is cheapest to find: types, lint, rooms, build, then the tests in Node and in a real
 * browser. Ends with one line `N passed, N failed` (and `, N skipped` where a machine cannot run something); the reasons stand above it.
 */

type Count = { passed: number; failed: number; skipped: number };

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name: string): string => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
const reports = mkdtempSync(join(tmpdir(), 'interreg-reports-'));
const total: Count = { passed: 0, failed: 0, skipped: 0 };
const notes: string[] = [];

const run = (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });

const add = (count: Count): void => {
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
};

/** A step that either holds or does not, such as the type check: one of the tests. */
const step = async (title: string, command: string, args: readonly string[]): Promise<boolean> => {
  console.log(`\n── ${title}`);
  const held = (await run(command, args)) === 0;
  add({ passed: held ? 1 : 0, failed: held ? 0 : 1, skipped: 0 });
  if (!held) notes.push(`failed: ${title}`);
  return held;
};

type VitestReport = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numFailedTestSuites: number };

const vitest = async (): Promise<void> => {
  console.log('\n── unit, store and shell tests');
  const file = join(reports, 'vitest.json');
  const code = await run(bin('vitest'), [
    'run',
    '--config',
    'test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  // A suite that could not be loaded has no failed test of its own, and must not pass for that.
  const failed = Math.max(report.numFailedTests, code === 0 ? 0 : 1);
  add({ passed: report.numPassedTests, failed, skipped: report.numPendingTests });
};

type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: readonly { message?: string }[];
};

const playwright = async (): Promise<void> => {
  console.log('\n── end to end');
  const file = join(reports, 'playwright.json');
  const code = await run(bin('playwright'), ['test', '--config', 'test/playwright.config.ts', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  });
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as PlaywrightReport;
  const failed = Math.max(stats.unexpected + stats.flaky, code === 0 ? 0 : 1);
  add({ passed: stats.expected, failed, skipped: stats.skipped });
};

const attempt = async (title: string, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    add({ passed: 0, failed: 1, skipped: 0 });
    notes.push(`failed: ${title} gave no report (${String(error)})`);
  }
};

await step('types', bin('tsc'), ['-b']);
await step('lint and format', bin('biome'), ['check', '--error-on-warnings']);
await step('rooms', bin('depcruise'), ['src', '--config', 'test/rooms.cjs', '--output-type', 'err']);
const built = await step('build', bin('electron-vite'), ['build', '--logLevel', 'warn']);
if (built) {
  await attempt('vitest', vitest);
  await attempt('playwright', playwright);
}
rmSync(reports, { recursive: true, force: true });

for (const note of notes) console.log(note);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 ? 1 : 0;
