/** protocol, session, webRequest, net: everything that decides about a request. No Chromium in this file. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type Electron from 'electron';

import { eventsOf, refuse, report, StrictEmitter, strict } from './strict.ts';

const SUFFIX = 'standin.invalid';

/** `app://bundle/x` is played by `https://bundle.app.standin.invalid/x`: a secure, standard origin in every Chromium. */
export const toPage = (url: string): string => {
  const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  return scheme !== undefined && schemes.has(scheme) ? `https://${host || 'x'}.${scheme}.${SUFFIX}${rest}` : url;
};
export const toApp = (url: string): string =>
  url.replace(
    new RegExp(`^(blob:)?https://([^/?#]+)\\.([a-z0-9+-]+)\\.${SUFFIX.replace('.', '\\.')}(?=[/?#:]|$)`, 'i'),
    (_all, blob: string | undefined, host: string, scheme: string) => `${blob ?? ''}${scheme}://${host}`,
  );

type Handler = (request: Request) => Response | Promise<Response>;
const schemes = new Map<string, Electron.Privileges>();
const handlers = new Map<string, Handler>();
let isReady = false;
export const markReady = (): void => {
  isReady = true;
};

const own = {
  registerSchemesAsPrivileged: (list: Electron.CustomScheme[]) => {
    if (isReady) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges = {} } of list) {
      if (!privileges.standard || !privileges.secure) refuse(`the scheme ${scheme} without standard and secure`);
      if (privileges.bypassCSP || privileges.allowServiceWorkers || privileges.allowExtensions)
        refuse(`bypassCSP, allowServiceWorkers or allowExtensions of scheme ${scheme}`);
      schemes.set(scheme, privileges);
    }
  },
  handle: (scheme: string, handler: Handler) => {
    if (!isReady) throw new Error('protocol.handle can only be used after app is ready');
    if (handlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`);
    if (!schemes.has(scheme)) refuse(`protocol.handle('${scheme}') of a scheme that is not registered as privileged`);
    handlers.set(scheme, handler);
  },
  unhandle: (scheme: string) => {
    if (!handlers.delete(scheme)) throw new Error(`The scheme is not handled: ${scheme}`);
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>;
export const protocol = strict('protocol', own);

export const handlerOf = (url: string): Handler | undefined => handlers.get(url.slice(0, url.indexOf(':')));
export const isCustom = (url: string): boolean => schemes.has(url.slice(0, url.indexOf(':')));

/** Headers and texts that name the custom scheme would mean something else under the https name. */
export const translateHeader = (name: string, value: string): string => {
  let result = value;
  for (const scheme of schemes.keys()) {
    result = result.replace(new RegExp(`\\b${scheme}://([^\\s/;,'"]+)`, 'g'), `https://$1.${scheme}.${SUFFIX}`);
    if (name.startsWith('content-security-policy'))
      result = result.replace(new RegExp(`(?<=\\s)${scheme}:(?=[\\s;]|$)`, 'g'), `https://*.${scheme}.${SUFFIX}`);
  }
  return result;
};
export const warnOfAbsoluteUrls = (url: string, type: string, body: Buffer): void => {
  if (!/html|javascript|css|json/.test(type)) return;
  for (const scheme of schemes.keys())
    if (body.includes(`${scheme}://`))
      report(`${url} contains "${scheme}://": inside Chromium that scheme does not exist here, use relative URLs`);
};

// ---- webRequest -------------------------------------------------------------------------------------------------------------
type Details = { url: string; resourceType: string };
const matches = (pattern: string, url: string): boolean => {
  if (pattern === '<all_urls>') return true;
  const [, scheme = '', host = '', path = ''] = /^([^:]+):\/\/([^/]*)(\/.*)?$/.exec(pattern) ?? refuse(`the webRequest pattern ${pattern}`);
  const wild = (text: string): string =>
    text
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*');
  const hostPattern = host.startsWith('*.') ? `(?:[^/]*\\.)?${wild(host.slice(2))}` : host === '*' ? '[^/]*' : wild(host);
  return new RegExp(`^${scheme === '*' ? '(?:https?|wss?|ftp)' : scheme}://${hostPattern}(?::\\d+)?${wild(path || '/*')}$`, 'i').test(url);
};
const applies = (filter: Electron.WebRequestFilter | null, { url, resourceType }: Details): boolean =>
  filter === null ||
  (filter.urls.some((pattern) => matches(pattern, url)) &&
    !(filter.excludeUrls ?? []).some((pattern) => matches(pattern, url)) &&
    (!filter.types || (filter.types as string[]).includes(resourceType)));

