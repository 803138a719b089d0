import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';

const kilobytes = (process: number, what: string): number =>
  Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${process}/status`, 'utf8'))?.[1] ?? 0);

/** Memory of the largest renderer process (a window and its worker share one), in MB: `VmRSS` as it is now, `VmHWM` at its highest. Linux only; elsewhere not a number. */
export const rendererMemory = async (context: BrowserContext, what: 'VmRSS' | 'VmHWM'): Promise<number> => {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session || process.platform !== 'linux') return Number.NaN;
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const resident = processInfo.filter((entry) => entry.type === 'renderer').map((entry) => kilobytes(entry.id, what) / 1024);
  return Math.max(...resident);
};

type Answer = { readonly id?: number; readonly result?: { readonly usedSize?: number } };

/** JavaScript heap of the window and its worker after a collection, in bytes. */
export const heapOf = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  const workers: string[] = [];
  session.on('Target.attachedToTarget', (event) => workers.push(event.sessionId));
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  await session.send('HeapProfiler.collectGarbage');
  let used = (await session.send('Runtime.getHeapUsage')).usedSize;
  for (const sessionId of workers) {
    used += await new Promise<number>((resolve) => {
      session.on('Target.receivedMessageFromTarget', (event) => {
        const answer = JSON.parse(event.message) as Answer;
        if (event.sessionId === sessionId && answer.id === 2) resolve(answer.result?.usedSize ?? 0);
      });
      for (const [id, method] of [
        [1, 'HeapProfiler.collectGarbage'],
        [2, 'Runtime.getHeapUsage'],
      ] as const) {
        void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
      }
    });
  }
  return used;
};
