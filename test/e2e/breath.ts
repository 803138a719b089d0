import type { Page } from '@playwright/test';

/**
 * Presses keys ("Alt 2", "Enter", or a text, letter by letter) as a busy window hands them on to the page: one right after the other, before any
 * timer, any frame and any answer of the store.
 */
export const inOneBreath = (page: Page, keys: readonly string[]): Promise<void> =>
  page.evaluate(async (all) => {
    const press = async (key: string, modifiers: KeyboardEventInit = {}): Promise<void> => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers });
      const goesOn = (document.activeElement ?? document.body).dispatchEvent(event);
      const isLetter = key.length === 1 && !event.altKey && !event.ctrlKey;
      if (goesOn && isLetter && document.activeElement?.matches('input, textarea')) document.execCommand('insertText', false, key);
      await Promise.resolve();
    };
    for (const each of all) {
      const [, held, key = ''] = /^(Alt |Ctrl )(.+)$/.exec(each) ?? [];
      if (held) await press(key, { altKey: held === 'Alt ', ctrlKey: held === 'Ctrl ' });
      else if (/^(Enter|Escape|Tab|F\d)$/.test(each)) await press(each);
      else for (const letter of each) await press(letter);
    }
  }, keys);

/** Once a frame has been drawn: whoever decides by key must have had the question before them. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
