import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestOf } from '../../src/ipc/contract.ts';
import type { StandInApplication } from '../standin/launch.ts';
import { launchApp } from './app.ts';

const temporary = (): string => mkdtempSync(join(tmpdir(), 'interreg-shell-'));
const dataFolder = temporary();
let app: StandInApplication;
let page: Page;

beforeAll(async () => {
  app = launchApp({ dataFolder });
  page = await app.firstWindow();
  await page.waitForFunction(() => window.desktop !== undefined && document.readyState === 'complete');
});
afterAll(() => app.close());

const device = '01990000-0000-7000-8000-000000000001';
const add = (config: RequestOf<'addPlace'>['config']) =>
  page.evaluate((request) => window.desktop?.addPlace(request), {
    label: 'Közös mappa',
    config,
    secret: 'sz3cret',
    cluster: 'cluster-1',
    device,
    sealed: false,
  });

describe('a shared place added in the window', () => {
  it('has its secret sealed by the system’s key store, and the window does not get it back', async () => {
    const added = await add({ kind: 'folder', path: temporary() });
    if (added?.ok !== true) throw new Error(`not added: ${added?.error.type}`);
    const kept = JSON.parse(readFileSync(join(dataFolder, 'secrets', `place.${added.value.id}.json`), 'utf8')) as {
      readonly kept: string;
      readonly secret: string;
    };
    expect(kept.kept).toBe('systemKeyStore');
    expect(Buffer.from(kept.secret, 'base64').toString()).not.toContain('sz3cret');
    const listed = await page.evaluate(() => window.desktop?.listPlaces({}));
    expect(JSON.stringify([added, listed])).not.toContain('sz3cret');
  });

  it.each([
    { kind: 'webdav', url: 'http://127.0.0.1:1/', user: 'u' },
    { kind: 's3', endpoint: 'http://127.0.0.1:1', region: 'r', bucket: 'bucket', prefix: '', accessKey: 'k' },
  ] as const)('is asked by the built program itself: $kind', async (config) => {
    expect(await add(config)).toMatchObject({ ok: false, error: { type: 'placeUnreachable', code: 'ECONNREFUSED' } });
  });
});
