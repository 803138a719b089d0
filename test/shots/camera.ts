import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Language } from '../../src/domain/recordTypes.ts';

export type Scheme = 'light' | 'dark';
export type Size = { readonly width: number; readonly height: number };
export type Looks = { readonly languages: readonly Language[]; readonly schemes: readonly Scheme[]; readonly sizes: readonly Size[] };

export type Camera = {
  /** Takes what the page shows in every look, and leaves the page in English, light, at the first size. */
  readonly take: (page: Page, name: string) => Promise<void>;
  /** Takes what the page shows as it is. */
  readonly takeAs: (page: Page, name: string, language: Language, scheme: Scheme, size: Size) => Promise<void>;
  readonly count: () => number;
};

const names: Readonly<Record<Language, string>> = { hu: 'Magyar', ro: 'Română', en: 'English' };

/** Switches by the program's own buttons, so that what stands on the screen stays; they may lie under a dialog. */
export const speak = (page: Page, language: Language): Promise<void> =>
  page.evaluate(
    ([lang, name]) => {
      const buttons = document.querySelectorAll<HTMLElement>(
        `button[aria-pressed][lang="${lang}"], button[aria-pressed][aria-label="${name}"]`,
      );
      for (const button of buttons) button.click();
    },
    [language, names[language]] as const,
  );

/** A toast is written in the language it was shown in, and lies over the list. */
export const closeToasts = async (page: Page): Promise<void> => {
  for (const toast of await page.getByRole('status').getByRole('button', { name: 'Close', exact: true }).all()) await toast.click();
};

/** The worker's answer, fonts and two frames. */
const settle = async (page: Page): Promise<void> => {
  await page.evaluate(() =>
    document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))),
  );
  await page.waitForTimeout(120);
};

/** Pictures in every look without a reload: language, colour scheme and size change under what is on the screen. */
export const createCamera = (out: string, { languages, schemes, sizes }: Looks): Camera => {
  let count = 0;
  const takeAs: Camera['takeAs'] = async (page, name, language, scheme, size) => {
    await page.screenshot({ path: join(out, `${name}-${language}-${scheme}-${size.width}.png`), animations: 'disabled' });
    count += 1;
  };
  const take: Camera['take'] = async (page, name) => {
    for (const language of languages) {
      await speak(page, language);
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        for (const size of sizes) {
          await page.setViewportSize(size);
          await settle(page);
          await takeAs(page, name, language, colorScheme, size);
        }
      }
    }
    await speak(page, 'en');
    await page.emulateMedia({ colorScheme: 'light' });
    const [size] = sizes;
    if (size) await page.setViewportSize(size);
    await settle(page);
  };
  return { take, takeAs, count: () => count };
};
