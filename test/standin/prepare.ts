/** What a page gets before its first script: bridge, preload, permission questions; and what it sends back. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import type Electron from 'electron';
import type { Protocol } from 'playwright-core/types/protocol';
import { makeCodec } from './codec.ts';
import type { WebContents } from './contents.ts';
import { isolatedHalf, mainHalf, makeLink, type PreloadSettings } from './in-page.ts';
import { invoke, ipcMain } from './ipc-main.ts';
import { askPermission, toPage } from './session.ts';
import { AUTO_ATTACH, BINDING, chromium, codec, sessions, WORLD } from './stage.ts';
import { makeEvent, report } from './strict.ts';

const secret = randomUUID();

/** Everything a page, or a frame in its own process, needs before its first script. */
export const prepare = async (contents: WebContents, sessionId: string): Promise<void> => {
  sessions.set(sessionId, contents);
  const { preload, contextIsolation } = contents._preferences;
  let code = 'null';
  if (preload) {
    try {
      const source = readFileSync(preload, 'utf8');
      code = `function (require, module, exports, process, global) {${source}\n}`;
      new vm.Script(`(${code})`, { filename: preload }); // an ES module fails here, as it does in Electron's sandboxed preload
    } catch (cause) {
      code = 'null';
      preloadError(contents, cause as Error);
    }
  }
  const settings: PreloadSettings = {
    secret,
    binding: BINDING,
    contextIsolation: contextIsolation ?? true,
    processInfo: {
      type: 'renderer',
      sandboxed: true,
      contextIsolated: contextIsolation,
      platform: process.platform,
      arch: process.arch,
      versions: { electron: process.versions.electron, chrome: '', node: process.versions.node },
      env: {},
      argv: [],
      nextTick: null,
    },
  };
  const send = chromium().send.bind(chromium());
  const codecText = `(${makeCodec.toString()})`;
  const linkText = `(${makeLink.toString()})`;
  await Promise.all([
    send('Page.enable', {}, sessionId),
    send('Inspector.enable', {}, sessionId),
    send('Runtime.enable', {}, sessionId),
    send('Page.setLifecycleEventsEnabled', { enabled: true }, sessionId),
    send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, sessionId),
    send('Target.setAutoAttach', AUTO_ATTACH, sessionId),
    send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }, sessionId),
    send(
      'Page.addScriptToEvaluateOnNewDocument',
      { source: `(${mainHalf.toString()})(${JSON.stringify(secret)}, ${codecText}, ${linkText})` },
      sessionId,
    ),
    send(
      'Page.addScriptToEvaluateOnNewDocument',
      { worldName: WORLD, source: `(${isolatedHalf.toString()})(${JSON.stringify(settings)}, ${codecText}, ${linkText}, ${code})` },
      sessionId,
    ),
    send('Emulation.setGeolocationOverride', { latitude: 47.5, longitude: 19, accuracy: 1 }, sessionId).catch(() => {}),
    send('Runtime.runIfWaitingForDebugger', {}, sessionId),
  ]);
};
const preloadError = (contents: WebContents, error: Error): void => {
  report(`Unable to load preload script: ${contents._preferences.preload}\n${error.stack ?? String(error)}`);
  contents.emit('preload-error', makeEvent({}), contents._preferences.preload, error);
};

export const onBinding = async (contents: WebContents, event: Protocol.Runtime.bindingCalledPayload, sessionId: string): Promise<void> => {
  const context = contents._contexts.get(`${sessionId}/${event.executionContextId}`);
  const frame = (context ? contents._frames.get(context.frameId) : undefined) as unknown as Electron.WebFrameMain | undefined;
  const message = JSON.parse(event.payload) as {
    id: number;
    type: string;
    channel: string;
    text: string;
    what: string;
    name: string;
    message: string;
    stack: string;
  };
  const ipcEvent = (type: 'frame') =>
    Object.assign(
      makeEvent({
        type,
        frameId: frame?.routingId ?? -1,
        processId: 1,
        sender: contents as unknown as Electron.WebContents,
        senderFrame: frame ?? null,
      }),
    );
  let reply = '';
  if (message.type === 'invoke') reply = await invoke(ipcEvent('frame'), message.channel, codec.decode(message.text) as unknown[]);
  else if (message.type === 'send') ipcMain.emit(message.channel, ipcEvent('frame'), ...(codec.decode(message.text) as unknown[]));
  else if (message.type === 'close') contents._window.close();
  else if (message.type === 'refuse') report(`electron stand-in: ${message.what} is not emulated (in the page)`);
  else if (message.type === 'preload-error')
    preloadError(contents, Object.assign(new Error(message.message), { name: message.name, stack: message.stack }));
  else if (message.type === 'permission') {
    const { kind, permission, names, details } = JSON.parse(message.text) as {
      kind: 'request' | 'check';
      permission: string;
      names: string[];
      details: object;
    };
    const granted = await askPermission(kind, contents as unknown as Electron.WebContents, permission, frame?.origin ?? '', {
      ...details,
      requestingUrl: frame?.url ?? '',
      isMainFrame: frame === contents.mainFrame,
    });
    const origin = toPage(frame?.origin ?? '');
    for (const name of names)
      await chromium()
        .send('Browser.setPermission', {
          origin,
          permission: name === 'midi-sysex' ? { name: 'midi', sysex: true } : { name },
          setting: granted ? 'granted' : 'denied',
        })
        .catch((cause: unknown) => {
          report(`permission ${name}: ${String(cause)}`);
        });
    reply = codec.encode(granted);
  }
  if (context)
    await chromium()
      .send(
        'Runtime.evaluate',
        { expression: `__standin.settle(${message.id}, ${JSON.stringify(reply)})`, contextId: context.contextId },
        sessionId,
      )
      .catch(() => {});
};
