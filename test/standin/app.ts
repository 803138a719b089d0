/** `app`: start, end, the single instance, and the folders of the program. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type Electron from 'electron';
import { attachToEverything } from './attach.ts';
import { Cdp } from './cdp.ts';
import { markReady } from './session.ts';
import { stage, tell, userData, windows } from './stage.ts';
import { eventsOf, makeEvent, refuse, StrictEmitter, strict } from './strict.ts';

const appPath = process.env.STANDIN_APP_PATH ?? process.cwd();
const manifest = JSON.parse(readFileSync(path.join(appPath, 'package.json'), 'utf8')) as {
  name: string;
  productName?: string;
  version: string;
};
const paths: Record<string, string> = {
  userData,
  sessionData: userData,
  appData: path.dirname(userData),
  temp: tmpdir(),
  home: userData,
  logs: path.join(userData, 'logs'),
  documents: path.join(userData, 'documents'),
  downloads: path.join(userData, 'downloads'),
  desktop: path.join(userData, 'desktop'),
};
const inUserData = (name: string): string => path.join(paths.userData ?? userData, name);
let lockServer: net.Server | undefined;
let tellingFirst: Promise<unknown> = Promise.resolve();

class App extends StrictEmitter {
  isPackaged = process.env.STANDIN_PACKAGED === '1';
  name = manifest.productName ?? manifest.name;
  commandLine = strict('app.commandLine', {
    appendSwitch: () => {},
    hasSwitch: (name: string) => process.argv.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`)),
    getSwitchValue: (name: string) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '',
  } satisfies Pick<Electron.CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue'>);
  _ready: Promise<void>;
  _isReady = false;
  constructor() {
    super(
      'app',
      eventsOf<Electron.App>()(
        'ready',
        'will-finish-launching',
        'window-all-closed',
        'before-quit',
        'will-quit',
        'quit',
        'second-instance',
        'browser-window-created',
        'web-contents-created',
        'activate',
      ),
      eventsOf<Electron.App>()(
        'open-file',
        'open-url',
        'certificate-error',
        'select-client-certificate',
        'login',
        'render-process-gone',
        'child-process-gone',
        'browser-window-focus',
        'browser-window-blur',
        'gpu-info-update',
      ),
    );
    this._ready = new Promise((resolve) => {
      setImmediate(() => {
        void this._start().then(resolve);
      });
    });
  }
  async _start(): Promise<void> {
    if (stage.quitting) return new Promise(() => {}); // Electron never becomes ready after an early quit
    const cdp = await Cdp.launch(process.env.STANDIN_CHROMIUM ?? '/usr/bin/chromium');
    stage.cdp = cdp;
    await attachToEverything(cdp);
    this._isReady = true;
    markReady();
    tell({ type: 'ready', endpoint: cdp.endpoint });
    this.emit('ready', makeEvent({}), {});
  }
  whenReady(): Promise<void> {
    return this._ready;
  }
  isReady(): boolean {
    return this._isReady;
  }
  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getVersion(): string {
    return manifest.version;
  }
  getAppPath(): string {
    return appPath;
  }
  getLocale(): string {
    return 'en-US';
  }
  getPath(name: string): string {
    return paths[name] ?? refuse(`app.getPath('${name}')`);
  }
  setPath(name: string, value: string): void {
    paths[name] = value;
  }
  enableSandbox(): void {
    if (this._isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
    stage.forcedSandbox = true;
  }
  setAppUserModelId(): void {
    /* Windows only */
  }
  disableHardwareAcceleration(): void {
    /* headless Chromium has none */
  }
  focus(): void {
    /* no window manager */
  }
  hasSingleInstanceLock(): boolean {
    return lockServer !== undefined;
  }
  requestSingleInstanceLock(additionalData: unknown = {}): boolean {
    if (lockServer) return true;
    mkdirSync(inUserData(''), { recursive: true });
    const owner = existsSync(inUserData('SingletonLock')) ? Number(readFileSync(inUserData('SingletonLock'), 'utf8')) : 0;
    if (owner && owner !== process.pid && isAlive(owner)) {
      tellingFirst = new Promise((resolve) => {
        const socket = net.connect(inUserData('SingletonSocket'), () =>
          socket.end(JSON.stringify({ argv: process.argv, cwd: process.cwd(), additionalData })),
        );
        socket.on('close', resolve).on('error', resolve);
      });
      return false;
    }
    writeFileSync(inUserData('SingletonLock'), String(process.pid));
    rmSync(inUserData('SingletonSocket'), { force: true });
    lockServer = net
      .createServer((socket) => {
        let text = '';
        socket
          .on('data', (data) => {
            text += String(data);
          })
          .on('end', () => {
            const { argv, cwd, additionalData: data } = JSON.parse(text) as { argv: string[]; cwd: string; additionalData: unknown };
            this.emit('second-instance', makeEvent({}), argv, cwd, data);
          });
      })
      .listen(inUserData('SingletonSocket'));
    return true;
  }
  releaseSingleInstanceLock(): void {
    lockServer?.close();
    lockServer = undefined;
    rmSync(inUserData('SingletonLock'), { force: true });
  }
  quit(): void {
    const before = makeEvent({});
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    stage.quitting = true;
    void (async () => {
      for (const window of [...windows])
        if (!(await window._tryClose())) {
          stage.quitting = false;
          return;
        }
      const will = makeEvent({});
      this.emit('will-quit', will);
      if (will.defaultPrevented) {
        stage.quitting = false;
        return;
      }
      await tellingFirst;
      this.exit(0);
    })();
  }
  exit(code = 0): void {
    this.emit('quit', makeEvent({}), code);
    if (lockServer) this.releaseSingleInstanceLock();
    void (stage.cdp?.close() ?? Promise.resolve()).finally(() => process.exit(code));
  }
}
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const appObject = new App();
stage.app = appObject;
export const app = strict('app', appObject) satisfies Pick<
  Electron.App,
  | 'whenReady'
  | 'isReady'
  | 'getName'
  | 'setName'
  | 'getVersion'
  | 'getAppPath'
  | 'getLocale'
  | 'getPath'
  | 'setPath'
  | 'enableSandbox'
  | 'setAppUserModelId'
  | 'disableHardwareAcceleration'
  | 'focus'
  | 'hasSingleInstanceLock'
  | 'requestSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'quit'
  | 'exit'
  | 'isPackaged'
  | 'name'
>;
