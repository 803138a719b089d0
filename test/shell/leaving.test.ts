import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { begin } from '../e2e/person.ts';
import { wordsOf } from '../words.ts';
import { launchApp } from './app.ts';

const timeout = 60_000;

/** The program with a cluster and a safety copy that cannot be written. */
const startBehind = async (dataFolder: string) => {
  const app = launchApp({ dataFolder });
  const page = await app.firstWindow();
  page.setDefaultTimeout(20_000);
  const say = await wordsOf('en');
  await page.getByRole('button', { name: say('common:action.continue') }).waitFor();
  rmSync(join(dataFolder, 'safety'), { recursive: true });
  writeFileSync(join(dataFolder, 'safety'), 'in the way of the folder');
  await begin({ page, say }, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
  await page.getByRole('button', { name: say('common:status.copyFailing') }).waitFor();
  return { app, page, say };
};

it('closing the window while the safety copy lacks something leaves it open and says why; a second yes closes it', {
  timeout,
}, async () => {
  const { app, page, say } = await startBehind(mkdtempSync(join(tmpdir(), 'interreg-shell-')));
  const close = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await close();
  const dialog = page.getByRole('dialog', { name: say('common:leaving.behind') });
  await expect.poll(() => dialog.textContent()).toContain(say('common:status.explainCopyFailing'));
  await dialog.getByRole('button', { name: say('common:action.notNow') }).click();
  await dialog.waitFor({ state: 'hidden' });
  await close();
  await dialog.getByRole('button', { name: say('common:leaving.anyway') }).click();
  expect(await app.exited).toBe(0);
});

it('a shutdown of the system asks nobody and ends the program, also while the safety copy lacks something', {
  timeout,
}, async () => {
  const { app, page } = await startBehind(mkdtempSync(join(tmpdir(), 'interreg-shell-')));
  expect(Number(await page.evaluate(() => window.localStorage.getItem('interreg-uncopied')))).toBeGreaterThan(0); // Says it at the next start.
  const isHeldUp = await app.evaluate(({ powerMonitor }) => {
    let isPrevented = false;
    const preventDefault = (): void => {
      isPrevented = true;
    };
    powerMonitor.emit('shutdown', { preventDefault });
    return isPrevented;
  });
  expect(isHeldUp).toBe(true);
  expect(await app.exited).toBe(0);
});

it('the end of a Windows session closes the window unasked as soon as it is announced', { timeout }, async () => {
  const { app } = await startBehind(mkdtempSync(join(tmpdir(), 'interreg-shell-')));
  const announce = () =>
    app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.emit('query-session-end', { reasons: ['logoff'] });
    });
  await announce();
  expect(await app.exited).toBe(0);
});
