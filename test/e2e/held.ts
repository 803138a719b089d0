import type { Page } from '@playwright/test';

/** What a window asks its store first to fill its screens. */
export const readings = [
  'list',
  'get',
  'values',
  'counts',
  'history',
  'rivals',
  'inbox',
  'drafts',
  'exchanges',
  'ledger',
  'trustBook',
  'originals',
] as const;

/**
 * Keeps back what the window asks its store for by these methods, as a machine does that is slow, until the returned function is called.
 * `about`: only what is asked with this text. One at a time.
 */
export const holdQuestions = async (page: Page, methods: readonly string[], about = ''): Promise<() => Promise<void>> => {
  await page.evaluate(
    ([names, text]) => {
      const post = Worker.prototype.postMessage;
      const held: (() => void)[] = [];
      type Question = { readonly path?: readonly string[]; readonly argumentList?: unknown };
      const hold = function (this: Worker, message: Question, transfer: Transferable[] = []): void {
        const isHeld = names.includes(message.path?.[0] ?? '') && JSON.stringify(message.argumentList).includes(text);
        const ask = (): void => post.call(this, message, { transfer });
        if (isHeld) held.push(ask);
        else ask();
      };
      Object.assign(Worker.prototype, { postMessage: hold });
      window.addEventListener('release', () => {
        Object.assign(Worker.prototype, { postMessage: post });
        for (const ask of held.splice(0)) ask();
      });
    },
    [methods, about] as const,
  );
  return () => page.evaluate(() => void window.dispatchEvent(new Event('release')));
};

/** The same for what it asks the desktop. */
export const holdDesktop = async (page: Page, method: string): Promise<() => void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(`**/api/${method}`, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
};
