import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, test } from '@playwright/test';
import { begin, goTo, newLaptop, type Person, sitDown, standUp } from './person.ts';

/** What stands in a field that looks for a record, before it is one. */

let person: Person;

test.beforeEach(async () => {
  person = await sitDown(await newLaptop(), 'en');
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
});

test.afterEach(() => standUp(person));

const drafts = (): string => {
  const path = join(person.laptop.dataFolder, 'drafts.json');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

/** Types over what the field holds and loads the page anew before anything is chosen. */
const typeAndReload = async (field: Locator, text: string): Promise<void> => {
  await field.click();
  await field.press('Control+a');
  await field.pressSequentially(text);
  await expect.poll(drafts, 'kept before it is anything').toContain(text);
  await person.page.reload();
  await expect(field).toHaveValue(text);
};

test('what is half typed where a record is looked for is there again after the page was loaded anew', async () => {
  const { page, say } = person;
  const field = (label: string) => page.getByRole('combobox', { name: new RegExp(`^${say(label)}`) });
  await goTo(person, 'visits');
  await page.getByRole('row', { name: /Teszt Hőszivattyú/ }).click();
  await page.keyboard.press('e');
  const host = field('fields:visit.host');
  await typeAndReload(host, 'Körös Pró');
  await page.waitForTimeout(500); // The name of the present host has come by then.
  await expect(host, 'the name of the present host does not take its place').toHaveValue('Körös Pró');
  await host.press('End');
  await page.keyboard.type('b');
  await page.getByRole('option', { name: /^Körös Próba/ }).click();
  await expect(host).toHaveValue(/^Körös Próba/);
  await expect.poll(drafts, 'only what is not chosen yet is kept as typed').not.toContain('~typing');
  await typeAndReload(field('fields:visit.office'), 'Timi');

  await goTo(person, 'events');
  await page.getByRole('row').first().click();
  await page.keyboard.press('e');
  await typeAndReload(field('fields:event.organiser'), 'Exemplu Ener');

  await goTo(person, 'practices');
  await page.getByRole('row').first().click();
  await page.keyboard.press('e');
  await typeAndReload(field('fields:practice.organisation'), 'Minta En');
});

test('a time and a day that are none stay as they were typed, and it is said what counts meanwhile', async () => {
  const { page, say } = person;
  await goTo(person, 'visits');
  await page.getByRole('row', { name: /Teszt Hőszivattyú/ }).click();
  await page.keyboard.press('e');
  const from = page.getByRole('textbox', { name: new RegExp(`^${say('fields:visit.from')}`) });
  const day = page.getByRole('textbox', { name: new RegExp(`^${say('fields:visit.day')}`) });
  await from.fill('9.15');
  await from.press('Tab');
  await expect(from, 'what can be read is written as a time').toHaveValue('09:15');
  const [time, date] = [say('common:field.noClock'), say('common:field.noDay')];
  await from.fill('25:00');
  await expect(page.getByText(time), 'nobody is interrupted').toBeHidden();
  await from.press('Tab');
  await expect(from).toHaveValue('25:00');
  await expect(page.getByText(`${time} 09:15 stays until this is put right.`)).toBeVisible();
  await from.press('Control+s');
  await expect(from, 'the form is not saved without what was typed').toBeFocused();
  await from.fill('10:15');
  await expect(page.getByText(time)).toBeHidden();
  await from.press('Tab');

  await day.fill('2026-05-07');
  await day.press('Tab');
  await expect(day).toHaveValue('7 May 2026');
  await day.fill('tomorrow');
  await day.press('Tab');
  await expect(day).toHaveValue('tomorrow');
  await expect(page.getByText(`${date} 7 May 2026 stays until this is put right.`)).toBeVisible();
  await day.fill('8 May 2026');
  await day.press('Tab');
  await expect(page.getByText(date)).toBeHidden();
  await expect(day).toHaveValue('8 May 2026');
  await expect(from).toHaveValue('10:15');

  await from.fill('26:00');
  await from.press('Control+s');
  await expect(page.getByText(`${time} 10:15 stays until this is put right.`), 'also where the field was never left').toBeVisible();
  await from.fill('10:30');
  await from.press('Control+s');
  await expect(page.getByText(say('visits:form.savedDraft'))).toBeVisible();
});

test('a calendar speaks the language of the screen, and a day is read as it is written there', async () => {
  const { page } = person;
  await goTo(person, 'visits');
  await page.getByRole('row', { name: /Teszt Hőszivattyú/ }).click();
  await page.keyboard.press('e');
  const screens = [
    { button: 'HU Magyar', day: /^A látogatás napja/, typed: '2026. május 7.', head: '2026. május', back: 'Előző', next: /^Rögzítő iroda/ },
    {
      button: 'RO Română',
      day: /^Ziua vizitei/,
      typed: '9 mai 2026',
      head: 'mai 2026',
      back: 'Anterior',
      next: /^Biroul care a înregistrat/,
    },
    { button: 'EN English', day: /^Day of the visit/, typed: '8 May 2026', head: 'May 2026', back: 'Previous', next: /^Recorded by/ },
  ];
  for (const screen of screens) {
    await page.getByRole('button', { name: screen.button }).click();
    const day = page.getByRole('textbox', { name: screen.day });
    await day.fill(screen.typed);
    await expect(page.locator('[data-dates-dropdown] button').filter({ hasText: '2026' })).toHaveText(screen.head, {
      useInnerText: true,
    });
    await expect(page.getByRole('button', { name: screen.back, exact: true })).toBeVisible();
    await day.press('Tab');
    await expect(page.getByRole('combobox', { name: screen.next }), 'a day is left with one key').toBeFocused();
  }
  await expect(page.getByRole('textbox', { name: /^Day of the visit/ })).toHaveValue('8 May 2026');
});

test('what is typed without a pause is kept while it is typed', async () => {
  const { page, say } = person;
  await goTo(person, 'visits');
  await page.getByRole('row', { name: /Teszt Hőszivattyú/ }).click();
  await page.keyboard.press('e');
  const summary = page.getByRole('textbox', { name: new RegExp(`^${say('fields:visit.summary')}`) }).first();
  await summary.click();
  const typing = page.evaluate(async () => {
    const end = performance.now() + 12_000;
    while (performance.now() < end) {
      document.execCommand('insertText', false, 'x');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return Date.now();
  });
  await expect.poll(drafts, { intervals: [100] }).toContain('xxx');
  const keptAt = Date.now();
  expect(await typing, 'kept before the end of it').toBeGreaterThan(keptAt);
});

test('a letter and a choice in one breath leave nothing that is half typed', async () => {
  const { page, say } = person;
  await goTo(person, 'visits');
  await page.getByRole('row', { name: /Teszt Hőszivattyú/ }).click();
  await page.keyboard.press('e');
  await page.getByRole('combobox', { name: say('visits:participant.add') }).click();
  const option = page.getByRole('option').first();
  const [name = ''] = ((await option.textContent()) ?? '').split(' · ');
  await option.evaluate((each: HTMLElement) => {
    document.execCommand('insertText', false, 'k');
    each.click();
  });
  await expect(page.getByRole('group', { name })).toBeVisible();
  await expect.poll(drafts).toContain(name);
  expect(drafts()).not.toContain('~typing');
});

test('Enter takes what was found in the very moment in which it shows, and once only', async () => {
  const { page, say } = person;
  await goTo(person, 'visits');
  await page.getByRole('row', { name: /Teszt Hőszivattyú/ }).click();
  await page.keyboard.press('e');
  const participant = page.getByRole('combobox', { name: say('visits:participant.add') });
  await participant.evaluate((field) => {
    const isFound = (node: Node): boolean => node.textContent?.includes('Próba Péter') === true;
    for (const name of ['appendChild', 'insertBefore'] as const) {
      const put: (...given: never[]) => unknown = Node.prototype[name];
      Object.assign(Node.prototype, {
        [name](this: Node, node: Node, ...rest: never[]) {
          const end = performance.now() + (isFound(node) ? 50 : 0);
          while (performance.now() < end); // A slow laptop: what React does behind the drawing has to wait for its next turn.
          return put.call(this, node as never, ...rest);
        },
      });
    }
    new MutationObserver((_, observer) => {
      if (![...document.querySelectorAll('[role="option"]')].some(isFound)) return;
      observer.disconnect();
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }));
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await participant.focus();
  await page.keyboard.insertText('Próba Péter');
  await expect(page.getByRole('group', { name: 'Próba Péter' })).toHaveCount(1);
  await expect(participant).toHaveValue('');
});

test('Enter in one breath with a letter takes what the letter finds, not what was found before', async () => {
  const { page, say } = person;
  await goTo(person, 'visits');
  await page.getByRole('row', { name: /Teszt Hőszivattyú/ }).click();
  await page.keyboard.press('e');
  const participant = page.getByRole('combobox', { name: say('visits:participant.add') });
  await participant.pressSequentially('Próba Péte');
  await expect(page.getByRole('option', { name: say('visits:participant.useTyped', { name: 'Próba Péte' }) })).toBeVisible();
  await participant.evaluate((field) => {
    document.execCommand('insertText', false, 'r');
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }));
  });
  await expect(page.getByRole('group', { name: /^Próba Pét/ })).toHaveCount(1);
  await expect(page.getByRole('group', { name: 'Próba Péter' })).toBeVisible();
});

