/** Frames and web contents, as far as a main process looks into them. */
import type Electron from 'electron';
import { defaultSession, isCustom, toApp, toPage } from './session.ts';
import { chromium, codec, nextId } from './stage.ts';
import { eventsOf, makeEvent, refuse, StrictEmitter, strict } from './strict.ts';
import type { Window } from './windows.ts';

export const origins = (origin: string): string => (origin === '://' || origin === '' ? 'null' : toApp(origin));
export class WebFrameMain
  extends StrictEmitter
  implements
    Pick<
      Electron.WebFrameMain,
      'url' | 'origin' | 'name' | 'frameToken' | 'isDestroyed' | 'detached' | 'frameTreeNodeId' | 'routingId' | 'processId'
    >
{
  url = 'about:blank';
  origin = 'null';
  name = '';
  detached = false;
  readonly processId = 1;
  readonly frameToken: string;
  readonly frameTreeNodeId: number;
  readonly _parent: WebFrameMain | null;
  constructor(frameToken: string, frameTreeNodeId: number, parent: WebFrameMain | null) {
    super('WebFrameMain', [], ['dom-ready']);
    this.frameToken = frameToken;
    this.frameTreeNodeId = frameTreeNodeId;
    this._parent = parent;
  }
  get routingId(): number {
    return this.frameTreeNodeId;
  }
  get parent(): Electron.WebFrameMain | null {
    return this._parent as unknown as Electron.WebFrameMain | null;
  }
  get top(): Electron.WebFrameMain | null {
    return (this._parent ? this._parent.top : this) as unknown as Electron.WebFrameMain;
  }
  isDestroyed(): boolean {
    return this.detached;
  }
}

type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];
export class WebContents
  extends StrictEmitter
  implements
    Pick<
      Electron.WebContents,
      | 'id'
      | 'setWindowOpenHandler'
      | 'loadURL'
      | 'getURL'
      | 'getTitle'
      | 'send'
      | 'isDestroyed'
      | 'isLoading'
      | 'executeJavaScript'
      | 'isDevToolsOpened'
      | 'setUserAgent'
      | 'reload'
      | 'forcefullyCrashRenderer'
    >
{
  readonly id = nextId();
  readonly session = defaultSession;
  readonly _frames = new Map<string, WebFrameMain>();
  readonly _contexts = new Map<string, { frameId: string; sessionId: string; contextId: number }>(); // isolated worlds, by session and context
  _openHandler: OpenHandler | null = null;
  _sessionId = '';
  _targetId = '';
  _expected: string | null = null;
  _title = '';
  _loading = false;
  _gone = false;
  _crashed = false;
  readonly _window: Window;
  readonly _preferences: Electron.WebPreferences;
  readonly _live: Promise<void>;
  constructor(window: Window, preferences: Electron.WebPreferences, live: Promise<void>) {
    super(
      'webContents',
      eventsOf<Electron.WebContents>()(
        'will-navigate',
        'will-frame-navigate',
        'will-redirect',
        'did-navigate',
        'did-finish-load',
        'did-fail-load',
        'dom-ready',
        'did-start-loading',
        'did-stop-loading',
        'destroyed',
        'preload-error',
        'page-title-updated',
        'did-create-window',
        'ipc-message',
        'will-prevent-unload',
        'render-process-gone',
      ),
      eventsOf<Electron.WebContents>()(
        'will-attach-webview',
        'did-attach-webview',
        'unresponsive',
        'responsive',
        'context-menu',
        'before-input-event',
        'devtools-opened',
        'zoom-changed',
        'certificate-error',
        'select-bluetooth-device',
        'console-message',
        'did-start-navigation',
        'did-navigate-in-page',
        'login',
      ),
    );
    this._window = window;
    this._preferences = preferences;
    this._live = live;
  }
  get mainFrame(): Electron.WebFrameMain {
    return (this._frames.get(this._targetId) ??
      refuse('webContents.mainFrame before the window is live')) as unknown as Electron.WebFrameMain;
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this._openHandler = handler;
  }
  getLastWebPreferences(): Electron.WebPreferences {
    return { ...this._preferences };
  }
  getURL(): string {
    return this._frames.get(this._targetId)?.url ?? '';
  }
  getTitle(): string {
    return this._title;
  }
  isDestroyed(): boolean {
    return this._gone;
  }
  isLoading(): boolean {
    return this._loading;
  }
  isDevToolsOpened(): boolean {
    return false;
  }
  setUserAgent(): void {
    refuse('webContents.setUserAgent');
  }
  async loadURL(url: string): Promise<void> {
    await this._live;
    if (!isCustom(url) && url !== 'about:blank') refuse(`loadURL of ${url.split(':')[0]}: (only the app's own scheme is served)`);
    this._expected = url;
    const { errorText } = await chromium().send('Page.navigate', { url: toPage(url) }, this._sessionId);
    if (!errorText) return;
    this.emit('did-fail-load', makeEvent({}), -2, errorText, url, true, 1, 1);
    throw new Error(`${errorText} loading '${url}'`);
  }
  reload(): void {
    this._expected = this.getURL();
    void chromium().send('Page.reload', {}, this._sessionId);
  }
  /** Chromium does not answer for a page that has gone by that. */
  forcefullyCrashRenderer(): void {
    void chromium()
      .send('Page.crash', {}, this._sessionId)
      .catch(() => {});
  }
  send(channel: string, ...args: unknown[]): void {
    const text = codec.encode(args);
    const context = [...this._contexts.values()].find(({ frameId }) => frameId === this._targetId);
    if (context)
      void chromium()
        .send(
          'Runtime.evaluate',
          { expression: `__standin.deliver(${JSON.stringify(channel)}, ${JSON.stringify(text)})`, contextId: context.contextId },
          context.sessionId,
        )
        .catch(() => {});
  }
  /** Whether the page lets itself be left. Electron asks nobody: a page that wants to stay does, unless the app prevents just that. */
  async _mayLeave(): Promise<boolean> {
    if (this._crashed) return true;
    const expression = `(() => {
      const event = document.createEvent('BeforeUnloadEvent');
      event.initEvent('beforeunload', false, true);
      return window.dispatchEvent(event);
    })()`;
    const leaving = await this.executeJavaScript(expression).catch(() => true); // A page that has gone keeps nobody.
    if (leaving === true) return true;
    const event = makeEvent({});
    this.emit('will-prevent-unload', event);
    return event.defaultPrevented;
  }
  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    await this._live;
    const { result, exceptionDetails } = await chromium().send(
      'Runtime.evaluate',
      { expression: code, userGesture, awaitPromise: true, returnByValue: true },
      this._sessionId,
    );
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }
}

export const createContents = (window: Window, preferences: Electron.WebPreferences, live: Promise<void>): WebContents =>
  strict('webContents', new WebContents(window, preferences, live));
