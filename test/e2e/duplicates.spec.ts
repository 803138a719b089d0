import { expect, test } from '@playwright/test';
import { editOrganisation, makeBundle, openOrganisation, readBundle } from './acts.ts';
import { begin, goTo, newLaptop, type Person, sitDown, standUp } from './person.ts';

const here: Person[] = [];
const sit = async (): Promise<Person> => {
  const person = await sitDown(await newLaptop(), 'en');
  here.push(person);
  return person;
};
test.afterEach(async () => {
  for (const person of here.splice(0)) await standUp(person);
});

const survivor = 'Model Solar SRL';
const duplicate = 'S.C. MODEL SOLAR S.R.L.';

test('a phone number written into a record that another office has joined to another one waits beside the survivor', async () => {
  test.slow();
  const szeged = await sit();
  await begin(szeged, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  const timisoara = await sit();
  await begin(timisoara, { from: { bundle: await makeBundle(szeged) }, author: 'Ion Exemplu', office: 'Timișoara' });

  const { page } = szeged;
  await openOrganisation(szeged, duplicate);
  await page.getByRole('tab', { name: /^People/ }).click();
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Family name' }).fill('Moț-Exemplu');
  await page.getByRole('dialog').getByRole('button', { name: 'Save the person' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Moț-Exemplu' })).toBeVisible();
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('button', { name: `Join to this record: ${survivor}` }).click();
  await expect(page.getByText(`This record was joined to ${survivor}.`)).toBeVisible();
  await editOrganisation(timisoara, duplicate, { phone: '+40256100777' });
  await readBundle(szeged, await makeBundle(timisoara));

  const entry = page.getByRole('region', { name: `${survivor}, Phone` });
  await expect(entry.getByText('by somebody who did not know of that yet')).toBeVisible();
  await expect(entry.getByText('Ion Exemplu, Timișoara')).toBeVisible();
  await expect(entry.getByRole('button', { name: /^Keep/ })).toHaveCount(2);
  await goTo(szeged, 'directory');
  await page.getByRole('button', { name: 'Differing values 1' }).click();
  const rows = page.getByRole('grid', { name: szeged.say('directory:list.region') }).getByRole('row');
  await expect(rows).toHaveCount(1);
  await expect(rows.filter({ hasText: survivor }).getByText('2 values')).toBeVisible();
  await page.getByRole('button', { name: 'Differing values 1' }).click();
  await openOrganisation(szeged, survivor);
  const card = page.getByRole('region', { name: '“Phone” was written into a record that is joined to this one' });
  await card.getByRole('button', { name: /^Keep/ }).last().click();
  await expect(card).toBeHidden();
  await expect(page.getByRole('tabpanel').getByText('+40 256 100 777')).toBeVisible();
  await page.getByRole('tab', { name: /^People/ }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Moț-Exemplu' }), 'who belongs to the joined one is here too').toBeVisible();
  await goTo(szeged, 'exchange');
  await expect(page.getByText('Nothing to decide')).toBeVisible();

  await readBundle(timisoara, await makeBundle(szeged));
  await expect(timisoara.page.getByText('Nothing to decide')).toBeVisible();
  await openOrganisation(timisoara, survivor);
  await expect(timisoara.page.getByRole('tabpanel').getByText('+40 256 100 777')).toBeVisible();
});
