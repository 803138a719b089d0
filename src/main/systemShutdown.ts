import { app, BrowserWindow, powerMonitor } from 'electron';
import { leaving } from '../ipc/methods.ts';

/** How long the shutdown is held up at most. Linux waits 5 s for all programs together. */
const mostMs = 4_000;

type Preventable = { readonly preventDefault: () => void };

/** Electron's documentation hands the listener an event; its declarations know of none. */
const isPreventable = (event: unknown): event is Preventable =>
  typeof event === 'object' && event !== null && 'preventDefault' in event && typeof event.preventDefault === 'function';

/**
 * When the system is shut down nobody is asked anything: the windows finish the safety copy and close, and the program ends after a while
 * even where they do not. Windows tells each window, first that the session is about to end; by when it ends, nothing is waited for any more.
 * It is not held up: whoever calls it off starts the program again.
 */
export const leaveWithTheSystem = (): void => {
  let isLeaving = false;
  const leave = (): void => {
    if (isLeaving) return;
    isLeaving = true;
    for (const { webContents } of BrowserWindow.getAllWindows()) webContents.send(leaving);
    setTimeout(() => app.exit(0), mostMs);
  };
  powerMonitor.once('shutdown', (...given: readonly unknown[]) => {
    for (const event of given.filter(isPreventable)) event.preventDefault();
    leave();
  });
  app.on('browser-window-created', (_event, window) => window.on('query-session-end', leave).on('session-end', leave));
};