test('Tab takes what the arrows have marked, and what is chosen already stays when it is chosen again', async () => {
  const { page, say } = person;
  await goTo(person, 'visits');
  await page.getByRole('row', { name: /Teszt Hőszivattyú/ }).click();
  await page.keyboard.press('e');
  const host = page.getByRole('combobox', { name: new RegExp(`^${say('fields:visit.host')}`) });
  await host.fill('sze');
  await expect(page.getByRole('option', { name: 'Battonyai Teszt Szélpark' })).toHaveAttribute('data-combobox-selected', 'true');
  const [name = ''] = ((await page.getByRole('option').nth(1).textContent()) ?? '').split(' · ');
  await host.press('ArrowDown');
  await host.press('Tab');
  await expect(host).toHaveValue(name);
  await host.fill(name.slice(0, -1));
  await expect(page.getByRole('option', { name: new RegExp(`^${name}`) })).toBeVisible();
  await host.press('Enter');
  await expect(host).toHaveValue(name);
});

test('a form is not saved with the host of before while another one that nobody knows stands in the field', async () => {
  const { page, say } = person;
  await goTo(person, 'visits');
  await page.getByRole('row', { name: /Teszt Hőszivattyú/ }).click();
  await page.keyboard.press('e');
  const host = page.getByRole('combobox', { name: new RegExp(`^${say('fields:visit.host')}`) });
  await host.fill('Nobody Ltd');
  await host.press('Control+s');
  const warning = page.getByText(say('common:search.unknown', { text: 'Nobody Ltd' }));
  await expect(warning).toBeVisible();
  await expect(host).toBeFocused();
  await expect(host).toHaveValue('Nobody Ltd');
  await host.press('Tab');
  await expect(host).toHaveValue(/^Teszt Hőszivattyú/);
  await expect(warning, 'it is named beside what stays').toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('button', { name: say('visits:report.continueDraft') })).toBeVisible();
});

