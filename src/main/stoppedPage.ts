import { app, type BrowserWindow, dialog } from 'electron';
import type { Settings } from '../ipc/contract.ts';
import { wordsIn } from './words.ts';

/** A page that stops twice within so long is not brought back unasked, or it would do so for ever. */
const againMs = 60_000;

export type ChosenLanguage = () => Promise<Settings['language']>;

const onFailure = (cause: unknown): void => console.error('Nobody could be asked:', cause);

/**
 * Brings a page back that has crashed or was killed, which would leave a white window, and lets a person end one that hangs. Whatever was
 * saved is on the disk, and what was typed in its drafts.
 */
export const bringBack = (window: BrowserWindow, language: ChosenLanguage): void => {
  const { webContents } = window;
  let stoppedAt = Number.NEGATIVE_INFINITY;
  let isAsked = false;

  const askAfterStop = async (): Promise<void> => {
    const words = wordsIn(await language(), app.getLocale());
    const buttons = [words.openAgain, words.quit];
    const { response } = await dialog.showMessageBox(window, { type: 'error', message: words.stopped, buttons, cancelId: 1, noLink: true });
    if (response === 0) webContents.reload();
    else app.quit();
  };

  const askWhileHanging = async (): Promise<void> => {
    const words = wordsIn(await language(), app.getLocale());
    const answers = new AbortController();
    window.once('responsive', () => answers.abort());
    const buttons = [words.wait, words.openAgain];
    const options = { type: 'warning', message: words.hangs, buttons, cancelId: 0, noLink: true, signal: answers.signal } as const;
    const { response } = await dialog.showMessageBox(window, options);
    if (response === 1 && !answers.signal.aborted) webContents.forcefullyCrashRenderer();
  };

  webContents.on('render-process-gone', (_event, { reason }) => {
    console.error(`The page has stopped: ${reason}`);
    const isAgain = performance.now() - stoppedAt < againMs;
    stoppedAt = performance.now();
    if (isAgain) askAfterStop().catch(onFailure);
    else webContents.reload();
  });
  window.on('unresponsive', () => {
    if (isAsked) return;
    isAsked = true;
    askWhileHanging()
      .catch(onFailure)
      .finally(() => {
        isAsked = false;
      });
  });
};
