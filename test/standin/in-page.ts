/**
 * The two halves that run inside Chromium. Both functions are sent as source text, so they must not use anything from outside themselves.
 * The halves talk synchronously over a DOM node that only they hold: DOM nodes are shared between worlds, JavaScript objects are not.
 */
import type { Codec } from './codec.ts';

type Side = 'main' | 'isolated';
type Message = { type: string; [key: string]: unknown };
type Link = { call(message: Message): Promise<unknown> | unknown; pack(value: unknown): unknown; unpack(value: unknown): unknown };

/** Electron's contextBridge rules: functions become proxies, prototypes and symbols are dropped, errors keep only their message. */
export const makeLink = (side: Side, node: Element, codec: Codec, onMessage: (message: Message) => unknown): Link => {
  const functions: ((...args: unknown[]) => unknown)[] = [];
  const waiting = new Map<string, { resolve: (value: unknown) => void; reject: (cause: unknown) => void }>();
  let promises = 0;

  const pack = (value: unknown): unknown => {
    if (typeof value === 'function') return ['f', functions.push(value as () => unknown) - 1];
    if (typeof value === 'symbol') return ['c', codec.encode(undefined)];
    if (typeof value !== 'object' || value === null) return ['c', codec.encode(value)];
    if (value instanceof Promise) {
      const id = `${side}${promises++}`;
      value.then(
        (result) => call({ type: 'settle', id, ok: true, value: pack(result) }),
        (cause) => call({ type: 'settle', id, ok: false, value: pack(cause) }),
      );
      return ['p', id];
    }
    if (value instanceof Error) return ['e', value.message];
    if (value instanceof Node || value instanceof Blob)
      throw new Error('electron stand-in: passing DOM nodes and Blobs over contextBridge is not emulated');
    if (Array.isArray(value)) return ['a', Array.from(value, pack)]; // a hole becomes undefined, as in Electron
    if (Object.prototype.toString.call(value) === '[object Object]')
      return ['o', Object.entries(value).map(([key, item]) => [key, pack(item)])];
    return ['c', codec.encode(value)];
  };
  const unpack = (packed: unknown): unknown => {
    const [kind, data] = packed as [string, never];
    if (kind === 'f') return (...args: unknown[]) => call({ type: 'apply', id: data, args: args.map(pack) });
    if (kind === 'p') return new Promise((resolve, reject) => waiting.set(data, { resolve, reject }));
    if (kind === 'e') return new Error(data);
    if (kind === 'a') return (data as unknown[]).map((item) => unpack(item));
    if (kind === 'o') return Object.fromEntries((data as [string, unknown][]).map(([key, item]) => [key, unpack(item)]));
    return codec.decode(data);
  };
  const call = (message: Message): unknown => {
    node.dispatchEvent(new CustomEvent(side === 'main' ? 'isolated' : 'main', { detail: JSON.stringify(message) }));
    const reply = JSON.parse(node.getAttribute('reply') ?? 'null') as { ok: boolean; value: unknown } | null;
    if (!reply) throw new Error('electron stand-in: no answer from the other world');
    const value = unpack(reply.value);
    if (!reply.ok) throw value;
    return value;
  };
  const answer = (message: Message): unknown => {
    if (message.type === 'apply') return functions[message.id as number]?.(...(message.args as unknown[]).map(unpack));
    if (message.type === 'settle') {
      const promise = waiting.get(message.id as string);
      waiting.delete(message.id as string);
      return void (message.ok ? promise?.resolve(unpack(message.value)) : promise?.reject(unpack(message.value)));
    }
    return onMessage(message);
  };
  node.addEventListener(side, (event) => {
    let reply: { ok: boolean; value: unknown };
    try {
      reply = { ok: true, value: pack(answer(JSON.parse((event as CustomEvent<string>).detail) as Message)) };
    } catch (cause) {
      reply = { ok: false, value: pack(cause instanceof Error ? cause : new Error(String(cause))) };
    }
    node.setAttribute('reply', JSON.stringify(reply));
  });
  return { call, pack, unpack };
};

