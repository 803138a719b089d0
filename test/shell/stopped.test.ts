import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StandInApplication } from '../standin/launch.ts';
import { launchApp, mainBundle, root } from './app.ts';

const timeout = 60_000;

/** Whether the window shows the program; false while its page is gone. */
const isShown = (app: StandInApplication): Promise<boolean> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const asked = BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.querySelector("#root")?.textContent ?? ""');
    const text: unknown = await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 500, ''))]).catch(() => '');
    return text !== '';
  });

/** Answers the program's questions with these buttons, one after the other, and prints what they were. */
const answerWith = (app: StandInApplication, ...buttons: readonly string[]): Promise<void> =>
  app.evaluate(({ dialog }, given) => {
    const left = [...given];
    const show = async (_window: unknown, options: { readonly message: string; readonly buttons: readonly string[] }) => {
      console.error(`asked: ${options.message}`);
      return { response: options.buttons.indexOf(left.shift() ?? ''), checkboxChecked: false };
    };
    Object.assign(dialog, { showMessageBox: show });
  }, buttons);

const asked = (app: StandInApplication, text: string): number => app.stderr.split(`asked: ${text}`).length - 1;

const crash = (app: StandInApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());

describe('a window whose page', { timeout }, () => {
  it('has crashed shows it again by itself, and asks before it does so once more', async () => {
    const app = launchApp();
    await app.firstWindow();
    await answerWith(app, 'Open it again', 'Quit');
    await expect.poll(() => isShown(app), { timeout: 20_000 }).toBe(true);
    await crash(app);
    await expect.poll(() => app.stderr).toContain('The page has stopped: crashed');
    await expect.poll(() => isShown(app), { timeout: 20_000 }).toBe(true);
    expect(asked(app, '')).toBe(0);
    await crash(app);
    await expect.poll(() => asked(app, 'The window has stopped again.')).toBe(1);
    await expect.poll(() => isShown(app), { timeout: 20_000 }).toBe(true);
    await crash(app);
    expect(await app.exited).toBe(0);
  });

  it('hangs can be waited for, or opened again', async () => {
    const app = launchApp();
    await app.firstWindow();
    await answerWith(app, 'Wait', 'Open it again');
    await expect.poll(() => isShown(app), { timeout: 20_000 }).toBe(true);
    const hang = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('unresponsive'));
    await hang();
    await expect.poll(() => asked(app, 'The window does not answer.')).toBe(1);
    expect(app.stderr).not.toContain('The page has stopped');
    await hang();
    await expect.poll(() => app.stderr).toContain('The page has stopped: crashed');
    await expect.poll(() => isShown(app), { timeout: 20_000 }).toBe(true);
    await app.close();
  });
});

it('a program that cannot start says so in one sentence and ends', { timeout }, async () => {
  const folder = mkdtempSync(join(root, 'out', 'incomplete-'));
  try {
    mkdirSync(join(folder, 'main'));
    cpSync(mainBundle, join(folder, 'main', 'index.js'));
    const app = launchApp({ main: join(folder, 'main', 'index.js') });
    await app.evaluate(({ dialog }) => {
      dialog.showErrorBox = (title, text) => console.error(`${title}: ${text}`);
    });
    expect(await app.exited).toBe(1);
    expect(app.stderr).toMatch(/InterregCluster: InterregCluster cannot start \(ENOENT.*\); nothing was changed\./);
    expect(app.told.filter(({ type }) => type === 'window')).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
