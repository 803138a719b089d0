import { join } from 'node:path';
import { app, BrowserWindow } from 'electron';
import { resumed } from '../ipc/methods.ts';
import { startPage } from './address.ts';
import { bringBack, type ChosenLanguage } from './stoppedPage.ts';

/** The only place where a window comes into being. It is shown once it has something to show. */
export const openWindow = (language: ChosenLanguage): void => {
  const window = new BrowserWindow({
    width: 1366,
    height: 820,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'InterregCluster',
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webSecurity: true,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  bringBack(window, language);
  window.once('ready-to-show', () => window.show());
  window.loadURL(startPage).catch((cause: unknown) => console.error('The page did not load:', cause));
};

/** Tells every window that the machine has slept. */
export const tellResumed = (): void => {
  for (const { webContents } of BrowserWindow.getAllWindows()) webContents.send(resumed);
};

/** Brings the window to the front when the program is started a second time. */
export const showWindow = (): void => {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
};
