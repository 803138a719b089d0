import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { begin, newLaptop, sitDown } from './sitting.ts';
import { photo } from './visitActs.ts';

const folder = mkdtempSync(join(tmpdir(), 'interreg-originals-'));

const goTo = async (page: Page, room: 'Exchange' | 'Visits'): Promise<void> => {
  await page.getByRole('link', { name: room === 'Visits' ? /^Visits/ : /^Exchange(?! now)/ }).click();
};

const saved = async (page: Page, name: string, press: () => Promise<void>): Promise<string> => {
  const download = page.waitForEvent('download');
  await press();
  const path = join(folder, name);
  await (await download).saveAs(path);
  return path;
};

const recordVisit = async (page: Page): Promise<void> => {
  await goTo(page, 'Visits');
  await page.getByRole('grid', { name: 'List of visits' }).waitFor();
  await page.keyboard.press('n');
  await page.getByRole('combobox', { name: /Host organisation/ }).fill('Termo');
  await page.getByRole('option', { name: /Termo Exemplu/ }).click();
  await page.getByRole('checkbox', { name: 'Keep the place where they were taken' }).check();
  const files = await Promise.all(['#267a82', '#c46a33'].map((colour) => photo(page, colour)));
  await page
    .getByLabel('Add photos')
    .and(page.locator('input'))
    .setInputFiles(files.map((buffer, index) => ({ name: `yard-${index + 1}.jpg`, mimeType: 'image/jpeg', buffer })));
  await expect(page.getByRole('button', { name: 'Open the photo yard-2.jpg' }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The draft is saved on this laptop')).toBeVisible();
};

test('small pictures travel with the bundle, originals follow on the stick, and each office sees how many it has', async () => {
  test.slow();
  const szeged = await sitDown(await newLaptop());
  await begin(szeged.page, { name: 'Minta Anna', office: /Szeged/, from: 'sample' });
  await recordVisit(szeged.page);
  await goTo(szeged.page, 'Exchange');
  await expect(szeged.page.getByText('2 of 2 originals are on this laptop')).toBeVisible();
  const bundle = await saved(szeged.page, 'everything.json.gz', async () => {
    await szeged.page.getByRole('button', { name: 'Make a bundle file' }).first().click();
    await szeged.page.getByRole('radio', { name: /^Everything/ }).check();
    await szeged.page.getByRole('button', { name: 'Make the file' }).click();
  });
  const stick = await saved(szeged.page, 'originals.tar', () => szeged.page.getByRole('button', { name: 'Save the originals' }).click());
  await expect(szeged.page.getByText('2 originals are in the file')).toBeVisible();

  const { page, end } = await sitDown(await newLaptop());
  await begin(page, { name: 'Ion Exemplu', office: /Timișoara/, from: { bundle } });
  await goTo(page, 'Exchange');
  await expect(page.getByText('0 of 2 originals received')).toBeVisible();
  const input = page.getByLabel('Add originals').and(page.locator('input'));
  await input.setInputFiles({ name: 'other.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nof nobody') });
  await expect(page.getByText('1 file belongs to no photo here.')).toBeVisible();
  await input.setInputFiles(stick);
  await expect(page.getByText('2 originals added')).toBeVisible();
  await expect(page.getByText('2 of 2 originals are on this laptop')).toBeVisible();
  await goTo(page, 'Visits');
  await page
    .getByRole('row', { name: /Termo Exemplu/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Open the photo yard-1.jpg' }).click();
  await expect(page.getByRole('img', { name: 'yard-1.jpg' })).toHaveAttribute('src', /^blob:/);
  await expect(page.getByText('The original has not arrived on this laptop')).toBeHidden();
  await szeged.end();
  await end();
});