test('a host that the directory lacks goes into it from the visit, and what was typed stays where that is given up', async () => {
  const { page, say } = person;
  await goTo(person, 'visits');
  await page.getByRole('grid', { name: say('visits:list.region') }).waitFor();
  await page.keyboard.press('n');
  const host = page.getByRole('combobox', { name: new RegExp(`^${say('fields:visit.host')}`) });
  const offer = page.getByRole('button', { name: say('visits:newHost.offer', { name: 'Új Hőtároló Kft.' }) });
  const asking = page.getByRole('dialog', { name: say('visits:newHost.title') });
  const name = asking.getByRole('textbox', { name: new RegExp(`^${say('fields:organisation.name')}`) });
  await host.fill('Új Hőtároló Kft.');
  await expect(page.getByText(say('common:search.nothing'))).toBeVisible();
  await expect(offer, 'not while it is typed').toBeHidden();
  await host.press('Enter');
  await expect(page.getByText(say('common:search.nothing')), 'it covers nothing').toBeHidden();
  await offer.click();
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Új Hőtároló Kft.');
  await asking.getByRole('button', { name: say('common:action.cancel') }).click();
  await expect(asking).toBeHidden();
  await expect(host).toHaveValue('Új Hőtároló Kft.');
  await expect(offer).toBeFocused();

  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+s');
  const needed = asking.getByText(say('domain:validation.required'));
  await expect(needed, 'country and kind').toHaveCount(2);
  await asking.getByRole('combobox', { name: new RegExp(`^${say('fields:organisation.country')}`) }).click();
  await page.getByRole('option', { name: say('domain:country.HU') }).click();
  await asking.getByRole('combobox', { name: new RegExp(`^${say('fields:organisation.kind')}`) }).click();
  await page.getByRole('option', { name: say('domain:organisation.kind.enterprise') }).click();
  await name.fill('Új Hőtároló Zrt.');
  await page.keyboard.press('Control+s');
  await expect(asking).toBeHidden();
  await expect(page.getByText(say('visits:newHost.saved', { name: 'Új Hőtároló Zrt.' }))).toBeVisible();
  await expect(host).toBeFocused();
  await expect(host).toHaveValue('Új Hőtároló Zrt.');
  await expect(offer).toBeHidden();
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('button', { name: say('visits:report.continueDraft') })).toBeVisible();
  await goTo(person, 'directory');
  await page.getByRole('searchbox').fill('hotarolo');
  await expect(page.getByRole('row', { name: /Új Hőtároló Zrt\./ })).toBeVisible();
});

