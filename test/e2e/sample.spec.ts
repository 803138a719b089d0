import { expect, test } from '@playwright/test';
import { begin, goTo, newLaptop, sitDown, standUp } from './person.ts';
import { recordVisit } from './visitActs.ts';

test('the sample goes but for the host of an own visit, and comes back with one key', async () => {
  const person = await sitDown(await newLaptop(), 'hu');
  const { page, say } = person;
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  await recordVisit(person);
  await goTo(person, 'settings');
  const remove = page.getByRole('button', { name: say('settings:sample.remove') });
  const here = page.getByText(say('settings:sample.here', { count: 0 }).replace('0 ', ''));
  const before = (await here.textContent()) ?? '';
  await remove.click();
  await expect(page.getByText(say('settings:sample.kept', { count: 1 }))).toBeVisible();
  await expect(page.getByText(say('settings:sample.here', { count: 1 }), { exact: true })).toBeVisible();
  await goTo(person, 'visits');
  const row = page.getByRole('grid', { name: say('visits:list.region') }).getByRole('row');
  await expect(row).toHaveCount(1);
  await expect(row.getByText('Termo Exemplu SRL', { exact: true })).toBeVisible();
  await goTo(person, 'settings');
  await page.keyboard.press('Control+z');
  await expect(page.getByText(before, { exact: true })).toBeVisible();
  await standUp(person);
});
