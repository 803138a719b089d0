import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { type Language, languages } from '../src/domain/recordTypes.ts';
import { editOrganisation, makeBundle, openOrganisation } from './e2e/acts.ts';
import { begin, newLaptop, type Person, sitDown, standUp } from './e2e/person.ts';
import { wordsOf } from './words.ts';

/**
 * `npm run shots -- --out DIR [--only hu,light,1366,home]`: pictures of every screen and main state of the built program with sample data, in
 * three languages, light and dark, at 1366×768, the same at 125 %, and 1920×1080. Names after `--only` choose screens. To be looked at by a person.
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

const looks = new Set<string>([...languages, 'light', 'dark', '1366', '1920', '1093']);
const named = [...only].filter((each) => !looks.has(each));
const isChosen = (name: string): boolean => named.length === 0 || named.includes(name);
const chosen = (all: readonly Screen[]): readonly Screen[] => all.filter((screen) => isChosen(screen.name));

/** 1093 is 1366×768 at 125 %. */
const sizes: Readonly<Record<number, Size>> = {
  1093: { width: 1093, height: 614 },
  1366: { width: 1366, height: 768 },
  1920: { width: 1920, height: 1080 },
};

const settle = async (page: Page): Promise<void> => {
  await page.waitForTimeout(450); // Fonts, the worker's answer and the 180 ms of a pane.
};

const openFirst = async ({ page }: Person): Promise<void> => {
  await page.getByRole('row').first().click();
};
const openTab =
  (key: string) =>
  async (person: Person): Promise<void> => {
    await openFirst(person);
    await person.page.getByRole('tab', { name: person.say(key) }).click();
  };
const enterAtDesk =
  (typed: string) =>
  async ({ page }: Person): Promise<void> => {
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+a');
    await settle(page);
    await page.keyboard.type(`${typed}\n`);
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
  {
    name: 'palette-record',
    hash: '#/home',
    act: async ({ page }) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('energie');
      await settle(page);
      await page.keyboard.press('Tab');
    },
  },
  { name: 'keys', hash: '#/directory', act: press('F1') },
  { name: 'directory-history', hash: '#/directory', act: openTab('directory:tab.history') },
  { name: 'directory-people', hash: '#/directory', act: openTab('directory:tab.people') },
  { name: 'event-sessions', hash: '#/events', act: openTab('events:detail.sessions') },
  { name: 'event-registrations', hash: '#/events', act: openTab('events:detail.registrations') },
  { name: 'visit-history', hash: '#/visits', act: openTab('visits:report.tabHistory') },
  { name: 'visits-none', hash: '#/visits' },
  { name: 'practice-history', hash: '#/practices', act: openTab('catalogue:tab.history') },
  { name: 'nonsense', hash: '#/nonsense' },
];

/** At the desk one visitor follows the other; each picture goes on from the one before. */
const deskStages: readonly Omit<Screen, 'hash'>[] = [
  { name: 'desk-prompt' },
  { name: 'desk-short', act: enterAtDesk('ab') },
  { name: 'desk-no', act: enterAtDesk('zzzz') },
  { name: 'desk-walk-in', act: press('F3') },
  { name: 'desk-organisation', act: async ({ page }) => page.keyboard.type('temes') },
  {
    name: 'desk-filled',
    act: async ({ page, say }) => {
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: say('desk:walkIn.family'), exact: true }).fill('Țepeș');
      await page.getByRole('textbox', { name: say('desk:walkIn.given'), exact: true }).fill('Ștefania');
      await page
        .getByRole('group', { name: say('desk:walkIn.portrait') })
        .getByText(say('desk:yes'), { exact: true })
        .click();
    },
  },
  {
    name: 'desk-in',
    act: async ({ page, say }) => {
      await page.keyboard.press('Control+Enter');
      const known = page.getByRole('button', { name: say('desk:walkIn.checkIn') });
      await known.click({ timeout: 1000 }).catch(() => undefined); // Nobody of this name yet.
    },
  },
  { name: 'desk-already', act: enterAtDesk('tepes stefania') },
  { name: 'desk-ask', act: enterAtDesk('minta') },
  { name: 'desk-badge', act: press('F4') },
];

