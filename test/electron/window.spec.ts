import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import type { Desktop } from '../../src/ipc/contract.ts';
import { findElectron } from '../../src/serve/shells.ts';

/** The built program in Electron itself. Where there is no binary or no display, these tests are reported as skipped with the reason. */

declare global {
  interface Window {
    readonly desktop?: Desktop;
  }
}

const root = dirname(dirname(import.meta.dirname));
const electron = findElectron(root, process.platform, process.env);
const reasons = {
  noBinary: 'Electron itself was not run: its binary is not installed here',
  noDisplay: 'Electron itself was not run: no display',
};

let app: ElectronApplication;
let page: Page;
let dataFolder: string;

test.skip(typeof electron === 'string', typeof electron === 'string' ? reasons[electron] : '');

test.beforeAll(async () => {
  if (typeof electron === 'string') return;
  dataFolder = mkdtempSync(join(tmpdir(), 'interreg-electron-'));
  const args = [root, `--data=${dataFolder}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  app = await _electron.launch({ executablePath: electron.path, args });
  page = await app.firstWindow();
  await page.waitForFunction(() => window.desktop !== undefined);
});
test.afterAll(async () => {
  if (typeof electron !== 'string') await app.close();
});

test('opens one window with the declared preferences', async () => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents: object = BrowserWindow.getAllWindows()[0]?.webContents ?? {};
    return 'getLastWebPreferences' in contents && typeof contents.getLastWebPreferences === 'function'
      ? contents.getLastWebPreferences()
      : null;
  });
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
  });
  expect(await page.evaluate(() => ['require', 'process', 'module', 'ipcRenderer'].filter((name) => name in window))).toEqual([]);
});

test('shows the built page under its own scheme and its policy', async () => {
  expect(await page.evaluate(() => location.origin)).toBe('app://bundle');
  const blocked = await page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
        fetch('https://evil.test/').catch(() => undefined);
      }),
  );
  expect(blocked).toBe('connect-src');
  for (const path of ['/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/..%2fmain%2findex.js']) {
    expect(
      await page.evaluate(
        (target) =>
          fetch(target).then(
            (answer) => answer.status,
            () => 404,
          ),
        path,
      ),
    ).toBe(404);
  }
});

test('answers the contract and refuses what it does not know', async () => {
  expect(await page.evaluate(() => window.desktop?.hello({}))).toMatchObject({ ok: true, value: { shell: 'electron', dataFolder } });
  const refused = await page.evaluate(() => window.desktop?.readSafetyCopy({ name: '../settings.json' }));
  expect(refused).toEqual({ ok: false, error: { type: 'invalidRequest' } });
});

test('opens no window, goes nowhere and grants nothing', async () => {
  await app.evaluate(({ shell }) => {
    shell.openExternal = async () => undefined;
  });
  expect(await page.evaluate(() => window.open('/door.html'))).toBe(null);
  await page.evaluate(() => {
    location.href = 'https://evil.test/';
  });
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied');
  expect(page.url()).toMatch(/^app:\/\/bundle\/index\.html/);
  expect(app.windows()).toHaveLength(1);
});
