import { join, resolve } from 'node:path';
import { app, dialog, Menu, powerMonitor, session } from 'electron';
import { type DataFolder, defaultDataFolder, describeDataFolderError, openDataFolder, spokenLanguage } from '../host/dataFolder.ts';
import { chosenLanguage, createHost } from '../host/host.ts';
import { loadStaticFiles } from '../host/staticFiles.ts';
import { createGate } from '../ipc/gate.ts';
import { answerWindows } from './bridge.ts';
import { guardSession } from './guards.ts';
import { systemKeyStore } from './keyStore.ts';
import { serveApp } from './protocol.ts';
import { leaveWithTheSystem } from './systemShutdown.ts';
import { openWindow, tellResumed } from './window.ts';
import { wordsIn } from './words.ts';

/** The folder named by `--data`, or the system's usual place for the program's data. */
export const chooseDataFolder = (): string =>
  resolve(app.commandLine.getSwitchValue('data') || defaultDataFolder(process.platform, process.env));

/** A packaged program lets nobody look into its pages from outside. */
export const isBeingDebugged = (): boolean =>
  app.isPackaged &&
  ['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk'].some((name) => app.commandLine.hasSwitch(name));

/** Without a menu there are no shortcuts for reloading or developer tools. A Mac needs one for copy and paste. */
const reduceMenu = (): void => {
  if (process.platform === 'darwin')
    Menu.setApplicationMenu(Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]));
  else Menu.setApplicationMenu(null);
};

const giveBackAtEnd = (folder: DataFolder): void => {
  app.once('quit', () => folder.release());
};

/** In the language that was chosen in the program, where its folder still tells it. */
const wordsOf = async (dataFolder: string) => wordsIn(await chosenLanguage(dataFolder), app.getLocale());

/** What keeps the program from starting is said in one sentence, and it ends. */
export const failToStart = async (cause: unknown): Promise<void> => {
  console.error(cause);
  const why = cause instanceof Error ? cause.message : String(cause);
  dialog.showErrorBox('InterregCluster', (await wordsOf(chooseDataFolder())).cannotStart(why));
  app.exit(1);
};

/** Everything behind the window, in the order in which it must stand: folder, host, protocol, guards, bridge, window. */
export const start = async (dataFolder: string): Promise<void> => {
  const folder = await openDataFolder(dataFolder);
  if (!folder.ok) {
    const language = spokenLanguage(await chosenLanguage(dataFolder), app.getLocale());
    dialog.showErrorBox('InterregCluster', describeDataFolderError(language, dataFolder, folder.error));
    return app.exit(1);
  }
  giveBackAtEnd(folder.value);
  const handlers = createHost({
    shell: 'electron',
    appVersion: app.getVersion(),
    dataFolder,
    clock: Date.now,
    secretCodec: systemKeyStore,
  });
  reduceMenu();
  serveApp(await loadStaticFiles(join(import.meta.dirname, '..', 'renderer')));
  guardSession(session.defaultSession);
  answerWindows(createGate(handlers, ({ method, cause }) => console.error(`${method} failed:`, cause)));
  powerMonitor.on('resume', tellResumed);
  leaveWithTheSystem();
  openWindow(async () => {
    const settings = await handlers.readSettings({});
    return settings.ok ? settings.value.language : undefined;
  });
};
