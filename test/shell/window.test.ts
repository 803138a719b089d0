import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desktop } from '../../src/ipc/contract.ts';
import { methods, resumed } from '../../src/ipc/methods.ts';
import type { StandInApplication } from '../standin/launch.ts';
import { launchApp, mainBundle, root } from './app.ts';

declare global {
  interface Window {
    readonly desktop?: Desktop;
  }
}

let app: StandInApplication;
let page: Page;
const dataFolder = mkdtempSync(join(tmpdir(), 'interreg-shell-'));
const neighbour = join(root, 'out', 'renderer-secret'); // Its name begins like the served folder's.

beforeAll(async () => {
  mkdirSync(neighbour, { recursive: true });
  writeFileSync(join(neighbour, 'x'), 'outside-of-the-bundle');
  app = launchApp({ dataFolder });
  page = await app.firstWindow();
  await page.waitForFunction(() => window.desktop !== undefined && document.readyState === 'complete');
});
afterAll(async () => {
  rmSync(neighbour, { recursive: true, force: true });
  await app.close();
});

type Deed = 'inline' | 'eval' | 'fetch' | 'image' | 'style' | 'frame' | 'worker' | 'form' | 'base' | 'html';

/** Does what a page must not and answers the directive that stopped it. */
const violationOf = (deed: Deed): Promise<string> =>
  page.evaluate(
    (what) =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
        setTimeout(() => resolve('nothing stopped it'), 2000);
        const add = (tag: string, attributes: Readonly<Record<string, string>>, text = ''): void => {
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
          if (text !== '') element.append(text);
          document.body.append(element);
        };
        // Later, from a timer: what a test does directly may evaluate strings, what a page does may not.
        setTimeout(() => {
          if (what === 'inline') add('script', {}, 'window.inlineRan = true');
          if (what === 'style') add('style', {}, 'body { outline: 3px solid red }');
          if (what === 'image') add('img', { src: 'https://evil.test/x.png' });
          if (what === 'frame') add('iframe', { src: 'https://evil.test/' });
          if (what === 'base') add('base', { href: 'https://evil.test/' });
          if (what === 'fetch') void fetch('https://evil.test/').catch(() => undefined);
          try {
            if (what === 'eval') Reflect.construct(Function, ['window.inlineRan = true'])();
            if (what === 'html') document.createElement('div').innerHTML = '<b>text</b>';
            if (what === 'worker') new Worker('/assets/x.js');
          } catch {
            // The event tells which rule it was.
          }
        });
      }),
    deed,
  );

describe('the window', () => {
  it('opens with the declared preferences', async () => {
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
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
    });
  });

  it('is shown once it has something to show', async () => {
    await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
  });

  it('has neither Node nor Electron in its page', async () => {
    const names = ['require', 'process', 'module', 'global', 'Buffer', 'ipcRenderer', '__standin', '__standinBinding'];
    expect(await page.evaluate((list) => list.filter((name) => name in window), names)).toEqual([]);
    expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
  });

  it('tells the page when the machine has woken up', { timeout: 30_000 }, async () => {
    await page.evaluate((name) => {
      window.addEventListener(name, () => document.documentElement.setAttribute('data-woken', 'yes'));
    }, resumed);
    expect(await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))).toBe(true);
    await expect.poll(() => page.evaluate(() => document.documentElement.getAttribute('data-woken'))).toBe('yes');
  });

  it('runs the built program', async () => {
    expect(readFileSync(mainBundle, 'utf8')).toContain('from "electron"');
    await expect.poll(() => page.locator('#root').textContent()).not.toBe('');
  });
});

