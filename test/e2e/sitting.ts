import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { freePort, type RunningApp, startApp } from '../app.ts';
import { launchBrowser } from '../browser.ts';

/** One laptop: the host's folder, the browser's profile and the port stay, however often the program is started. */
export type Laptop = { readonly dataFolder: string; readonly profile: string; readonly port: number };

export type Sitting = {
  readonly page: Page;
  readonly browser: BrowserContext;
  readonly app: RunningApp;
  readonly end: () => Promise<void>;
};

export const newLaptop = async (): Promise<Laptop> => ({
  dataFolder: mkdtempSync(join(tmpdir(), 'interreg-data-')),
  profile: mkdtempSync(join(tmpdir(), 'interreg-profile-')),
  port: await freePort(),
});

/** Starts the program on a laptop and opens its window. */
export const sitDown = async (laptop: Laptop): Promise<Sitting> => {
  const app = await startApp({ dataFolder: laptop.dataFolder, port: laptop.port });
  const browser = await launchBrowser({ profile: laptop.profile });
  const page = browser.pages()[0] ?? (await browser.newPage());
  page.setDefaultTimeout(20_000);
  await page.goto(app.url);
  const end = async (): Promise<void> => {
    await browser.close();
    await app.stop();
  };
  return { page, browser, app, end };
};

/** First start in English: with the sample, empty, or with a bundle of another office. */
export const begin = async (
  page: Page,
  who: { readonly name: string; readonly office: RegExp; readonly from: 'sample' | 'empty' | { readonly bundle: string } },
): Promise<void> => {
  await page.getByRole('radio', { name: 'English' }).check({ force: true });
  await page.getByRole('button', { name: 'Continue' }).click();
  if (typeof who.from === 'string') {
    await page.getByRole('radio', { name: who.from === 'sample' ? /sample data/ : /Start empty/ }).check({ force: true });
  } else {
    await page.getByRole('radio', { name: /Join with a bundle/ }).check({ force: true });
    await page.locator('input[type="file"]').setInputFiles(who.from.bundle);
  }
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill(who.name);
  await page.getByRole('radio', { name: who.office }).first().check({ force: true });
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('link', { name: /^Visits/ }).waitFor();
};
