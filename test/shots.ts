import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { type Language, languages } from '../src/domain/recordTypes.ts';
import { begin, newLaptop, type Person, sitDown, standUp } from './e2e/person.ts';

/**
 * `npm run shots -- --out DIR [--only hu,light,1366]`: pictures of every screen and main state of the built program with sample data, in
 * three languages, light and dark, at 1366×768 and 1920×1080. To be looked at by a person.
 */

type Size = { readonly width: number; readonly height: number };
type Scheme = 'light' | 'dark';
/** How to get to a screen once the rooms are there; the name is the picture's. */
type Screen = { readonly name: string; readonly hash: string; readonly act?: (person: Person) => Promise<void> };

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const out = resolve(option('out') ?? 'shots');
const only = new Set((option('only') ?? '').split(',').filter(Boolean));
const wanted = <T extends string | number>(all: readonly T[]): readonly T[] => {
  const chosen = all.filter((each) => only.has(String(each)));
  return chosen.length > 0 ? chosen : all;
};

const sizes: Readonly<Record<number, Size>> = { 1366: { width: 1366, height: 768 }, 1920: { width: 1920, height: 1080 } };

const openFirst = async ({ page }: Person): Promise<void> => {
  await page.getByRole('row').first().click();
};
const press =
  (keys: string) =>
  ({ page }: Person) =>
    page.keyboard.press(keys);

const screens: readonly Screen[] = [
  { name: 'home', hash: '#/home' },
  { name: 'directory', hash: '#/directory', act: openFirst },
  {
    name: 'directory-edit',
    hash: '#/directory',
    act: async (person) => {
      await openFirst(person);
      await person.page.keyboard.press('e');
    },
  },
  { name: 'directory-new', hash: '#/directory/new' },
  {
    name: 'directory-search',
    hash: '#/directory',
    act: async ({ page }) => {
      await page.keyboard.press('/');
      await page.keyboard.type('temesvar');
    },
  },
  { name: 'events', hash: '#/events', act: openFirst },
  {
    name: 'event-edit',
    hash: '#/events',
    act: async (person) => {
      await openFirst(person);
      await person.page.keyboard.press('e');
    },
  },
  { name: 'desk', hash: '#/desk' },
  { name: 'visits', hash: '#/visits', act: openFirst },
  { name: 'visit-new', hash: '#/visits/new' },
  { name: 'practices', hash: '#/practices', act: openFirst },
  { name: 'cooperation', hash: '#/cooperation', act: openFirst },
  { name: 'studies', hash: '#/studies', act: openFirst },
  { name: 'exchange', hash: '#/exchange' },
  { name: 'settings', hash: '#/settings' },
  {
    name: 'palette',
    hash: '#/home',
    act: async ({ page }) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('nap');
    },
  },
  { name: 'keys', hash: '#/directory', act: press('F1') },
];

const settle = async (page: Page): Promise<void> => {
  await page.waitForTimeout(450); // Fonts, the worker's answer and the 180 ms of a pane.
};

const show = async (person: Person, screen: Screen): Promise<void> => {
  const { page } = person;
  await page.evaluate(() => {
    window.location.hash = '#/settings';
  });
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, screen.hash);
  await settle(page);
  await screen.act?.(person).catch((error: unknown) => console.log(`${screen.name}: ${String(error).split('\n')[0]}`));
  await settle(page);
};

/** The language and scheme are what the window remembers; a reload shows them everywhere. */
const dress = async (page: Page, language: Language, scheme: Scheme, size: Size): Promise<void> => {
  await page.setViewportSize(size);
  await page.evaluate(
    ([lang, theme]) => {
      const kept = JSON.parse(localStorage.getItem('interreg-view') ?? '{"state":{},"version":0}') as { state: object };
      localStorage.setItem('interreg-view', JSON.stringify({ ...kept, state: { ...kept.state, language: lang, theme } }));
    },
    [language, scheme] as const,
  );
  await page.reload();
  await page.getByRole('navigation').first().waitFor();
};

const firstStarts = async (): Promise<void> => {
  for (const language of wanted(languages)) {
    const person = await sitDown(await newLaptop(), language);
    const { page, say } = person;
    await settle(page);
    await page.screenshot({ path: join(out, `start-1-${language}.png`) });
    await page.getByRole('button', { name: say('common:action.continue') }).click();
    await settle(page);
    await page.screenshot({ path: join(out, `start-2-${language}.png`) });
    await page.getByRole('radio', { name: say('start:source.sample') }).check();
    await page.getByRole('button', { name: say('common:action.continue') }).click();
    await settle(page);
    await page.screenshot({ path: join(out, `start-3-${language}.png`) });
    await standUp(person);
  }
};

mkdirSync(out, { recursive: true });
await firstStarts();
const person = await sitDown(await newLaptop(), 'en');
await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
let count = 0;
for (const language of wanted(languages)) {
  for (const scheme of wanted(['light', 'dark'] as const)) {
    for (const width of wanted([1366, 1920])) {
      await dress(person.page, language, scheme, sizes[width] ?? { width: 1366, height: 768 });
      for (const screen of screens) {
        await show(person, screen);
        await person.page.screenshot({ path: join(out, `${screen.name}-${language}-${scheme}-${width}.png`) });
        count += 1;
      }
    }
  }
}
await standUp(person);
console.log(`${count} pictures in ${out}`);
