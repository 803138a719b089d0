import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { Language } from '../../src/domain/recordTypes.ts';
import { freePort, type RunningApp, startApp } from '../app.ts';
import { type LaunchOptions, launchBrowser } from '../browser.ts';
import { wordsOf } from '../words.ts';

/** Somebody at a laptop of their own: a data folder, a browser profile, a language. What they do, they find by role and name. */
export type Person = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly say: (key: string, options?: Readonly<Record<string, unknown>>) => string;
  readonly laptop: Laptop;
};

/** What stays when the program is closed or killed. */
export type Laptop = { readonly dataFolder: string; readonly profile: string; readonly port: number; app: RunningApp | null };

export const newLaptop = async (): Promise<Laptop> => ({
  dataFolder: mkdtempSync(join(tmpdir(), 'interreg-data-')),
  profile: mkdtempSync(join(tmpdir(), 'interreg-profile-')),
  port: await freePort(),
  app: null,
});

/** A laptop's folders once more, as after a disk was copied; the address stays, so the two are never on at the same time. */
export const copyOf = ({ dataFolder, profile, port }: Laptop): Laptop => {
  const copied = mkdtempSync(join(tmpdir(), 'interreg-copy-'));
  const copy = { dataFolder: join(copied, 'data'), profile: join(copied, 'profile'), port, app: null };
  cpSync(dataFolder, copy.dataFolder, { recursive: true });
  cpSync(profile, copy.profile, { recursive: true, verbatimSymlinks: true });
  return copy;
};

const locales: Readonly<Record<Language, string>> = { hu: 'hu-HU', ro: 'ro-RO', en: 'en-GB' };

/** Starts the program on this laptop and opens its window. */
export const sitDown = async (laptop: Laptop, language: Language, options: LaunchOptions = {}): Promise<Person> => {
  laptop.app = await startApp({ dataFolder: laptop.dataFolder, port: laptop.port });
  const context = await launchBrowser({ profile: laptop.profile, locale: locales[language], ...options });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(laptop.app.url);
  return { page, context, say: await wordsOf(language), laptop };
};

/** Closes the window and ends the program. */
export const standUp = async ({ context, laptop }: Person): Promise<void> => {
  await context.close();
  await laptop.app?.stop();
  laptop.app = null;
};

export type Beginning = {
  readonly from: 'sample' | 'empty' | { readonly bundle: string };
  readonly author: string;
  /** An office that is offered by name, or a new one. */
  readonly office: string | { readonly name: string; readonly country: 'HU' | 'RO' };
};

/** The first start, question by question, until the rooms are there. */
export const begin = async ({ page, say }: Pick<Person, 'page' | 'say'>, { from, author, office }: Beginning): Promise<void> => {
  const next = () => page.getByRole('button', { name: say('common:action.continue') }).click();
  await next();
  const source = typeof from === 'string' ? from : 'join';
  await page.getByRole('radio', { name: say(`start:source.${source}`) }).check();
  if (typeof from !== 'string') {
    await page.getByLabel(say('start:file.label')).setInputFiles(from.bundle);
    await page.getByText(say('start:file.good')).waitFor();
  }
  await next();
  await page.getByLabel(say('start:who.name')).fill(author);
  if (typeof office === 'string') await page.getByRole('radio', { name: office }).check();
  else await founds(page, say, office);
  await page.getByRole('button', { name: say('start:begin') }).click();
  await page.getByRole('link', { name: say('common:rooms.directory') }).waitFor();
};

const founds = async (page: Page, say: Person['say'], office: { readonly name: string; readonly country: 'HU' | 'RO' }): Promise<void> => {
  await page.getByRole('radio', { name: say('start:who.other') }).check();
  await page.getByLabel(say('start:who.officeName')).fill(office.name);
  await page.getByText(say('start:needs.country')).waitFor();
  await page.getByRole('combobox', { name: say('start:who.country') }).click();
  await page.getByRole('option', { name: say(`domain:country.${office.country}`) }).click();
};

/** Goes to a room by its name in the sidebar. */
export const goTo = async ({ page, say }: Person, room: string): Promise<void> => {
  await page.getByRole('link', { name: say(`common:rooms.${room}`), exact: true }).click();
};
