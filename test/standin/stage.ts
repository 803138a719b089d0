/** State that the parts of the stand-in share: the browser, the windows, the sessions. */

import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Cdp } from './cdp.ts';
import { makeCodec } from './codec.ts';
import type { WebContents } from './contents.ts';
import { refuse } from './strict.ts';
import type { Window } from './windows.ts';

export const WORLD = 'Electron Isolated Context';
export const BINDING = '__standinBinding';
export const codec = makeCodec();
export const userData = process.env.STANDIN_USER_DATA ?? path.join(tmpdir(), `standin-${process.pid}`);

/** What the parts of the stand-in know of one another. */
type AppPart = {
  readonly isReady: () => boolean;
  readonly emit: (event: string, ...args: unknown[]) => boolean;
  readonly listenerCount: (event: string) => number;
  readonly quit: () => void;
};
export const stage: { cdp: Cdp | undefined; app: AppPart | undefined; quitting: boolean; forcedSandbox: boolean } = {
  cdp: undefined,
  app: undefined,
  quitting: false,
  forcedSandbox: false,
};
export const chromium = (): Cdp => stage.cdp ?? refuse('a window before app is ready');
export const appPart = (): AppPart => stage.app ?? refuse('a window without an app');

export const tell = (message: object): void => {
  process.send?.(message);
};

let ids = 0;
export const nextId = (): number => {
  ids += 1;
  return ids;
};

export const windows: Window[] = [];
export const contentsOf = (test: (contents: WebContents) => boolean): WebContents | undefined =>
  windows.map((window) => window._contents).find(test);
/** Contents by DevTools session: pages, frames in processes of their own, workers. */
export const sessions = new Map<string, WebContents>();

export const attachWaiters = new Map<string, (sessionId: string) => void>();
export const attachedTargets = new Map<string, string>();
export const attached = (targetId: string): Promise<string> => {
  const known = attachedTargets.get(targetId);
  return known ? Promise.resolve(known) : new Promise((resolve) => attachWaiters.set(targetId, resolve));
};
export const AUTO_ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true } as const;
