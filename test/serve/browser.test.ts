import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { frameType } from '../../src/ipc/frame.ts';
import { launchBrowser } from '../browser.ts';
import { admit, type CountedShell, startCountedShell } from './shell.ts';

/** A hostile page in a real browser: at a name of its own, at our own address under another name, and at another port of this machine. */

let shell: CountedShell;
let attacker: Server;
let browser: BrowserContext;
let page: Page;
let ownPage: string;
let rebound: string;

const open = async (url: string): Promise<void> => {
  await page.goto(url);
};

beforeAll(async () => {
  shell = await startCountedShell();
  attacker = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<title>attacker</title>');
  });
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
  const { port } = attacker.address() as AddressInfo;
  ownPage = `http://attacker.test:${port}/`;
  rebound = `http://rebound.test:${shell.port}`;
  browser = await launchBrowser({
    args: ['--host-resolver-rules=MAP attacker.test 127.0.0.1, MAP rebound.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
}, 60_000);

beforeEach(async () => {
  page = await browser.newPage();
});
afterEach(() => page.close());

afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => attacker.close(resolve));
  await shell.stop();
});

type Attempt = {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly mode: RequestMode;
};

/** What the page's own script sees of a request: status and text, or the name of the failure. */
const attempt = (given: Attempt): Promise<string> =>
  page.evaluate(
    ({ url, method, headers, mode }) =>
      fetch(url, { method, headers, mode, ...(method === 'GET' ? {} : { body: '{}' }) }).then(
        async (response) => `${response.status} ${await response.text()}`,
        (cause: Error) => cause.name,
      ),
    given,
  );

describe('a page of another site', () => {
  const secretHeaders = (): Readonly<Record<string, string>> => ({ 'content-type': frameType, 'x-interreg-cluster': admit(shell.session) });

  it.each(['cors', 'no-cors'] as const)('reads and calls nothing by fetch (%s)', async (mode) => {
    await open(ownPage);
    const at = `http://127.0.0.1:${shell.port}`;
    for (const path of ['/', '/index.html', '/api/hello', '/session']) {
      expect(await attempt({ url: at + path, method: 'GET', headers: {}, mode })).not.toContain('the page');
      expect(await attempt({ url: at + path, method: 'POST', headers: { 'content-type': 'text/plain' }, mode })).not.toMatch(/^200/);
    }
    expect(shell.calls).toEqual([]);
  });

  it('calls nothing even if it knew the secret', async () => {
    await open(ownPage);
    const url = `http://127.0.0.1:${shell.port}/api/hello`;
    expect(await attempt({ url, method: 'POST', headers: secretHeaders(), mode: 'cors' })).toBe('TypeError');
    expect(shell.calls).toEqual([]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'calls nothing by a form of type %s',
    async (type) => {
      await open(ownPage);
      const answered = page.waitForResponse((response) => response.url().includes('/api/hello'));
      await page.evaluate(
        ({ action, enctype }) => {
          const form = document.createElement('form');
          Object.assign(form, { method: 'POST', action, enctype });
          document.body.append(form);
          form.submit();
        },
        { action: `http://127.0.0.1:${shell.port}/api/hello`, enctype: type },
      );
      expect((await answered).status()).toBe(403);
      expect(shell.calls).toEqual([]);
    },
  );

  it('shows nothing of ours in an image, a script, a style sheet, a frame or an object', async () => {
    await open(ownPage);
    const outcomes = await page.evaluate(async (at) => {
      const load = (tag: 'img' | 'script' | 'link' | 'object', attribute: 'src' | 'href' | 'data'): Promise<string> =>
        new Promise((resolve) => {
          const element = document.createElement(tag);
          if (tag === 'link') element.setAttribute('rel', 'stylesheet');
          element.onload = () => resolve('loaded');
          element.onerror = () => resolve('refused');
          element.setAttribute(attribute, `${at}/`);
          document.body.append(element);
        });
      const frame = document.createElement('iframe');
      frame.src = `${at}/`;
      const framed = new Promise((resolve) => {
        frame.onload = resolve;
      });
      document.body.append(frame);
      await framed;
      return Promise.all([load('img', 'src'), load('script', 'src'), load('link', 'href'), load('object', 'data')]);
    }, `http://127.0.0.1:${shell.port}`);
    expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused']);
    const texts = await Promise.all(page.frames().map((frame) => frame.content().catch(() => '')));
    expect(texts.join('')).not.toContain('the page');
    expect(shell.calls).toEqual([]);
  });

  it('opens no web socket and no event stream', async () => {
    await open(ownPage);
    const outcomes = await page.evaluate(
      (host) =>
        Promise.all([
          new Promise((resolve) => {
            const socket = new WebSocket(`ws://${host}/api/hello`);
            socket.onopen = () => resolve('open');
            socket.onerror = () => resolve('refused');
          }),
          new Promise((resolve) => {
            const source = new EventSource(`http://${host}/api/hello`);
            source.onopen = () => resolve('open');
            source.onerror = () => resolve('refused');
          }),
        ]),
      `127.0.0.1:${shell.port}`,
    );
    expect(outcomes).toEqual(['refused', 'refused']);
    expect(shell.calls).toEqual([]);
  });

  it('gets no page by leading the person here', async () => {
    await open(ownPage);
    const answered = page.waitForResponse((response) => response.url().startsWith(`http://127.0.0.1:${shell.port}/`));
    await page.evaluate((url) => {
      location.href = url;
    }, `http://127.0.0.1:${shell.port}/index.html`);
    expect((await answered).status()).toBe(403);
  });
});

describe('a name that was rebound to this machine', () => {
  it('is shown nothing, and its script calls nothing', async () => {
    const answer = await page.goto(`${rebound}/`);
    expect(answer?.status()).toBe(421);
    expect(await page.content()).not.toContain('the page');
    for (const method of ['GET', 'POST']) {
      const seen = await attempt({
        url: `${rebound}/api/hello`,
        method,
        headers: { 'content-type': frameType, 'x-interreg-cluster': admit(shell.session) },
        mode: 'same-origin',
      });
      expect(seen).not.toMatch(/^200/);
    }
    expect(shell.calls).toEqual([]);
  });
});

describe('our own page', () => {
  it('is shown where a person opens it', async () => {
    expect((await page.goto(`http://127.0.0.1:${shell.port}/`))?.status()).toBe(200);
    expect(await page.content()).toContain('the page');
  });

  it('can call with its secret', async () => {
    await page.goto(`http://127.0.0.1:${shell.port}/`);
    const body = Buffer.from('00000019', 'hex').toString('latin1');
    const status = await page.evaluate(
      ({ headers, length }) =>
        fetch('/api/hello', {
          method: 'POST',
          headers,
          body: new Blob([new TextEncoder().encode(length), '{"members":{},"bytes":[]}']),
        }).then((response) => response.status),
      { headers: { 'content-type': frameType, 'x-interreg-cluster': admit(shell.session) }, length: body },
    );
    expect(status).toBe(200);
    expect(shell.calls.splice(0)).toEqual(['hello']);
  });
});
