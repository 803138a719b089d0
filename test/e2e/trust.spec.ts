import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { editOrganisation, makeBundle } from './acts.ts';
import { begin, goTo, newLaptop, type Person, sitDown, standUp } from './person.ts';

/** Where the pictures go when somebody wants to look at them. */
const pictures = process.env.PICTURES;
const picture = async (page: Page, name: string): Promise<void> => {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
};

const offer = async (person: Person, path: string): Promise<void> => {
  const { page, say } = person;
  await goTo(person, 'exchange');
  await page.getByLabel(say('exchange:open'), { exact: true }).and(page.locator('input')).setInputFiles(path);
};

test('an office is accepted by telephone, and what it brought is taken back and brought again', async () => {
  test.slow();
  const szeged = await sitDown(await newLaptop(), 'hu');
  await begin(szeged, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  const first = await makeBundle(szeged);
  const timisoara = await sitDown(await newLaptop(), 'ro');
  await begin(timisoara, { from: { bundle: first }, author: 'Ion Exemplu', office: 'Timișoara' });
  await editOrganisation(timisoara, 'Termo Exemplu', { phone: '+40256100222' });

  const { page, say } = szeged;
  await offer(szeged, await makeBundle(timisoara));
  const signer = page.getByRole('region', { name: say('exchange:trust.signer.region') });
  await expect(signer.getByText(/\d{4}( \d{4}){5}/)).toBeVisible();
  await picture(page, 'stranger-hu');
  await page.getByRole('button', { name: say('exchange:trust.admitOffice') }).click();
  await expect(page.getByRole('region', { name: say('exchange:report.region') })).toBeVisible();

  await editOrganisation(timisoara, 'Termo Exemplu', { phone: '+40256100333' });
  await offer(szeged, await makeBundle(timisoara));
  const preview = page.getByRole('region', { name: say('exchange:preview.title') });
  await expect(preview.getByText(say('exchange:trust.signer.trusted', { author: 'Ion Exemplu', office: '' }).trim())).toBeVisible();
  await expect(signer).toBeHidden();
  await preview.getByRole('button').last().click();
  await expect(page.getByRole('region', { name: say('exchange:report.region') })).toBeVisible();

  const back = page.getByRole('button', { name: new RegExp(`^${say('exchange:undo.takeBack')}`) }).first();
  await back.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(say('exchange:undo.restored', { count: 1 }))).toBeVisible();
  await picture(page, 'undo-hu');
  await dialog.getByRole('button', { name: say('exchange:undo.takeBack') }).click();
  await page
    .getByRole('button', { name: new RegExp(`^${say('exchange:undo.bringAgain')}`) })
    .first()
    .click();
  await dialog.getByRole('button', { name: say('exchange:undo.bringAgain') }).click();
  await expect(back).toBeVisible();
  await standUp(timisoara);
  await standUp(szeged);
});
