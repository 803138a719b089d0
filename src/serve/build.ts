import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const sources = ['src', 'locales', 'electron.vite.config.ts', 'package-lock.json'];
const results = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

/** UTC milliseconds of the last change, NaN where there is nothing. */
const changedAt = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.mtimeMs ?? Number.NaN;

const filesIn = async (path: string): Promise<readonly string[]> => {
  const found = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.length === 0 ? [path] : found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

/** Whether some source is newer than what was built, or something was never built. Looks at dates only: some hundred files, some milliseconds. */
export const needsBuild = async (root: string): Promise<boolean> => {
  const builtAt = Math.min(...(await Promise.all(results.map((name) => changedAt(join(root, name))))));
  if (Number.isNaN(builtAt)) return true;
  const files = (await Promise.all(sources.map((name) => filesIn(join(root, name))))).flat();
  const changes = await Promise.all(files.map(changedAt));
  return changes.some((at) => at > builtAt);
};

/** Builds all three sides. Answers null when it worked, else what the builder printed. */
export const build = (root: string): Promise<string | null> =>
  new Promise((resolve) => {
    const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const child = spawn(process.execPath, [builder, 'build', '--logLevel', 'warn'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (cause) => resolve(cause.message));
    child.once('exit', (code) => resolve(code === 0 ? null : output));
  });
