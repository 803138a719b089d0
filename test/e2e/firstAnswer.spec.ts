import { expect, test } from '@playwright/test';
import { openOrganisation } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { holdDesktop, holdQuestions, readings } from './held.ts';
import { begin, goTo, type Person } from './person.ts';
import { recordVisit } from './visitActs.ts';

/** What stands on a screen until the store has answered: nothing that is not true. */

const { sitAnew } = peopleAtWork();

const rooms = ['home', 'directory', 'events', 'desk', 'visits', 'practices', 'cooperation', 'studies', 'exchange', 'settings'] as const;

const withSample = async (language: 'en' | 'ro' = 'en'): Promise<Person> => {
  const person = await sitAnew(language);
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  return person;
};

test('no room shows a zero or says that there is nothing before it has been told', async () => {
  const person = await sitAnew('en');
  const { page, say } = person;
  await page.getByRole('button', { name: say('common:action.continue') }).waitFor();
  const release = await holdQuestions(page, readings);
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  const releaseKey = await holdDesktop(page, 'officeKey');
  const releaseDays = await holdDesktop(page, 'listSnapshots');
  const untrue = [
    say('home:waits', { count: 0 }),
    say('home:next.none'),
    say('directory:empty.title'),
    say('events:list.empty'),
    say('desk:choose.none'),
    say('visits:empty.title'),
    say('exchange:seen.aloneTitle'),
    say('exchange:rivals.none'),
    say('exchange:trust.keyElsewhere'),
    say('settings:sample.none'),
    say('settings:copy.noDays'),
  ];
  const main = page.getByRole('main');
  for (const room of rooms) {
    await goTo(person, room);
    await expect(page.getByRole('link', { name: say(`common:rooms.${room}`), exact: true })).toHaveAttribute('aria-current', 'page');
    await expect(main, room).not.toHaveText('');
    await expect(main.getByText('0', { exact: true }), room).toHaveCount(0);
    await expect(main.getByText(/(^|\s)0\s/), room).toHaveCount(0);
    for (const sentence of untrue) await expect(main.getByText(sentence), `${room}: ${sentence}`).toHaveCount(0);
  }
  await release();
  releaseKey();
  releaseDays();
  await expect(page.getByText(say('settings:sample.remove'))).toBeVisible();
  await goTo(person, 'home');
  await expect(page.getByRole('button', { name: /Csongrád.*[1-9]/ })).toBeVisible();
});

test('what waits is not counted before each of those who know has answered', async () => {
  const person = await sitAnew('en');
  const { page } = person;
  const release = await holdDesktop(page, 'listAside');
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  await expect(page.getByRole('button', { name: /Csongrád.*[1-9]/ })).toBeVisible();
  await expect(page.getByRole('main').getByText(/(wait for|waits for) you/)).toHaveCount(0);
  release();
  await expect(page.getByRole('main').getByText(/(wait for|waits for) you/)).toBeVisible();
});

test('an organisation is not said to have nobody and nothing before its people, events and visits are known', async () => {
  const person = await withSample();
  const { page, say } = person;
  await openOrganisation(person, 'Teszt Hőszivattyú');
  const address = page.url();
  await page.reload();
  const release = await holdQuestions(page, ['list'], 'organisation');
  await page.goto(`${address}/people`);
  const people = page.getByRole('tab', { name: new RegExp(`^${say('directory:tab.people')}`) });
  await expect(people).toHaveAttribute('aria-selected', 'true');
  await expect(people).toHaveText(say('directory:tab.people'));
  await expect(page.getByText(say('directory:person.empty'))).toHaveCount(0);
  await release();
  await expect(people).toHaveText(/\d/);
});

test('a visit is not said to have no host before its host has been looked for, and none is unfound by it', async () => {
  const person = await withSample();
  const { page, say } = person;
  const release = await holdQuestions(page, ['rows'], 'organisation');
  await goTo(person, 'visits');
  const noHost = page.getByText(say('visits:list.noHost'));
  const rows = page.getByRole('grid').getByRole('row');
  await expect(rows.first()).toContainText(/20\d\d/);
  await expect(noHost).toHaveCount(0);
  await rows.first().click();
  await expect(page.getByRole('tab', { name: say('visits:report.tabReport') })).toBeVisible();
  await expect(noHost).toHaveCount(0);
  await page.getByRole('searchbox').fill('Teszt Hőszivattyú');
  await expect(page.getByText(say('visits:list.nothing'))).toHaveCount(0);
  await release();
  await expect(rows.first()).toContainText('Teszt Hőszivattyú');
});

