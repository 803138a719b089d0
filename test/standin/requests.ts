/** Every request of a page: navigation guards, webRequest, the app's own protocol handler. */
import type Electron from 'electron';
import type { Protocol } from 'playwright-core/types/protocol';
import type { WebContents } from './contents.ts';
import { handlerOf, isCustom, runHook, toApp, toPage, translateHeader, warnOfAbsoluteUrls } from './session.ts';
import { chromium, nextId, tell } from './stage.ts';
import { makeEvent } from './strict.ts';

const RESOURCE: Record<string, string> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  Media: 'media',
  WebSocket: 'webSocket',
};

export const vetted = new Set<string>(); // URLs of top-frame navigations that were held and decided
export const onRequest = async (contents: WebContents, sessionId: string, event: Protocol.Fetch.requestPausedPayload): Promise<void> => {
  const send = chromium().send.bind(chromium());
  const { requestId, request, frameId, resourceType } = event;
  const fail = (errorReason: Protocol.Network.ErrorReason): Promise<unknown> =>
    send('Fetch.failRequest', { requestId, errorReason }, sessionId);
  const url = toApp(request.url) + (request.urlFragment ?? '');
  const isMainFrame = frameId === contents._targetId;
  const frame = contents._frames.get(frameId) as unknown as Electron.WebFrameMain | undefined;

  if (resourceType === 'Document') {
    if (isMainFrame) vetted.add(request.url);
    const own =
      isMainFrame && contents._expected !== null && (contents._expected === url || toApp(new URL(toPage(contents._expected)).href) === url);
    if (own) contents._expected = null;
    else {
      const details = makeEvent({ url, isSameDocument: false, isMainFrame, frame: frame ?? null, initiator: frame ?? null });
      if (event.redirectedRequestId) contents.emit('will-redirect', details, url, false, isMainFrame, 1, 1);
      else {
        contents.emit('will-frame-navigate', details);
        if (isMainFrame && !details.defaultPrevented) contents.emit('will-navigate', details, url, false, true, 1, 1);
      }
      tell({ type: 'navigation', url, isMainFrame, prevented: details.defaultPrevented });
      if (details.defaultPrevented) {
        vetted.delete(request.url);
        await fail('Aborted');
        return;
      }
    }
  }

  const type = resourceType === 'Document' ? (isMainFrame ? 'mainFrame' : 'subFrame') : (RESOURCE[resourceType] ?? 'other');
  const base = {
    id: nextId(),
    url,
    method: request.method,
    webContentsId: contents.id,
    webContents: contents,
    frame,
    resourceType: type,
    referrer: request.headers.Referer ?? '',
    timestamp: Date.now(),
  };
  const before = await runHook<Electron.CallbackResponse>('onBeforeRequest', base);
  tell({ type: 'request', url, resourceType: type, cancelled: before.cancel ?? false });
  if (before.cancel) {
    await fail('BlockedByClient');
    return;
  }
  if (before.redirectURL) {
    await send(
      'Fetch.fulfillRequest',
      { requestId, responseCode: 307, responseHeaders: [{ name: 'location', value: toPage(before.redirectURL) }] },
      sessionId,
    );
    return;
  }
  const { requestHeaders } = await runHook<Electron.BeforeSendResponse>('onBeforeSendHeaders', {
    ...base,
    requestHeaders: request.headers,
  });
  const sent = (requestHeaders ?? request.headers) as Record<string, string>;

  const handler = handlerOf(url);
  if (!handler) {
    if (isCustom(url)) {
      await fail('Failed');
      return;
    }
    await send(
      'Fetch.continueRequest',
      { requestId, ...(requestHeaders ? { headers: Object.entries(sent).map(([name, value]) => ({ name, value })) } : {}) },
      sessionId,
    );
    return;
  }
  let response: Response;
  try {
    const body = request.postDataEntries?.map(({ bytes }) => Buffer.from(bytes ?? '', 'base64'));
    response = await handler(
      new Request(url, { method: request.method, headers: sent, ...(body?.length ? { body: Buffer.concat(body) } : {}) }),
    );
  } catch (cause) {
    process.stderr.write(`protocol handler failed for ${url}: ${String(cause)}\n`);
    await fail('Failed');
    return;
  }
  if (response.type === 'error') {
    await fail('Failed');
    return;
  }
  const body = Buffer.from(await response.arrayBuffer());
  warnOfAbsoluteUrls(url, response.headers.get('content-type') ?? '', body);
  const received = Object.groupBy(
    [...response.headers].map(([name, value]) => ({ name, value })),
    ({ name }) => name,
  );
  const lists = Object.fromEntries(Object.entries(received).map(([name, items]) => [name, (items ?? []).map(({ value }) => value)]));
  const changed = await runHook<Electron.HeadersReceivedResponse>('onHeadersReceived', {
    ...base,
    statusCode: response.status,
    statusLine: `HTTP/1.1 ${response.status}`,
    responseHeaders: lists,
  });
  if (changed.cancel) {
    await fail('BlockedByClient');
    return;
  }
  const responseHeaders = Object.entries((changed.responseHeaders as Record<string, string | string[]> | undefined) ?? lists).flatMap(
    ([name, values]) => [values].flat().map((value) => ({ name, value: translateHeader(name.toLowerCase(), value) })),
  );
  await send(
    'Fetch.fulfillRequest',
    { requestId, responseCode: response.status, responseHeaders, body: body.toString('base64') },
    sessionId,
  );
};
