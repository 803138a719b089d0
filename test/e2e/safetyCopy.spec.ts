import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { editOrganisation, openOrganisation } from './acts.ts';
import { begin, goTo, newLaptop, type Person, sitDown, standUp } from './person.ts';

let person: Person;
test.beforeAll(async () => {
  person = await sitDown(await newLaptop(), 'hu');
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
});
test.afterAll(() => standUp(person));

const name = 'Példa Napelem Bt.';

test('goes back to the state of the morning after a look at what changes, and takes that back again', async () => {
  const { page, say } = person;
  await goTo(person, 'settings');
  const day = page.getByRole('list', { name: say('settings:copy.days') }).getByRole('button');
  await expect(day).toBeVisible({ timeout: 60_000 });

  await editOrganisation(person, name, { website: 'https://elrontott.example' });
  await openOrganisation(person, name);
  await expect(page.getByRole('link', { name: 'elrontott.example' })).toBeVisible();

  await goTo(person, 'settings');
  await day.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(say('settings:copy.changed', { count: 1 }))).toBeVisible();
  await expect(dialog.getByRole('list', { name: say('settings:copy.examples') })).toContainText(name);
  await dialog.getByRole('button', { name: say('settings:copy.confirm'), exact: true }).click();
  await expect(dialog).toBeHidden();
  const undo = page.getByRole('button', { name: say('common:action.undo') });
  await expect(undo).toBeVisible();

  await openOrganisation(person, name);
  await expect(page.getByRole('link', { name: 'elrontott.example' })).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('link', { name: 'elrontott.example' })).toBeVisible();

  await goTo(person, 'settings');
  await day.click();
  await expect(dialog.getByText(say('settings:copy.changed', { count: 1 }))).toBeVisible();
  await dialog.getByRole('button', { name: say('common:action.notNow') }).click();
  await expect(dialog).toBeHidden();
});

test('says in a sentence when an earlier day cannot be read any more', async () => {
  const { page, say, laptop } = person;
  await goTo(person, 'settings');
  await expect(page.getByRole('list', { name: say('settings:copy.days') })).toBeVisible({ timeout: 60_000 });
  const snapshot = readdirSync(join(laptop.dataFolder, 'snapshots')).find((each) => each.endsWith('.gz'));
  writeFileSync(join(laptop.dataFolder, 'snapshots', snapshot ?? ''), 'x');
  await page
    .getByRole('list', { name: say('settings:copy.days') })
    .getByRole('button')
    .click();
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('tells the owner of a clock that is years behind, on Home and in the strip, and goes on as before', async () => {
  const { page, say } = person;
  await page.clock.setFixedTime(new Date('2019-05-05T10:00:00Z'));
  await page.reload();
  await goTo(person, 'home');
  await expect(page.getByText(say('common:machine.clock.title'))).toBeVisible();
  await expect(page.getByRole('button', { name: say('common:machine.clock.strip') })).toBeVisible();
  await editOrganisation(person, name, { website: 'https://rossz-ora.example' });
  await expect(page.getByRole('link', { name: 'rossz-ora.example' })).toBeVisible();
});
