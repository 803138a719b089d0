/** `BrowserWindow`: each is a page of the browser, prepared before its first request. */
import type Electron from 'electron';
import { createContents, type WebContents, WebFrameMain } from './contents.ts';
import { prepare } from './prepare.ts';
import { appPart, attached, chromium, nextId, stage, tell, windows } from './stage.ts';
import { eventsOf, makeEvent, refuse, report, StrictEmitter, strict } from './strict.ts';

const DEFAULTS = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webviewTag: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  devTools: true,
  javascript: true,
  spellcheck: true,
  navigateOnDragDrop: false,
} satisfies Electron.WebPreferences;
const OTHER_PREFERENCES = [
  'preload',
  'backgroundThrottling',
  'disableBlinkFeatures',
  'enableBlinkFeatures',
  'additionalArguments',
  'autoplayPolicy',
  'safeDialogs',
  'disableDialogs',
] as const satisfies readonly (keyof Electron.WebPreferences)[];
type Options = Electron.BrowserWindowConstructorOptions;
export const creating = new Set<Promise<unknown>>();
let focused: Window | null = null;

export class Window
  extends StrictEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      | 'id'
      | 'loadURL'
      | 'show'
      | 'hide'
      | 'focus'
      | 'close'
      | 'destroy'
      | 'isDestroyed'
      | 'isVisible'
      | 'isMinimized'
      | 'isMaximized'
      | 'isFocused'
      | 'minimize'
      | 'restore'
      | 'getTitle'
      | 'setTitle'
      | 'setMenu'
      | 'setMenuBarVisibility'
      | 'removeMenu'
      | 'getBounds'
    >
{
  readonly id = nextId();
  readonly webContents: Electron.WebContents;
  readonly _contents: WebContents;
  _visible: boolean;
  readonly _live = Promise.withResolvers<void>();
  _minimized = false;
  _readyShown = false;
  _bounds: Electron.Rectangle;
  constructor(options: Options = {}) {
    super(
      'BrowserWindow',
      eventsOf<Electron.BrowserWindow>()(
        'ready-to-show',
        'show',
        'hide',
        'focus',
        'blur',
        'minimize',
        'restore',
        'close',
        'closed',
        'page-title-updated',
      ),
      eventsOf<Electron.BrowserWindow>()(
        'maximize',
        'unmaximize',
        'resize',
        'resized',
        'move',
        'moved',
        'enter-full-screen',
        'leave-full-screen',
        'unresponsive',
        'responsive',
        'session-end',
        'query-session-end',
        'system-context-menu',
      ),
    );
    if (!appPart().isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const given = options.webPreferences ?? {};
    for (const key of Object.keys(given))
      if (!(key in DEFAULTS) && !(OTHER_PREFERENCES as readonly string[]).includes(key)) refuse(`webPreferences.${key}`);
    const preferences: Electron.WebPreferences = {
      ...DEFAULTS,
      ...given,
      sandbox: stage.forcedSandbox || (given.sandbox ?? !given.nodeIntegration),
    };
    this._visible = options.show ?? true;
    this._bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    this._live.promise.catch((cause: unknown) => {
      report(`window did not open: ${String(cause)}`);
    });
    this._contents = createContents(this, preferences, this._live.promise);
    this.webContents = this._contents as unknown as Electron.WebContents;
  }
  async _open(): Promise<void> {
    const contents = this._contents;
    const { targetId } = await chromium().send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      width: this._bounds.width,
      height: this._bounds.height,
    });
    contents._targetId = targetId;
    contents._sessionId = await attached(targetId);
    contents._frames.set(contents._targetId, new WebFrameMain(contents._targetId, nextId(), null));
    await prepare(contents, contents._sessionId);
    tell({ type: 'window', targetId: contents._targetId });
  }
  static getAllWindows(): Electron.BrowserWindow[] {
    return [...windows] as unknown as Electron.BrowserWindow[];
  }
  static getFocusedWindow(): Electron.BrowserWindow | null {
    return focused as unknown as Electron.BrowserWindow | null;
  }
  static fromWebContents(contents: Electron.WebContents): Electron.BrowserWindow | null {
    return (windows.find((window) => window.webContents === contents) ?? null) as unknown as Electron.BrowserWindow | null;
  }
  static fromId(id: number): Electron.BrowserWindow | null {
    return (windows.find((window) => window.id === id) ?? null) as unknown as Electron.BrowserWindow | null;
  }
  loadURL(url: string): Promise<void> {
    return this._contents.loadURL(url);
  }
  show(): void {
    this._visible = true;
    this.emit('show');
    this.focus();
  }
  hide(): void {
    this._visible = false;
    this.emit('hide');
  }
  focus(): void {
    if (focused?.id === this.id) return;
    focused = this;
    this.emit('focus');
  }
  isFocused(): boolean {
    return focused?.id === this.id;
  }
  isVisible(): boolean {
    return this._visible;
  }
  isMinimized(): boolean {
    return this._minimized;
  }
  isMaximized(): boolean {
    return false;
  }
  minimize(): void {
    this._minimized = true;
    this.emit('minimize');
  }
  restore(): void {
    this._minimized = false;
    this.emit('restore');
  }
  getTitle(): string {
    return this._contents._title;
  }
  setTitle(title: string): void {
    this._contents._title = title;
  }
  setMenu(): void {
    /* no menu bar in headless Chromium */
  }
  removeMenu(): void {
    /* no menu bar in headless Chromium */
  }
  setMenuBarVisibility(): void {
    /* no menu bar in headless Chromium */
  }
  getBounds(): Electron.Rectangle {
    return { ...this._bounds };
  }
  isDestroyed(): boolean {
    return this._contents._gone;
  }
  close(): void {
    void this._tryClose();
  }
  destroy(): void {
    void this._end();
  }
  async _tryClose(): Promise<boolean> {
    if (this._contents._gone) return true;
    const event = makeEvent({});
    this.emit('close', event);
    if (event.defaultPrevented || !(await this._contents._mayLeave())) return false;
    await this._end();
    return true;
  }
  async _end(): Promise<void> {
    if (this._contents._gone) return;
    this._contents._gone = true;
    if (focused?.id === this.id) focused = null;
    windows.splice(
      windows.findIndex((window) => window.id === this.id),
      1,
    );
    await chromium()
      .send('Target.closeTarget', { targetId: this._contents._targetId })
      .catch(() => {});
    this._contents.emit('destroyed');
    this.emit('closed');
    if (windows.length > 0 || stage.quitting) return;
    if (appPart().listenerCount('window-all-closed') > 0) appPart().emit('window-all-closed');
    else appPart().quit();
  }
}

const openWindow = (options: Options = {}): Window => {
  const window = strict('BrowserWindow', new Window(options));
  windows.push(window);
  appPart().emit('browser-window-created', makeEvent({}), window);
  appPart().emit('web-contents-created', makeEvent({}), window._contents);
  const opening = window
    ._open()
    .then(window._live.resolve, window._live.reject)
    .finally(() => creating.delete(opening));
  creating.add(opening);
  return window;
};

/** What the app calls with `new`: every window it gets refuses what is not emulated. */
export const BrowserWindow = new Proxy(Window, { construct: (_class, [options]: [Options?]) => openWindow(options) });
