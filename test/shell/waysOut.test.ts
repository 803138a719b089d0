import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StandInApplication, Told } from '../standin/launch.ts';
import { launchApp } from './app.ts';

let app: StandInApplication;
let page: Page;

beforeAll(async () => {
  app = launchApp();
  page = await app.firstWindow();
  await page.waitForFunction(() => window.desktop !== undefined && document.readyState === 'complete');
});
afterAll(() => app.close());

/** What the stand-in told since `before`, once there is enough of it. */
const toldSince = (before: number, count: number, test: (told: Told) => boolean): Promise<Told[]> =>
  app.until(`${count} events`, () => {
    const found = app.told.slice(before).filter(test);
    return found.length >= count ? found : undefined;
  });

const requestsTo = (part: string): readonly Told[] =>
  app.told.filter(({ type, url, cancelled }) => type === 'request' && url.includes(part) && !cancelled);
const windowCount = (): Promise<number> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

describe('a page', { timeout: 30_000 }, () => {
  it('opens no window of its own; web, mail and telephone links go to the system', async () => {
    const before = app.told.length;
    const urls = ['https://evil.test/a', 'mailto:iroda@example.org', 'tel:+3662000000'];
    await page.evaluate((list) => {
      for (const url of list) window.open(url);
      window.open('/index.html', 'other', 'width=100');
      const link = document.createElement('a');
      Object.assign(link, { href: 'https://evil.test/b', target: '_blank', rel: 'noopener' });
      document.body.append(link);
      link.click();
    }, urls);
    const asked = await toldSince(before, 5, ({ type }) => type === 'window-open');
    expect(asked.map(({ action }) => action)).toEqual(asked.map(() => 'deny'));
    const opened = await toldSince(before, 4, ({ type }) => type === 'open-external');
    expect(opened.map(({ url }) => url).sort()).toEqual([...urls, 'https://evil.test/b'].sort());
    expect(await windowCount()).toBe(1);
    expect(requestsTo('evil.test')).toEqual([]);
  });

  it('hands no address with a name and password to the system', async () => {
    const before = app.told.length;
    await page.evaluate(() => void window.open('https://user:word@evil.test/'));
    await toldSince(before, 1, ({ type }) => type === 'window-open');
    expect(app.told.slice(before).filter(({ type }) => type === 'open-external')).toEqual([]);
    expect(await windowCount()).toBe(1);
  });

  it('stays where it is', async () => {
    const before = app.told.length;
    await page.evaluate(() => {
      location.href = 'https://evil.test/navigation';
    });
    await page.evaluate(() => {
      setTimeout(() => location.assign('/door.html'), 50);
    });
    const asked = await toldSince(before, 2, ({ type, isMainFrame }) => type === 'navigation' && isMainFrame === true);
    expect(asked.map(({ url, prevented }) => [url, prevented])).toEqual([
      ['https://evil.test/navigation', true],
      ['app://bundle/door.html', true],
    ]);
    expect(requestsTo('evil.test')).toEqual([]);
  });

  it('may load itself again', async () => {
    const before = app.told.length;
    await page.evaluate(() => {
      setTimeout(() => location.reload(), 20);
    });
    const [asked] = await toldSince(before, 1, ({ type, isMainFrame }) => type === 'navigation' && isMainFrame === true);
    expect(asked?.prevented).toBe(false);
    await page.waitForFunction(() => window.desktop !== undefined && document.readyState === 'complete');
  });

  it('gets no frame, redirect, web view or foreign download past the policy', async () => {
    const prevented = await app.evaluate(({ BrowserWindow, session }) => {
      const contents: { emit: (name: string, ...args: unknown[]) => unknown } | undefined = BrowserWindow.getAllWindows()[0]?.webContents;
      const refused: string[] = [];
      const event = (name: string, url: string) => ({ url, isMainFrame: false, preventDefault: () => refused.push(`${name} ${url}`) });
      for (const name of ['will-frame-navigate', 'will-redirect', 'will-attach-webview'])
        contents?.emit(name, event(name, 'app://bundle/index.html'));
      for (const url of ['https://evil.test/x', 'blob:https://evil.test/1', 'blob:app://bundle/1']) {
        const downloads: { emit: (name: string, ...args: unknown[]) => unknown } = session.defaultSession;
        downloads.emit('will-download', event('will-download', url), { getURL: () => url });
      }
      return refused;
    });
    expect(prevented).toEqual([
      'will-frame-navigate app://bundle/index.html',
      'will-redirect app://bundle/index.html',
      'will-attach-webview app://bundle/index.html',
      'will-download https://evil.test/x',
      'will-download blob:https://evil.test/1',
    ]);
  });

  it('gets the camera, may copy, and has no other permission it asks for', async () => {
    const answers = await page.evaluate(async () => ({
      notification: await Notification.requestPermission(),
      position: await new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          (error) => resolve(error.code),
        );
      }),
      microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      ),
      both: await navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      ),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        (stream) => stream.getTracks().map(({ kind }) => kind),
        (error: Error) => error.name,
      ),
      pasted: await navigator.clipboard.readText().catch((error: Error) => error.name),
      midi: await navigator.requestMIDIAccess({ sysex: true }).then(
        () => 'granted',
        (error: Error) => error.name,
      ),
    }));
    expect(answers).toEqual({
      notification: 'denied',
      position: 1,
      microphone: 'NotAllowedError',
      both: 'NotAllowedError',
      camera: ['video'],
      pasted: 'NotAllowedError',
      midi: expect.stringMatching(/NotAllowedError|SecurityError/),
    });
  });

  it('sees every permission but the camera and copying denied when it checks', async () => {
    const states = await page.evaluate(() =>
      Promise.all(
        (['geolocation', 'notifications', 'microphone', 'clipboard-read', 'camera', 'clipboard-write'] as PermissionName[]).map((name) =>
          navigator.permissions.query({ name }).then(({ state }) => state),
        ),
      ),
    );
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'granted', 'granted']);
  });
});
