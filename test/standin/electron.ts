/** The `electron` module as the main process sees it. Windows are real Chromium pages, everything else is Node. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type Electron from 'electron';
import { app } from './app.ts';
import { ipcMain } from './ipc-main.ts';
import { net as electronNet, protocol, session } from './session.ts';
import { chromium, tell, userData, windows } from './stage.ts';
import { refuse, strict } from './strict.ts';
import { BrowserWindow } from './windows.ts';

const unscripted = (name: string) => (): never =>
  refuse(`dialog.${name} (script the answer in the test: app.evaluate(({ dialog }) => { dialog.${name} = … }))`);
export const dialog = strict('dialog', {
  showOpenDialog: unscripted('showOpenDialog'),
  showSaveDialog: unscripted('showSaveDialog'),
  showMessageBox: unscripted('showMessageBox'),
  showErrorBox: unscripted('showErrorBox'),
} satisfies Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'>);

const opened: string[] = [];
export const shell = strict('shell', {
  openExternal: async (url: string) => {
    opened.push(url);
    tell({ type: 'open-external', url });
  },
} satisfies Pick<Electron.Shell, 'openExternal'>);

const keyFile = path.join(userData, 'standin-os-key');
const key = (): Buffer => {
  if (!existsSync(keyFile)) {
    mkdirSync(userData, { recursive: true });
    writeFileSync(keyFile, randomBytes(32));
  }
  return readFileSync(keyFile);
};
const encrypt = (text: string): Buffer => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key(), iv);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from('v10'), iv, cipher.getAuthTag(), body]);
};
const decrypt = (data: Buffer): string => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key(), data.subarray(3, 15)).setAuthTag(data.subarray(15, 31));
    return Buffer.concat([decipher.update(data.subarray(31)), decipher.final()]).toString('utf8');
  } catch {
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
  }
};
const backend = (): ReturnType<Electron.SafeStorage['getSelectedStorageBackend']> =>
  (process.env.STANDIN_KEYRING ?? 'gnome_libsecret') as 'gnome_libsecret';
export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: () => backend() !== 'basic_text',
  isAsyncEncryptionAvailable: async () => backend() !== 'basic_text',
  getSelectedStorageBackend: backend,
  encryptString: encrypt,
  decryptString: decrypt,
  encryptStringAsync: async (text: string) => encrypt(text),
  decryptStringAsync: async (data: Buffer) => ({ result: decrypt(data), shouldReEncrypt: false }),
} satisfies Pick<
  Electron.SafeStorage,
  | 'isEncryptionAvailable'
  | 'isAsyncEncryptionAvailable'
  | 'getSelectedStorageBackend'
  | 'encryptString'
  | 'decryptString'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
>);

const menu = {
  setApplicationMenu: (): void => {
    /* no menu bar */
  },
};

const emulated = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu: strict('Menu', menu),
  net: electronNet,
  /** Says nothing by itself: a test emits what it is about. */
  powerMonitor: new EventEmitter(),
  protocol,
  safeStorage,
  session,
  shell,
};
type MainName = keyof typeof import('electron/main') | keyof typeof import('electron/common');
/** Every name Electron's main module exports today; a new one in a later version fails the type check below. */
const names = [
  'app',
  'autoUpdater',
  'BaseWindow',
  'BrowserView',
  'BrowserWindow',
  'clipboard',
  'ClipboardItem',
  'contentTracing',
  'crashReporter',
  'desktopCapturer',
  'dialog',
  'globalShortcut',
  'ImageView',
  'inAppPurchase',
  'ipcMain',
  'IpcMainServiceWorker',
  'Menu',
  'MenuItem',
  'MessageChannelMain',
  'nativeImage',
  'nativeTheme',
  'net',
  'netLog',
  'Notification',
  'powerMonitor',
  'powerSaveBlocker',
  'protocol',
  'pushNotifications',
  'safeStorage',
  'screen',
  'session',
  'sharedTexture',
  'ShareMenu',
  'shell',
  'systemPreferences',
  'TouchBar',
  'Tray',
  'utilityProcess',
  'View',
  'webContents',
  'WebContentsView',
  'webFrameMain',
  'WebSocket',
] as const satisfies readonly MainName[];
type Missing = Exclude<MainName, (typeof names)[number]>;
const complete: [Missing] extends [never] ? true : Missing = true;
void complete;

/** A function target, so that `new Tray()` and `tray()` are refused as loudly as `Tray.x`. */
const absent = (name: string): unknown =>
  new Proxy(() => {}, {
    get: (target, property) =>
      typeof property === 'symbol' || property === 'prototype' || property === 'then'
        ? Reflect.get(target, property)
        : refuse(`${name}.${property}`),
    construct: () => refuse(`new ${name}`),
    apply: () => refuse(`${name}()`),
  });
export const electron: Record<string, unknown> = Object.fromEntries(
  names.map((name) => [name, name in emulated ? emulated[name as keyof typeof emulated] : absent(name)]),
);

/** For the hostile tests: an IPC message as a taken-over renderer would send it, from a frame whose URL contains `part`. */
export const forge = async (part: string, channel: string, args: unknown[]): Promise<unknown> => {
  for (const { _contents: contents } of windows) {
    for (const { frameId, sessionId, contextId } of contents._contexts.values()) {
      if (!contents._frames.get(frameId)?.url.includes(part)) continue;
      const { result } = await chromium().send(
        'Runtime.evaluate',
        {
          expression: `__standin.forge(${JSON.stringify(channel)}, ${JSON.stringify(args)})`,
          contextId,
          awaitPromise: true,
          returnByValue: true,
        },
        sessionId,
      );
      return result.value;
    }
  }
  throw new Error(`no frame whose URL contains ${part}`);
};
