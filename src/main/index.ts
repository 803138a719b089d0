import { join } from 'node:path';
import { app } from 'electron';
import { guardEveryPage } from './guards.ts';
import { registerScheme } from './protocol.ts';
import { chooseDataFolder, failToStart, isBeingDebugged, start } from './start.ts';
import { showWindow } from './window.ts';

const dataFolder = chooseDataFolder();
app.setPath('userData', join(dataFolder, 'window'));
app.enableSandbox();
registerScheme();
guardEveryPage();
app.on('second-instance', showWindow);
app.on('window-all-closed', () => app.quit());

if (isBeingDebugged() || !app.requestSingleInstanceLock()) app.quit();
else
  app
    .whenReady()
    .then(() => start(dataFolder))
    .catch(failToStart);
