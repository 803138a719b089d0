import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium } from '@playwright/test';

/**
 * The browser of the tests: the one named by `TEST_BROWSER`, an installed Chrome or Chromium, Playwright's own, or the one that comes as
 * a package from the npm registry (Linux x64). The last is unpacked once into `node_modules/.cache`.
 */

export type TestBrowser = { readonly path: string; readonly env: Readonly<Record<string, string>> };

const installed: Readonly<Record<string, readonly string[]>> = {
  linux: ['/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/usr/bin/chromium', '/usr/bin/chromium-browser'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe'],
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, 'node_modules', '.cache', 'test-browser');

const starts = (path: string, env: Readonly<Record<string, string>>): boolean =>
  spawnSync(path, ['--version'], { env: { ...process.env, ...env }, timeout: 30_000 }).status === 0;

/** Unpacks into a folder of its own and renames it, so that two test processes never see half a browser. */
const unpack = (): void => {
  mkdirSync(dirname(cache), { recursive: true });
  const partial = mkdtempSync(`${cache}-`);
  const script = `
    import { createRequire } from 'node:module';
    import { join } from 'node:path';
    import { inflate } from '@sparticuz/chromium';
    const bin = join(createRequire(import.meta.url).resolve('@sparticuz/chromium'), '..', '..', 'bin');
    for (const part of ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']) await inflate(join(bin, part));
  `;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, env: { ...process.env, TMPDIR: partial } });
  try {
    renameSync(partial, cache);
  } catch {
    rmSync(partial, { recursive: true, force: true }); // Another process was first; its copy is as good.
  }
};

const fromRegistry = (): TestBrowser => {
  if (!existsSync(join(cache, 'chromium'))) unpack();
  const path = join(cache, 'chromium');
  const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(cache, 'fonts') };
  const bundledLibraries = { ...fonts, LD_LIBRARY_PATH: join(cache, 'al2023', 'lib') };
  return { path, env: starts(path, fonts) ? fonts : bundledLibraries };
};

let found: TestBrowser | undefined;

/** Path of the browser's executable and the environment it needs. Throws where there is none. */
export const findBrowser = (): TestBrowser => {
  if (found) return found;
  const candidates = [process.env.TEST_BROWSER ?? '', ...(installed[process.platform] ?? []), chromium.executablePath()];
  const path = candidates.find((candidate) => candidate !== '' && existsSync(candidate));
  found = path === undefined ? fromRegistry() : { path, env: {} };
  return found;
};

/** No background traffic, no sandbox as root (containers), no lookup of any host but loopback. */
export const browserArguments: readonly string[] = [
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--font-render-hinting=none',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

export type LaunchOptions = {
  /** Folder of the profile; a fresh temporary one when left out. */
  readonly profile?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly locale?: string;
  readonly colorScheme?: 'light' | 'dark';
  readonly deviceScaleFactor?: number;
  readonly args?: readonly string[];
};

const launchAttempts = 3;

/** Starts once more what did not come up: a browser whose profile was killed or damaged on purpose sometimes needs a second try. */
const tryAgain = async <T>(start: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; attempt < launchAttempts; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      console.warn(`The browser did not start at attempt ${attempt}.`, error);
    }
  }
  return start();
};

/** A browser with a profile of its own on disk, as a person has. Close the context when done; a temporary profile goes with the run's temporary folder. */
export const launchBrowser = (options: LaunchOptions = {}): Promise<BrowserContext> => {
  const browser = findBrowser();
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'interreg-browser-'));
  return tryAgain(() => launch(browser, profile, options));
};

/** A button that never comes fails in a minute, not after the five of a whole test. */
const actionMs = 60_000;

const launch = async (browser: TestBrowser, profile: string, options: LaunchOptions): Promise<BrowserContext> => {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser.path,
    env: { ...(process.env as Record<string, string>), ...browser.env },
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: options.viewport ?? { width: 1366, height: 768 },
    locale: options.locale ?? 'en-GB',
    timezoneId: 'Europe/Budapest',
    colorScheme: options.colorScheme ?? 'light',
    deviceScaleFactor: options.deviceScaleFactor ?? 1,
    args: [...browserArguments, ...(options.args ?? [])],
  });
  context.setDefaultTimeout(actionMs);
  return context;
};
