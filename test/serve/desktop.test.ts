import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../src/base/result.ts';
import { statementLimits } from '../../src/exchange/trust/statements.ts';
import { createHost } from '../../src/host/host.ts';
import type { Desktop } from '../../src/ipc/contract.ts';
import { methods } from '../../src/ipc/methods.ts';
import { createDesktop, safetyPort } from '../../src/renderer/app/desktop.ts';
import { exchangeTicket, readSecret } from '../../src/renderer/app/loopback.ts';
import { entryAt, sentinelAt } from '../host/open.ts';
import { type CountedShell, startCountedShell } from './shell.ts';

/** The window's client against the real loopback shell; only what a browser would add to its requests is added here. */

let shell: CountedShell;
const places: string[] = [];
const kept = new Map<string, string>();
const realFetch = globalThis.fetch;
const unavailable = { ok: false, error: { type: 'desktopUnavailable' } };

const asOwnPage =
  (port: number): typeof fetch =>
  (path, init) => {
    const headers = new Headers(init?.headers);
    headers.set('origin', `http://127.0.0.1:${port}`);
    headers.set('sec-fetch-site', 'same-origin');
    return realFetch(`http://127.0.0.1:${port}${String(path)}`, { ...init, headers });
  };

const useWindow = (desktop?: unknown): void => {
  vi.stubGlobal('window', desktop === undefined ? {} : { desktop });
};

const startShell = async (): Promise<void> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'interreg-desktop-'));
  shell = await startCountedShell(createHost({ shell: 'loopback', appVersion: '1', dataFolder, clock: () => 7 }));
  vi.stubGlobal('fetch', asOwnPage(shell.port));
};

beforeEach(async () => {
  kept.clear();
  places.length = 0;
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal('location', { replace: (place: string) => places.push(place) });
  useWindow();
  await startShell();
});
afterEach(async () => {
  await shell.stop();
  vi.unstubAllGlobals();
});

describe('the desktop behind the loopback shell', () => {
  it('answers once a ticket was exchanged, and after a reload', async () => {
    expect(await exchangeTicket(shell.session.issueTicket())).toBe(true);
    expect(await createDesktop().writeSettings({ language: 'hu' })).toEqual(ok(null));
    expect(await createDesktop().readSettings({})).toEqual(ok({ language: 'hu' }));
    expect(places).toEqual([]);
  });

  it('leads to the door when the page has no secret or one of an earlier run', async () => {
    expect(await createDesktop().hello({})).toEqual(unavailable);
    expect(places).toEqual(['/']);
    await exchangeTicket(shell.session.issueTicket());
    await shell.stop();
    await startShell();
    expect(await createDesktop().hello({})).toEqual(unavailable);
    expect(places).toEqual(['/', '/']);
    expect(readSecret()).toBeNull();
  });

  it('leaves a page alone that somebody may be typing into', async () => {
    await exchangeTicket(shell.session.issueTicket());
    const desktop = createDesktop();
    expect(await desktop.readSettings({})).toEqual(ok({}));
    await exchangeTicket(shell.session.issueTicket());
    kept.set([...kept.keys()][0] ?? '', 'the secret of the run before');
    expect(await desktop.readSettings({})).toEqual(unavailable);
    expect(places).toEqual([]);
  });

  it('never throws when the host is gone, and works again when it is back', async () => {
    await exchangeTicket(shell.session.issueTicket());
    const desktop = createDesktop();
    await desktop.hello({});
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    for (const method of methods) expect(await (desktop[method] as (request: object) => Promise<unknown>)({})).toEqual(unavailable);
    vi.stubGlobal('fetch', asOwnPage(shell.port));
    expect(await desktop.readSettings({})).toEqual(ok({}));
  });

  it('takes nothing for an answer that is none', async () => {
    await exchangeTicket(shell.session.issueTicket());
    for (const body of ['', 'text', '\0\0\0\u0002{}']) {
      vi.stubGlobal('fetch', async () => new Response(body));
      expect(await createDesktop().hello({})).toEqual(unavailable);
    }
  });

  it('does not take a used ticket', async () => {
    const ticket = shell.session.issueTicket();
    expect([await exchangeTicket(ticket), await exchangeTicket(ticket)]).toEqual([true, false]);
  });

  it('carries the safety copy there and back', async () => {
    await exchangeTicket(shell.session.issueTicket());
    const port = safetyPort(createDesktop());
    expect(await port.readSentinel()).toBe(null);
    const entry = entryAt(1, 'árvíztűrő tükörfúrógép, și țară');
    await port.append(entry);
    expect(await port.list()).toMatchObject([{ name: '000000001.json', seq: 1, snapshot: false }]);
    expect(await port.read('000000001.json')).toEqual(entry.bundle);
    expect(await port.readSentinel()).toEqual(sentinelAt(1));
    expect(await port.read('000000002.json')).toBe(null);
  });

  it('carries lists as long as the contract takes', async () => {
    await exchangeTicket(shell.session.issueTicket());
    const desktop = createDesktop();
    const uses = Array.from({ length: 20_000 }, (_, n) => ({
      sha256: 'a'.repeat(64),
      of: `0199b0c0-0000-7000-8000-${String(n).padStart(12, '0')}`,
    }));
    expect(await desktop.noteAttachments({ uses })).toEqual(ok([]));
    const recipients = Array.from({ length: statementLimits.statements }, () => `age1${'q'.repeat(58)}`);
    expect(await desktop.putPlaceBlob({ place: 'a'.repeat(20), sha256: 'a'.repeat(64), recipients })).toMatchObject({
      error: { type: 'recipientUnreadable' },
    });
  });
});

describe('the desktop in Electron', () => {
  it('is what the preload script exposed', async () => {
    const calls: unknown[] = [];
    const hello: Desktop['hello'] = async (request) => {
      calls.push(request);
      return ok({ shell: 'electron', appVersion: '1', dataFolder: '/' });
    };
    useWindow({ hello });
    expect(await createDesktop().hello({})).toMatchObject({ ok: true, value: { shell: 'electron' } });
    expect(calls).toEqual([{}]);
  });

  it.each([
    ['the main process is gone', () => Promise.reject(new Error('gone'))],
    [
      'the call throws',
      () => {
        throw new Error('could not be cloned');
      },
    ],
    ['the answer is none', async () => 'text'],
    ['the answer is half', async () => ({ ok: true })],
  ])('never throws when %s', async (_what, hello) => {
    useWindow({ hello });
    expect(await createDesktop().hello({})).toEqual(unavailable);
  });
});
