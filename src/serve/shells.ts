import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Electron's executable inside its package, by system. */
const executables: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  linux: 'electron',
  win32: 'electron.exe',
};

/** Why there is no window of its own; null where there can be one. */
export type NoWindow = 'noBinary' | 'noDisplay';

/**
 * Electron's executable where it lies unpacked, or the reason why no window can open. Looks at folders only: asking the package itself
 * would begin a download.
 */
export const findElectron = (root: string, platform: NodeJS.Platform, environment: Environment): { readonly path: string } | NoWindow => {
  const folder = environment.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules', 'electron', 'dist');
  const path = join(folder, executables[platform] ?? 'electron');
  if (!existsSync(path)) return 'noBinary';
  const needsDisplay = platform !== 'darwin' && platform !== 'win32';
  return needsDisplay && !environment.DISPLAY && !environment.WAYLAND_DISPLAY ? 'noDisplay' : { path };
};

/** Runs the built program in Electron until its windows are closed; resolves with its exit code. */
export const runElectron = (path: string, root: string, args: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(path, [root, ...args], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 0));
  });

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  linux: ['xdg-open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Shows the address in the person's default browser, where the system has a way to; the printed address serves everybody else. */
export const openBrowser = (url: string, platform: NodeJS.Platform): void => {
  const [command, ...args] = openers[platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.once('error', () => undefined); // No browser here: the address has been printed.
  child.unref();
};