describe('the own protocol', () => {
  it('shows the page that was built', async () => {
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toMatch(
      /^app:\/\/bundle\/index\.html(#.*)?$/,
    );
    const served = await page.evaluate(() => fetch('/index.html').then((response) => response.text()));
    expect(served).toBe(readFileSync(join(root, 'out', 'renderer', 'index.html'), 'utf8'));
  });

  it.each([
    ['inline', 'require-trusted-types-for'],
    ['eval', 'require-trusted-types-for'],
    ['html', 'require-trusted-types-for'],
    ['worker', 'require-trusted-types-for'],
    ['fetch', 'connect-src'],
    ['image', 'img-src'],
    ['style', 'style-src-elem'],
    ['frame', 'frame-src'],
    ['base', 'base-uri'],
  ] as const)('stops %s', async (deed, directive) => {
    expect(await violationOf(deed)).toBe(directive);
    expect(await page.evaluate(() => 'inlineRan' in window)).toBe(false);
  });

  it('allows nothing inline and no string as code, even without trusted types', async () => {
    const policy = await page.evaluate(() => fetch('/index.html').then((response) => response.headers.get('content-security-policy')));
    expect(policy?.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"]),
    );
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it.each([
    '/..%2f..%2fpackage.json',
    '/%2e%2e%2f%2e%2e%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/../../package.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/..%5c..%5cpackage.json',
    '/..%2frenderer-secret%2fx',
    '/..%2fmain%2findex.js',
    '//etc/passwd',
    '/etc/passwd',
    '/%00',
    '/index.html%00.js',
  ])('serves nothing at %s', async (path) => {
    const answer = await page.evaluate(
      (target) =>
        fetch(location.origin + target).then(
          async (response) => ({
            status: response.status,
            text: await response.text(),
            policy: response.headers.get('content-security-policy'),
          }),
          () => null,
        ),
      path,
    );
    if (answer === null) return;
    expect(answer).toMatchObject({ status: 404, text: 'Not found\n' });
    expect(answer.policy).toContain("default-src 'none'");
  });
});

describe('the bridge', () => {
  it('is frozen and shows exactly the functions of the contract', async () => {
    const seen = await page.evaluate(() => ({
      frozen: Object.isFrozen(window.desktop),
      kinds: [...new Set(Object.values(window.desktop ?? {}).map((value) => typeof value))],
      names: Object.keys(window.desktop ?? {}),
      writable: Object.getOwnPropertyDescriptor(window, 'desktop')?.writable,
    }));
    expect(seen).toEqual({ frozen: true, kinds: ['function'], names: [...methods], writable: false });
  });

  it('answers the contract, bytes and accents unharmed', async () => {
    expect(await page.evaluate(() => window.desktop?.hello({}))).toEqual({
      ok: true,
      value: { shell: 'electron', appVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/), dataFolder },
    });
    expect(await page.evaluate(() => window.desktop?.writeSettings({ language: 'ro' }))).toEqual({ ok: true, value: null });
    expect(await page.evaluate(() => window.desktop?.readSettings({}))).toEqual({ ok: true, value: { language: 'ro' } });
    const bytes = await page.evaluate(async () => {
      const file = new TextEncoder().encode('%PDF-1.7 ő ș');
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', file));
      const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
      const put = await window.desktop?.putAttachment({ sha256, file });
      const got = await window.desktop?.getAttachment({ sha256 });
      return { put, text: got?.ok ? new TextDecoder().decode(got.value) : got };
    });
    expect(bytes).toEqual({ put: { ok: true, value: null }, text: '%PDF-1.7 ő ș' });
  });

  it.each([
    ['no method', []],
    ['a method that is none', ['readFile', {}]],
    ['a method that is an object', [{ name: 'hello' }, {}]],
    ['a name from the prototype', ['constructor', {}]],
    ['no request', ['hello']],
    ['a request with more', ['hello', { extra: true }]],
    ['a path for a name', ['readSafetyCopy', { name: '../settings.json' }]],
    ['a path for a hash', ['getAttachment', { sha256: '../../settings.json' }]],
    ['text for bytes', ['putAttachment', { sha256: 'a'.repeat(64), file: 'text' }]],
  ])('refuses %s', async (_what, args) => {
    expect(await app.forgeInvoke('bundle/index.html', 'desktop', ...args)).toEqual({
      result: { ok: false, error: { type: 'invalidRequest' } },
    });
  });

  it('refuses a frame of our own origin that is not the window itself', async () => {
    await page.evaluate(() => document.body.append(document.createElement('iframe')));
    const answer = await app.until('the frame', () => app.forgeInvoke('about:blank', 'desktop', 'hello', {}).catch(() => undefined));
    expect(answer).toEqual({ result: { ok: false, error: { type: 'invalidRequest' } } });
  });

  it('has no other channel', async () => {
    for (const channel of ['hello', 'readSettings', 'eval', 'ELECTRON_BROWSER_REQUIRE']) {
      expect(await app.forgeInvoke('bundle/index.html', channel, {})).toEqual({ error: `Error: No handler registered for '${channel}'` });
    }
  });

  it('refuses another page that the window was brought to, which reaches no other host either', async () => {
    const other = launchApp();
    const brought = await other.firstWindow();
    await brought.waitForLoadState('networkidle');
    await other.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.loadURL('about:blank'));
    const answer = await other.until('the frame', () => other.forgeInvoke('about:blank', 'desktop', 'hello', {}).catch(() => undefined));
    expect(answer).toEqual({ result: { ok: false, error: { type: 'invalidRequest' } } });
    await brought.evaluate(() => fetch('https://evil.test/leak', { mode: 'no-cors' }).catch(() => undefined));
    const asked = await other.until('the request', () =>
      other.told.find(({ type, url }) => type === 'request' && url === 'https://evil.test/leak'),
    );
    expect(asked.cancelled).toBe(true);
    await other.close();
  });
});
