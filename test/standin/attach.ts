/** Chromium's events become Electron's: targets, frames, loading, titles, new windows. */
import type Electron from 'electron';
import type { Protocol } from 'playwright-core/types/protocol';
import type { Cdp } from './cdp.ts';
import { origins, type WebContents, WebFrameMain } from './contents.ts';
import { onBinding, prepare } from './prepare.ts';
import { onRequest, vetted } from './requests.ts';
import { toApp } from './session.ts';
import { AUTO_ATTACH, attachedTargets, attachWaiters, chromium, contentsOf, nextId, sessions, stage, tell, WORLD } from './stage.ts';
import { makeEvent, report } from './strict.ts';
import { creating } from './windows.ts';

/** The page has gone elsewhere while its request was being answered. */
const isGone = (cause: unknown): boolean => String(cause).includes('Invalid InterceptionId');

export const attachToEverything = async (browser: Cdp): Promise<void> => {
  browser.on('Target.attachedToTarget', (event, parent) => {
    void onAttached(event, parent).catch((cause: unknown) => {
      if (!stage.quitting) report(`attach: ${String(cause)}`);
    });
  });
  browser.on('Fetch.requestPaused', (event, sessionId) => {
    if (discarded.has(sessionId)) {
      void browser.send('Fetch.failRequest', { requestId: event.requestId, errorReason: 'BlockedByClient' }, sessionId).catch(() => {});
      return;
    }
    const contents = sessions.get(sessionId);
    if (contents)
      void onRequest(contents, sessionId, event).catch((cause: unknown) => {
        if (!contents._gone && !stage.quitting && !isGone(cause)) report(`request ${event.request.url}: ${String(cause)}`);
      });
  });
  const page = <E extends keyof Protocol.Events>(
    name: E,
    action: (contents: WebContents, event: Protocol.Events[E], sessionId: string) => void,
  ): void => {
    browser.on(name, (event, sessionId) => {
      const contents = sessions.get(sessionId);
      if (contents) action(contents, event, sessionId);
    });
  };
  page('Runtime.executionContextCreated', (contents, { context }, sessionId) => {
    if (context.name === WORLD)
      contents._contexts.set(`${sessionId}/${context.id}`, {
        frameId: (context.auxData as { frameId: string }).frameId,
        sessionId,
        contextId: context.id,
      });
  });
  page('Runtime.executionContextDestroyed', (contents, { executionContextId }, sessionId) => {
    contents._contexts.delete(`${sessionId}/${executionContextId}`);
  });
  page('Runtime.executionContextsCleared', (contents, _event, sessionId) => {
    for (const key of contents._contexts.keys()) if (key.startsWith(`${sessionId}/`)) contents._contexts.delete(key);
  });
  page('Runtime.bindingCalled', (contents, event, sessionId) => {
    void onBinding(contents, event, sessionId);
  });
  page('Inspector.targetCrashed', (contents) => {
    contents._contexts.clear();
    contents._crashed = true;
    contents.emit('render-process-gone', makeEvent({}), { reason: 'crashed', exitCode: 11 } satisfies Electron.RenderProcessGoneDetails);
  });
  page('Page.windowOpen', (contents, event) => {
    onOpen(contents, event);
  });
  page('Page.frameAttached', (contents, { frameId, parentFrameId }) => {
    if (!contents._frames.has(frameId))
      contents._frames.set(frameId, new WebFrameMain(frameId, nextId(), contents._frames.get(parentFrameId) ?? null));
  });
  page('Page.frameDetached', (contents, { frameId, reason }) => {
    if (reason === 'remove') {
      const frame = contents._frames.get(frameId);
      if (frame) frame.detached = true;
      contents._frames.delete(frameId);
    }
  });
  page('Page.frameNavigated', (contents, { frame }) => {
    const own = contents._frames.get(frame.id);
    if (own) Object.assign(own, { url: toApp(frame.url), origin: origins(frame.securityOrigin), name: frame.name ?? '' });
    if (frame.id !== contents._targetId) return;
    contents._crashed = false;
    if (!vetted.delete(frame.url) && frame.url !== 'about:blank')
      report(`the top frame reached ${toApp(frame.url)} without passing will-navigate (the stand-in cannot hold this kind of navigation)`);
    contents.emit('did-navigate', makeEvent({}), toApp(frame.url), 200, 'OK');
  });
  page('Page.frameStartedLoading', (contents, { frameId }) => {
    if (frameId === contents._targetId) {
      contents._loading = true;
      contents.emit('did-start-loading');
    }
  });
  page('Page.frameStoppedLoading', (contents, { frameId }) => {
    if (frameId === contents._targetId) {
      contents._loading = false;
      contents.emit('did-stop-loading');
    }
  });
  page('Page.domContentEventFired', (contents) => {
    contents.emit('dom-ready', makeEvent({}));
  });
  page('Page.loadEventFired', (contents) => {
    contents.emit('did-finish-load');
  });
  page('Page.lifecycleEvent', (contents, { name, frameId }) => {
    if (name !== 'firstPaint' || frameId !== contents._targetId || contents._window._readyShown || contents.getURL() === 'about:blank')
      return;
    contents._window._readyShown = true;
    contents._window.emit('ready-to-show');
  });
  browser.on('Target.targetInfoChanged', ({ targetInfo }) => {
    const contents = contentsOf(({ _targetId }) => _targetId === targetInfo.targetId);
    if (!contents || contents._title === targetInfo.title || targetInfo.title.includes('standin.invalid')) return;
    contents._title = targetInfo.title;
    contents.emit('page-title-updated', makeEvent({}), targetInfo.title, true);
    contents._window.emit('page-title-updated', makeEvent({}), targetInfo.title, true);
  });
  browser.on('Target.detachedFromTarget', ({ sessionId }) => {
    const contents = sessions.get(sessionId);
    sessions.delete(sessionId);
    if (contents && contents._sessionId === sessionId && !contents._gone) void contents._window._tryClose(); // window.close() in the page
  });
  await browser.send('Target.setDiscoverTargets', { discover: true });
  await browser.send('Target.setAutoAttach', AUTO_ATTACH);
};

