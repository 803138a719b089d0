import { expect, test } from '@playwright/test';
import { fillDisk, openOrganisation } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { begin, goTo, type Person } from './person.ts';

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