/** Main world, before any page script: receives the exposed objects and sends permission questions to the session's handlers. */
export const mainHalf = (secret: string, makeCodecHere: () => Codec, makeLinkHere: typeof makeLink): void => {
  document.addEventListener(
    secret,
    (event) => {
      const deepFreeze = (value: unknown): unknown => {
        if ((typeof value !== 'object' && typeof value !== 'function') || value === null || ArrayBuffer.isView(value)) return value;
        for (const item of Object.values(value)) deepFreeze(item);
        return Object.freeze(value);
      };
      const codec = makeCodecHere();
      const link: Link = makeLinkHere('main', (event as MouseEvent).relatedTarget as Element, codec, (message) => {
        const key = message.key as string;
        if (message.type !== 'expose') throw new Error(`electron stand-in: unknown message ${message.type}`);
        if (key in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
        Object.defineProperty(window, key, {
          value: deepFreeze(link.unpack(message.api)),
          enumerable: true,
          writable: false,
          configurable: false,
        });
      });
      const ask = (kind: 'request' | 'check', permission: string, names: string[], details: object = {}): Promise<unknown> =>
        Promise.resolve(link.call({ type: 'permission', text: JSON.stringify({ kind, permission, names, details }) }));
      const guard = <T extends object>(
        owner: T | undefined,
        method: keyof T & string,
        before: (...args: never[]) => Promise<unknown>,
      ): void => {
        const original = owner?.[method] as ((...args: unknown[]) => unknown) | undefined;
        if (!owner || !original) return;
        Object.defineProperty(owner, method, {
          configurable: true,
          writable: true,
          value(this: unknown, ...args: never[]) {
            return before(...args).then(() => original.apply(this, args));
          },
        });
      };
      const electronNames: Record<string, string> = {
        camera: 'media',
        microphone: 'media',
        midi: 'midi',
        'clipboard-write': 'clipboard-sanitized-write',
      };
      const mediaTypes: Record<string, string> = { camera: 'video', microphone: 'audio' };
      guard(window.Permissions?.prototype, 'query', ({ name }: { name: string }) =>
        ask('check', electronNames[name] ?? name, [name], mediaTypes[name] ? { mediaType: mediaTypes[name] } : {}),
      );
      guard(window.Geolocation?.prototype, 'getCurrentPosition', () => ask('request', 'geolocation', ['geolocation']));
      guard(window.Geolocation?.prototype, 'watchPosition', () =>
        Promise.reject(new Error('electron stand-in: watchPosition is not emulated')),
      );
      guard(window.Notification, 'requestPermission', () => ask('request', 'notifications', ['notifications']));
      guard(window.StorageManager?.prototype, 'persist', () => ask('request', 'persistent-storage', ['persistent-storage']));
      // With a fake device headless Chromium grants it unasked, so a refusal is said here.
      guard(window.MediaDevices?.prototype, 'getUserMedia', async (constraints: MediaStreamConstraints) => {
        const granted = await ask(
          'request',
          'media',
          [...(constraints.video ? ['camera'] : []), ...(constraints.audio ? ['microphone'] : [])],
          {
            mediaTypes: [...(constraints.video ? ['video'] : []), ...(constraints.audio ? ['audio'] : [])],
          },
        );
        if (codec.decode(granted as string) !== true) throw new DOMException('Permission denied', 'NotAllowedError');
      });
      guard(window.MediaDevices?.prototype, 'getDisplayMedia', () => ask('request', 'display-capture', ['display-capture']));
      guard(window.Clipboard?.prototype, 'readText', () => ask('request', 'clipboard-read', ['clipboard-read']));
      guard(window.Clipboard?.prototype, 'read', () => ask('request', 'clipboard-read', ['clipboard-read']));
      guard(window.Navigator.prototype, 'requestMIDIAccess', (options?: MIDIOptions) =>
        ask('request', options?.sysex ? 'midiSysex' : 'midi', [options?.sysex ? 'midi-sysex' : 'midi']),
      );
      window.close = () => void link.call({ type: 'close' }); // In Electron a page may close its window whoever opened it.
      for (const name of ['USB', 'HID', 'Serial', 'Bluetooth'] as const) {
        const owner = (window as unknown as Record<string, { prototype: Record<string, unknown> } | undefined>)[name]?.prototype;
        guard(owner, name === 'Serial' ? 'requestPort' : 'requestDevice', () =>
          Promise.resolve(link.call({ type: 'refuse', what: `the device chooser of navigator.${name.toLowerCase()}` })),
        );
      }
    },
    { once: true },
  );
};

export type PreloadSettings = { secret: string; binding: string; contextIsolation: boolean; processInfo: object };

/** Isolated world: ipcRenderer, contextBridge and the sandboxed `require`, then the app's own preload bundle (top frame only). */
export type PreloadFunction = (
  require: (name: string) => unknown,
  module: object,
  exports: object,
  process: object,
  global: object,
) => void;

export const isolatedHalf = (
  settings: PreloadSettings,
  makeCodecHere: () => Codec,
  makeLinkHere: typeof makeLink,
  preload: PreloadFunction | null,
): void => {
  type Listener = (event: object, ...args: unknown[]) => void;
  const codec = makeCodecHere();
  const bind = (text: string): void =>
    (globalThis as unknown as Record<string, ((text: string) => void) | undefined>)[settings.binding]?.(text);
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (cause: Error) => void }>();
  let next = 0;
  const post = (type: string, data: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      pending.set(next, { resolve, reject });
      bind(JSON.stringify({ type, id: next++, ...data }));
    });
  const refuse = (what: string): never => {
    void post('refuse', { what });
    throw new Error(`electron stand-in: ${what} is not emulated`);
  };
  const strict = <T extends object>(name: string, target: T): T =>
    new Proxy(target, {
      get: (object, key) =>
        key in object || typeof key === 'symbol' || key === 'then' || key === 'toJSON'
          ? Reflect.get(object, key)
          : refuse(`${name}.${key}`),
    });

  const node = document.createElement('div');
  const link = makeLinkHere('isolated', node, codec, (message) => {
    if (message.type === 'permission') return post('permission', { text: message.text });
    if (message.type === 'close') return void post('close', {});
    return refuse(String(message.what));
  });
  document.dispatchEvent(new MouseEvent(settings.secret, { relatedTarget: node }));

  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  const add = (once: boolean) => (channel: string, listener: Listener) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const remove = (channel: string, listener: Listener) => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener),
    );
    return ipcRenderer;
  };
  const ipcRenderer: object = strict('ipcRenderer', {
    invoke: async (channel: string, ...args: unknown[]) => {
      const text = (await post('invoke', { channel, text: codec.encode(args) })) as string;
      const reply = codec.decode(text) as { error?: string; result?: unknown };
      if (reply.error !== undefined) throw new Error(`Error invoking remote method '${channel}': ${reply.error}`);
      return reply.result;
    },
    send: (channel: string, ...args: unknown[]) => {
      void post('send', { channel, text: codec.encode(args) });
    },
    on: add(false),
    addListener: add(false),
    once: add(true),
    off: remove,
    removeListener: remove,
    removeAllListeners: (channel: string) => {
      listeners.delete(channel);
      return ipcRenderer;
    },
  });
  Object.assign(globalThis, {
    __standin: {
      settle: (id: number, text: string) => {
        pending.get(id)?.resolve(text);
        pending.delete(id);
      },
      deliver: (channel: string, text: string) => {
        for (const { listener, once } of listeners.get(channel) ?? []) {
          if (once) remove(channel, listener);
          listener({ sender: ipcRenderer, ports: [] }, ...(codec.decode(text) as unknown[]));
        }
      },
      /** What a taken-over renderer could send: any channel, any arguments, from this frame. */
      forge: (channel: string, args: unknown[]) =>
        post('invoke', { channel, text: codec.encode(args) }).then((text) => codec.decode(text as string)),
    },
  });

  if (!preload || window !== window.top) return;
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (key: string, api: unknown) => {
      if (!settings.contextIsolation) throw new Error('contextBridge API can only be used when contextIsolation is enabled');
      void link.call({ type: 'expose', key, api: link.pack(api) });
    },
  });
  const electron = strict('electron (renderer)', { contextBridge, ipcRenderer });
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    if (['events', 'timers', 'url', 'node:events', 'node:timers', 'node:url'].includes(name))
      return refuse(`require('${name}') in a sandboxed preload`);
    throw new Error(`module not found: ${name}`); // Electron's text for anything else in a sandboxed preload
  };
  const module = { exports: {} };
  try {
    preload(require, module, module.exports, strict('process (preload)', settings.processInfo), globalThis);
  } catch (cause) {
    void post('preload-error', { name: (cause as Error).name, message: (cause as Error).message, stack: (cause as Error).stack ?? '' });
  }
};