const onAttached = async ({ sessionId, targetInfo }: Protocol.Target.attachedToTargetPayload, parent: string): Promise<void> => {
  const resume = (): Promise<unknown> =>
    chromium()
      .send('Runtime.runIfWaitingForDebugger', {}, sessionId)
      .catch(() => {});
  const owner = sessions.get(parent);
  if (owner && targetInfo.type === 'iframe') {
    await prepare(owner, sessionId);
    return;
  }
  if (owner && targetInfo.type === 'worker') {
    sessions.set(sessionId, owner);
    await chromium()
      .send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, sessionId)
      .catch(() => {}); // Chromium serves dedicated workers through the page's session
    await resume();
    return;
  }
  if (targetInfo.type !== 'page' || owner) {
    if (targetInfo.type === 'service_worker' || targetInfo.type === 'shared_worker') report(`a ${targetInfo.type} is not emulated`);
    await resume();
    return;
  }
  attachedTargets.set(targetInfo.targetId, sessionId);
  await Promise.all([...creating].map((promise) => Promise.race([promise, attachedOwn(targetInfo.targetId)])));
  const waiter = attachWaiters.get(targetInfo.targetId);
  if (waiter) {
    waiter(sessionId);
    return;
  }
  if (contentsOf(({ _targetId }) => _targetId === targetInfo.targetId)) return;
  if (targetInfo.openerId) await discard(targetInfo.targetId, sessionId);
  else await resume(); // Chromium's own first tab, a test's tab
};
const attachedOwn = (targetId: string): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (attachWaiters.has(targetId) || contentsOf(({ _targetId }) => _targetId === targetId)) resolve();
      else setTimeout(look, 5);
    };
    look();
  });

/** Closing a target that still waits for the debugger blocks its opener (one renderer): let it run, with every request refused. */
const discard = async (targetId: string, sessionId: string): Promise<void> => {
  discarded.add(sessionId);
  await chromium().send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, sessionId);
  await chromium()
    .send('Runtime.runIfWaitingForDebugger', {}, sessionId)
    .catch(() => {});
  await chromium().send('Target.closeTarget', { targetId });
};
const discarded = new Set<string>();

/** A page asks for a window: the app's gate answers. What it allows is not emulated. */
const onOpen = (opener: WebContents, { url, windowName, windowFeatures }: Protocol.Page.windowOpenPayload): void => {
  const details: Electron.HandlerDetails = {
    url: toApp(url),
    frameName: windowName,
    features: windowFeatures.join(','),
    disposition: windowFeatures.length > 0 ? 'new-window' : 'foreground-tab',
    referrer: { url: opener.getURL(), policy: 'strict-origin-when-cross-origin' },
  };
  const answer: Electron.WindowOpenHandlerResponse = opener._openHandler?.(details) ?? { action: 'allow' };
  tell({ type: 'window-open', url: details.url, action: answer.action });
  if (answer.action === 'allow') report(`a window opened by a page is not emulated: ${details.url}`);
};
