import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { fillDisk, offerBundle, openOrganisation } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { foreignOffice, hearFrom } from './foreign.ts';
import { begin, goTo, type Person } from './person.ts';
import { photo } from './visitActs.ts';

/** What is typed while the disk takes nothing: the screen says that the text is kept, and it is, wherever the person goes. */

const { sitAnew } = peopleAtWork();
const name = 'Példa Napelem Bt.';

const formOf = ({ page, say }: Person) =>
  page.getByRole('region', { name: say('directory:form.region') }).or(page.getByRole('form', { name: say('directory:form.region') }));
const website = (person: Person) => formOf(person).getByLabel(person.say('fields:organisation.website'), { exact: true });

const editsIt = async (person: Person): Promise<void> => {
  await openOrganisation(person, name);
  await person.page.getByRole('link', { name: person.say('directory:detail.edit') }).click();
};

test('what was typed on a full disk is there again after a look elsewhere and after a reload, and is kept once there is room', async () => {
  const person = await sitAnew('hu');
  const { page, say } = person;
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  await editsIt(person);
  await website(person).fill('https://elsore.example');
  await expect(formOf(person).getByText(/\d\d:\d\d:\d\d/)).toBeVisible();
  const makeRoom = await fillDisk(person);
  await website(person).fill('https://tele-lemez.example');
  const failed = formOf(person)
    .getByRole('alert')
    .filter({ hasText: say('common:saved.failed') });
  await expect(failed).toBeVisible();

  await goTo(person, 'home');
  await editsIt(person);
  await expect(website(person)).toHaveValue('https://tele-lemez.example');
  await expect(failed, 'it is not kept for good yet').toBeVisible();
  await makeRoom();
  await expect(failed, 'it is kept without another key').toBeHidden();

  await fillDisk(person);
  await website(person).fill('https://ujratoltve.example');
  await expect(failed).toBeVisible();
  await page.reload(); // The window with the full disk is gone; its text is not.
  await expect(website(person)).toHaveValue('https://ujratoltve.example');
  await expect(failed).toBeHidden();
});

test('a new record that was begun on a full disk is found from Home again', async () => {
  const person = await sitAnew('ro');
  const { page, say } = person;
  await begin(person, { from: 'empty', author: 'Minta Anna', office: { name: 'Szeged', country: 'HU' } });
  await goTo(person, 'directory');
  const makeRoom = await fillDisk(person);
  await page
    .getByRole('link', { name: say('common:action.new'), exact: true })
    .first()
    .click(); // One above the list, one in the empty list.
  const field = formOf(person).getByLabel(new RegExp(`^${say('fields:organisation.name')}`));
  await field.fill('Exemplu Nou SRL');
  await expect(formOf(person).getByRole('alert')).toBeVisible();
  await goTo(person, 'home');
  await expect(page.getByText(say('home:draft.title', { name: 'Exemplu Nou SRL' }))).toBeVisible();
  await makeRoom();
  await page.getByRole('link', { name: say('home:draft.action'), exact: true }).click();
  await expect(field).toHaveValue('Exemplu Nou SRL');
});

test('a photo whose original did not fit is added once more when there is room, and is there once', async () => {
  const person = await sitAnew('en');
  const { page, say } = person;
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  await goTo(person, 'visits');
  await page.getByRole('grid', { name: say('visits:list.region') }).waitFor();
  await page.keyboard.press('n');
  const files = [{ name: 'yard.jpg', mimeType: 'image/jpeg', buffer: await photo(page, '#267a82') }];
  const input = page.locator('input[type="file"]');
  const host = join(person.laptop.dataFolder, 'files');
  renameSync(host, `${host}-away`);
  writeFileSync(host, 'no folder, so that nothing can be kept there');
  await input.setInputFiles(files);
  await expect(page.getByText(say('visits:photoError.originalNotKept', { name: 'yard.jpg' }))).toBeVisible();
  rmSync(host);
  renameSync(`${host}-away`, host);
  await input.setInputFiles(files);
  await expect(page.getByText(say('visits:photo.allKept', { count: 1 }))).toBeVisible();
  await expect(page.getByRole('button', { name: say('visits:photo.remove', { name: 'yard.jpg' }) })).toHaveCount(1);
  await input.setInputFiles(files);
  await expect(page.getByText(say('visits:photoError.photoHere'))).toBeVisible();
  await expect(page.getByRole('button', { name: say('visits:photo.remove', { name: 'yard.jpg' }) })).toHaveCount(1);
});

test('a bundle that found no room is applied with one key once there is some, and nothing speaks of a text that was typed', async () => {
  const person = await sitAnew('hu');
  const { page, say } = person;
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  const { write } = await hearFrom(person);
  const bundle = await write('d', 1, [foreignOffice]);
  const makeRoom = await fillDisk(person);
  await offerBundle(person, bundle);
  await page
    .getByRole('region', { name: say('exchange:preview.title') })
    .getByRole('button')
    .last()
    .click();
  const refused = page.getByRole('alert').filter({ hasText: basename(bundle) });
  await expect(refused).toContainText(say('error:notSaved.title'));
  await expect(refused).not.toContainText(say('common:saved.failed'));
  await makeRoom();
  await refused.getByRole('button', { name: say('common:action.tryAgain') }).press('Enter');
  await page
    .getByRole('region', { name: say('exchange:preview.title') })
    .getByRole('button')
    .last()
    .click();
  await expect(page.getByRole('region', { name: say('exchange:report.region') })).toBeVisible();
});