test('a draft that is empty again and cannot be dropped is said to be unsaved, and is dropped later', async () => {
  const { page, say } = person;
  await goTo(person, 'visits');
  await page.getByRole('row', { name: /Teszt Hőszivattyú/ }).click();
  await page.keyboard.press('e');
  const participant = page.getByRole('combobox', { name: say('visits:participant.add') });
  await participant.pressSequentially('Popes');
  await expect.poll(drafts).toContain('Popes');
  const inWorkers = async (act: () => void): Promise<void> =>
    void (await Promise.all(page.workers().map((worker) => worker.evaluate(act))));
  await inWorkers(() => {
    const { delete: real } = IDBObjectStore.prototype;
    const refuse = (): never => {
      throw new DOMException('Broken.', 'UnknownError');
    };
    IDBObjectStore.prototype.delete = Object.assign(refuse, { real });
  });
  const form = page.getByRole('form');
  await participant.fill('');
  await expect(form.getByText(say('common:saved.failed'))).toBeVisible();
  await inWorkers(() => {
    IDBObjectStore.prototype.delete = (IDBObjectStore.prototype.delete as unknown as { real: IDBObjectStore['delete'] }).real;
  });
  await participant.blur();
  await page.keyboard.press('Escape');
  await expect.poll(drafts, 'tried again when the form is left').not.toContain('Popes');
});

test('Enter takes the name that begins as it was typed, in a form and in the palette', async () => {
  const { page, say } = person;
  await goTo(person, 'visits');
  await page.keyboard.press('n');
  const host = page.getByRole('combobox', { name: new RegExp(`^${say('fields:visit.host')}`) });
  await host.fill('teszt h');
  await expect(page.getByRole('option', { name: /^Hajdú Teszt/ })).toBeVisible();
  await host.press('Enter');
  await expect(host).toHaveValue(/^Teszt Hőszivattyú/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('teszt h');
  await expect(page.getByRole('option', { name: /^Hajdú Teszt/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Teszt Hőszivattyú Kft.' })).toBeVisible();
});
