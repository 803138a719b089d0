import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launchApp } from './app.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'interreg-shell-'));

describe('the program', { timeout: 45_000 }, () => {
  it('runs once for a data folder and brings its window to the front when started again', async () => {
    const dataFolder = folder();
    const first = launchApp({ dataFolder });
    await first.firstWindow();
    await first.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    const second = launchApp({ dataFolder });
    expect(await second.exited).toBe(0);
    expect(second.told.filter(({ type }) => type === 'window')).toEqual([]);
    await first.until('the window is back', async () =>
      (await first.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized())) === false ? true : undefined,
    );
    await first.close();
  });

  it('ends with its last window and gives its folder back', async () => {
    const dataFolder = folder();
    const app = launchApp({ dataFolder });
    const page = await app.firstWindow();
    expect(existsSync(join(dataFolder, 'lock'))).toBe(true);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    expect(await app.exited).toBe(0);
    await expect.poll(() => page.isClosed()).toBe(true);
    expect(existsSync(join(dataFolder, 'lock'))).toBe(false);
  });

  it('says so in the language that was chosen and ends when another program has its folder', async () => {
    const dataFolder = folder();
    writeFileSync(join(dataFolder, 'lock'), String(process.pid));
    writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ language: 'ro' }));
    const app = launchApp({ dataFolder });
    await app.evaluate(({ dialog }) => {
      dialog.showErrorBox = (title, text) => console.error(`${title}: ${text}`);
    });
    expect(await app.exited).toBe(1);
    expect(app.stderr).toContain(
      `InterregCluster: InterregCluster rulează deja cu dosarul de date ${dataFolder} (procesul ${process.pid}).`,
    );
    expect(app.told.filter(({ type }) => type === 'window')).toEqual([]);
  });

  it('has developer tools while it is developed, and none once it is packaged', async () => {
    for (const packaged of [false, true]) {
      const app = launchApp({ env: { STANDIN_PACKAGED: packaged ? '1' : '0' } });
      await app.firstWindow();
      const preferences = await app.evaluate(({ BrowserWindow }) => {
        const contents: object = BrowserWindow.getAllWindows()[0]?.webContents ?? {};
        return 'getLastWebPreferences' in contents && typeof contents.getLastWebPreferences === 'function'
          ? contents.getLastWebPreferences()
          : null;
      });
      expect(preferences).toMatchObject({ devTools: !packaged });
      await app.close();
    }
  });

  it('does not start packaged with a door for debuggers', async () => {
    const app = launchApp({ args: ['--remote-debugging-port=9222'], env: { STANDIN_PACKAGED: '1' } });
    expect(await app.exited).toBe(0);
    expect(app.told.filter(({ type }) => type === 'window')).toEqual([]);
  });
});