const show = async (person: Person, screen: Screen): Promise<void> => {
  const { page } = person;
  await page.keyboard.press('Escape'); // Closes what the screen before has left open.
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

type Taking = { readonly person: Person; readonly look: string };

let count = 0;
const take = async ({ person, look }: Taking, name: string): Promise<void> => {
  await person.page.screenshot({ path: join(out, `${name}-${look}.png`) });
  count += 1;
};

const takeScreens = async (taking: Taking): Promise<void> => {
  for (const screen of chosen(screens)) {
    await show(taking.person, screen);
    await take(taking, screen.name);
  }
};

const takeDesk = async (taking: Taking): Promise<void> => {
  const { person } = taking;
  if (!isChosen('desk-stages')) return;
  await show(person, { name: 'desk', hash: '#/desk' });
  await person.page
    .getByRole('link', { name: person.say('desk:choose.open') })
    .first()
    .click();
  for (const stage of deskStages) {
    await stage.act?.(person).catch((error: unknown) => console.log(`${stage.name}: ${String(error).split('\n')[0]}`));
    await settle(person.page);
    await take(taking, stage.name);
  }
  await person.page.keyboard.press('F10');
};

/** What comes from a partner office: its preview, the report, two values. */
const takeExchange = async (taking: Taking, bundle: string): Promise<void> => {
  const { person } = taking;
  if (!isChosen('bundles')) return;
  const { page, say } = person;
  await show(person, { name: 'exchange', hash: '#/exchange' });
  await page.getByLabel(say('exchange:open'), { exact: true }).and(page.locator('input')).setInputFiles(bundle);
  await settle(page);
  await take(taking, 'exchange-preview');
  await page
    .getByRole('region', { name: say('exchange:preview.title') })
    .getByRole('button')
    .last()
    .click();
  await settle(page);
  await take(taking, 'exchange-report');
  await show(person, { name: 'directory', hash: '#/directory' });
  await openOrganisation(person, enterprise).catch(() => undefined);
  await take(taking, 'directory-rival');
};

const emptyRooms: readonly Screen[] = (['home', 'directory', 'events', 'desk', 'visits', 'practices', 'studies', 'exchange'] as const).map(
  (room) => ({ name: `empty-${room}`, hash: `#/${room}` }),
);

const inEveryLook = async (person: Person, takeAll: (taking: Taking) => Promise<void>): Promise<void> => {
  for (const language of wanted(languages)) {
    for (const scheme of wanted(['light', 'dark'] as const)) {
      for (const width of wanted([1366, 1920, 1093])) {
        await dress(person.page, language, scheme, sizes[width] ?? { width: 1366, height: 768 });
        await takeAll({ person: { ...person, say: await wordsOf(language) }, look: `${language}-${scheme}-${width}` });
      }
    }
  }
};

const enterprise = 'Példa Napelem Bt.';

mkdirSync(out, { recursive: true });
if (isChosen('start')) await firstStarts();
const person = await sitDown(await newLaptop(), 'en');
await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
if (isChosen('bundles')) {
  const partner = await sitDown(await newLaptop(), 'en');
  await begin(partner, { from: { bundle: await makeBundle(person) }, author: 'Ion Exemplu', office: 'Timișoara' });
  await editOrganisation(person, enterprise, { website: 'https://szeged.pelda.example' });
  await editOrganisation(partner, enterprise, { website: 'https://timisoara.pelda.example' });
  const bundle = await makeBundle(partner);
  await standUp(partner);
  await inEveryLook(person, (taking) => takeExchange(taking, bundle));
}
await inEveryLook(person, async (taking) => {
  await takeScreens(taking);
  await takeDesk(taking);
});
await standUp(person);
if (isChosen('empty')) {
  const alone = await sitDown(await newLaptop(), 'en');
  await begin(alone, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
  await inEveryLook(alone, async (taking) => {
    for (const screen of emptyRooms) {
      await show(taking.person, screen);
      await take(taking, screen.name);
    }
  });
  await standUp(alone);
}
console.log(`${count} pictures in ${out}`);