test('a row of another record does not bear the name that stood in its place', async () => {
  const person = await withSample();
  const { page } = person;
  await goTo(person, 'practices');
  const rows = page.getByRole('grid').getByRole('row');
  const host = page.getByRole('tabpanel').locator('a[href^="#/directory/"]');
  const read = async (index: number) => {
    await rows.nth(index).click();
    const title = (await page.getByRole('heading', { level: 2 }).first().textContent()) ?? '';
    await expect(rows.nth(index)).toContainText(title);
    return { title, host: (await host.first().textContent()) ?? '', id: (await host.first().getAttribute('href'))?.split('/').at(-1) };
  };
  const first = await read(0);
  const second = await read(1);
  expect(second.host).not.toBe(first.host);
  await goTo(person, 'home');
  await page.reload();
  await page.getByRole('link', { name: 'Home', exact: true }).waitFor();
  const release = await holdQuestions(page, ['rows'], second.id);
  await goTo(person, 'practices');
  await expect(rows.first()).toContainText(first.host);
  await page.getByRole('searchbox').fill(second.title);
  await expect(rows.first()).toContainText(second.title);
  await expect(rows.first()).not.toContainText(first.host);
  await release();
  await expect(rows.first()).toContainText(second.host);
});

test('another name is not said to be in the directory because the one before was', async () => {
  const person = await withSample();
  const { page, say } = person;
  await goTo(person, 'directory');
  await expect(page.getByRole('grid').getByRole('row').first()).toBeVisible();
  await page.keyboard.press('n');
  const name = page.getByRole('form').getByRole('textbox', { name: /^Name/ });
  const already = page.getByText(say('directory:duplicate.title', { count: 1 }));
  await name.fill('minta energia kft');
  await expect(already).toBeVisible();
  const release = await holdQuestions(page, ['list'], 'adonat');
  await name.fill('Vadonatúj Vállalkozás Kft');
  await expect(already).toHaveCount(0);
  await release();
});

test('a form is not opened on what has been outdated since it was read', async () => {
  const person = await withSample();
  const { page } = person;
  await openOrganisation(person, 'Termo Exemplu');
  await page.keyboard.press('e');
  const phone = page.getByRole('textbox', { name: /^Phone/ });
  const before = await phone.inputValue();
  await phone.fill('+40256100777');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('tabpanel').getByText('100 777')).toBeVisible();
  const record = page.url();
  await goTo(person, 'events');
  await expect(page.getByRole('grid').getByRole('row').first()).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^(Undone|Taken back)/)).toBeVisible();
  const release = await holdQuestions(page, ['get'], 'organisation');
  await page.goto(`${record}/edit`);
  await expect(page.getByRole('grid').getByRole('row').first()).toContainText(/SRL|Kft|Bt|Zrt/);
  await expect(phone, 'what was taken back').toHaveCount(0);
  await release();
  await expect(phone).toHaveValue(before);
});

test('the desk counts nobody before it knows who is expected and who has come', async () => {
  const person = await withSample('ro');
  const { page, say } = person;
  const release = await holdQuestions(page, ['list'], 'registration');
  await goTo(person, 'desk');
  await page
    .getByRole('link', { name: new RegExp(say('desk:choose.open')) })
    .first()
    .click();
  await expect(page.getByRole('textbox', { name: say('desk:prompt.label') })).toBeFocused();
  const bar = page.getByRole('status').first();
  await expect(bar).toHaveText('');
  await release();
  await expect(bar).toHaveText(/\d/);
});

test('a photo is not said to be missing before the desktop has looked for it, nor a practice to be still unmade', async () => {
  const person = await withSample();
  const { page, say } = person;
  await recordVisit(person);
  const visit = page.url();
  const picture = page.getByRole('button', { name: say('visits:photo.open', { name: 'udvar-1.jpg' }) }).first();
  await expect(picture.getByRole('img', { name: say('visits:photo.kept') })).toBeVisible();
  const release = await holdDesktop(page, 'noteAttachments');
  await page.reload();
  await page.goto(visit);
  await expect(picture).toBeVisible();
  await expect(picture.getByRole('img', { name: say('visits:photo.notKept') })).toHaveCount(0);
  release();
  await expect(picture.getByRole('img', { name: say('visits:photo.kept') })).toBeVisible();

  await goTo(person, 'visits');
  const releaseList = await holdQuestions(page, ['list'], 'practice');
  await page.getByRole('row', { name: /Teszt Hőszivattyú/ }).click();
  await expect(page.getByRole('heading', { name: /Teszt Hőszivattyú/ })).toBeVisible();
  const make = page.getByRole('button', { name: say('visits:finding.makePractice') });
  const made = page.getByRole('link', { name: say('visits:finding.isPractice') });
  await expect(page.getByRole('heading', { name: say('visits:report.findings') })).toBeVisible();
  await expect(make.or(made)).toHaveCount(0);
  await releaseList();
  await expect(make.or(made).first()).toBeVisible();
});
