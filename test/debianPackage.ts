import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** A Debian package unpacked for a test, or why it cannot be had here. */
export type DebianPackage = { readonly root: string } | { readonly missing: string };

const cache = new URL('../node_modules/.cache/debian', import.meta.url).pathname;

/** Downloads a package with apt and unpacks it beside the tests' other caches; the system itself stays as it is. */
export const unpackDebianPackage = (name: string): DebianPackage => {
  const root = join(cache, name);
  if (existsSync(root)) return { root };
  const work = `${root}.${process.pid}`;
  try {
    mkdirSync(work, { recursive: true });
    execFileSync('apt-get', ['download', name], { cwd: work, stdio: 'pipe', timeout: 120_000 });
    const file = readdirSync(work).find((each) => each.endsWith('.deb')) ?? '';
    execFileSync('dpkg', ['-x', file, 'unpacked'], { cwd: work, stdio: 'pipe', timeout: 60_000 });
    if (!existsSync(root)) renameSync(join(work, 'unpacked'), root);
    return { root };
  } catch (cause) {
    return { missing: `Debian package ${name} cannot be had: ${String(cause).split('\n')[0]}` };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};