type HookDetails = Details & Record<string, unknown>;
type Hook = { filter: Electron.WebRequestFilter | null; listener: (details: HookDetails, callback: (response: unknown) => void) => void };
const hooks = new Map<string, Hook>();
const hook =
  (name: string) =>
  (filterOrListener: Electron.WebRequestFilter | Hook['listener'] | null, listener?: Hook['listener'] | null): void => {
    const filter = typeof filterOrListener === 'function' || filterOrListener === null ? null : filterOrListener;
    const chosen = typeof filterOrListener === 'function' ? filterOrListener : (listener ?? null);
    if (chosen) hooks.set(name, { filter, listener: chosen });
    else hooks.delete(name);
  };
const ownWebRequest = {
  onBeforeRequest: hook('onBeforeRequest') as Electron.WebRequest['onBeforeRequest'],
  onBeforeSendHeaders: hook('onBeforeSendHeaders') as Electron.WebRequest['onBeforeSendHeaders'],
  onHeadersReceived: hook('onHeadersReceived') as Electron.WebRequest['onHeadersReceived'],
} satisfies Pick<Electron.WebRequest, 'onBeforeRequest' | 'onBeforeSendHeaders' | 'onHeadersReceived'>;

export const runHook = <T extends object>(name: keyof typeof ownWebRequest, details: HookDetails): Promise<T> => {
  const entry = hooks.get(name);
  if (!entry || !applies(entry.filter, details)) return Promise.resolve({} as T);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      report(`the ${name} listener never answered for ${details.url}`);
    }, 5000);
    entry.listener(details, (response) => {
      clearTimeout(timer);
      resolve((response ?? {}) as T);
    });
  });
};

// ---- session ----------------------------------------------------------------------------------------------------------------
type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
let requestHandler: RequestHandler = null;
let checkHandler: CheckHandler = null;

/** Electron's default is to grant: an app without handlers must fail its tests. */
export const askPermission = (
  kind: 'request' | 'check',
  contents: Electron.WebContents,
  permission: string,
  origin: string,
  details: object,
): Promise<boolean> => {
  if (kind === 'check') return Promise.resolve(checkHandler ? checkHandler(contents, permission as never, origin, details as never) : true);
  if (!requestHandler) return Promise.resolve(true);
  return new Promise((resolve) => {
    requestHandler?.(contents, permission as never, resolve, details as never);
  });
};

class Session
  extends StrictEmitter
  implements
    Pick<
      Electron.Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'setDisplayMediaRequestHandler'
      | 'setSpellCheckerEnabled'
      | 'isPersistent'
    >
{
  readonly protocol = protocol;
  readonly webRequest = strict('session.webRequest', ownWebRequest);
  constructor() {
    super(
      'session',
      [],
      eventsOf<Electron.Session>()(
        'will-download',
        'select-usb-device',
        'select-hid-device',
        'select-serial-port',
        'preconnect',
        'file-system-access-restricted',
      ),
    );
  }
  setPermissionRequestHandler(handler: RequestHandler): void {
    requestHandler = handler;
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    checkHandler = handler;
  }
  setDevicePermissionHandler(): void {
    /* choosers are refused by the page half */
  }
  setDisplayMediaRequestHandler(): void {
    /* getDisplayMedia asks the permission handler, then headless Chromium refuses */
  }
  setSpellCheckerEnabled(): void {
    /* no dictionary is ever fetched here */
  }
  isPersistent(): boolean {
    return true;
  }
}
export const defaultSession = strict('session.defaultSession', new Session());
export const session = strict('session', { defaultSession: defaultSession as unknown as Electron.Session } satisfies Pick<
  typeof Electron.session,
  'defaultSession'
>);

const fetchLikeElectron = async (input: string | Request, init?: RequestInit): Promise<Response> => {
  const url = typeof input === 'string' ? input : input.url;
  const handler = handlerOf(url);
  if (handler) return handler(typeof input === 'string' ? new Request(input, init) : input);
  if (!url.startsWith('file:')) return refuse(`net.fetch of ${url.split(':')[0]}: (no network leaves the stand-in)`);
  const body = await readFile(fileURLToPath(url)).catch(() => {
    throw new Error('net::ERR_FILE_NOT_FOUND');
  });
  const type = {
    html: 'text/html',
    js: 'text/javascript',
    css: 'text/css',
    json: 'application/json',
    svg: 'image/svg+xml',
    png: 'image/png',
    wasm: 'application/wasm',
  }[url.split('.').at(-1) ?? ''];
  return new Response(body, { headers: type ? { 'content-type': type } : {} });
};
export const net = strict('net', { fetch: fetchLikeElectron, isOnline: () => false } satisfies Pick<Electron.Net, 'fetch' | 'isOnline'>);
