import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { goTo, type Person } from './person.ts';

/** A picture as a camera gives it: drawn by the browser, 1600 × 1200 JPEG. */
export const photo = async (page: Page, colour: string): Promise<Buffer> => {
  const url = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1600, 1200];
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = fill;
    context.fillRect(0, 0, 1600, 1200);
    context.clearRect(200, 200, 300, 300);
    return canvas.toDataURL('image/jpeg', 0.9);
  }, colour);
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
};

const summary = 'A cég napelemparkot működtet; în județul Timiș, la Șag și Țipari. Ő és ű, ș și ț.';

/** Records a visit with two photos and saves it as a draft of the office. */
export const recordVisit = async (person: Person): Promise<void> => {
  const { page, say } = person;
  await goTo(person, 'visits');
  await page.getByRole('grid', { name: say('visits:list.region') }).waitFor();
  await page.keyboard.press('n');
  const host = page.getByRole('combobox', { name: say('fields:visit.host') });
  await host.fill('Termo');
  await page.getByRole('option', { name: /Termo Exemplu/ }).click();
  const files = await Promise.all(['#267a82', '#c46a33'].map((colour) => photo(page, colour)));
  await page
    .locator('input[type="file"]')
    .setInputFiles(files.map((buffer, index) => ({ name: `udvar-${index + 1}.jpg`, mimeType: 'image/jpeg', buffer })));
  await expect(
    page
      .getByRole('img', { name: /udvar-/ })
      .or(page.getByRole('button', { name: /udvar-/ }))
      .first(),
  ).toBeVisible();
  await page.getByRole('tab', { name: /Magyar/ }).click();
  await page.getByRole('textbox', { name: `${say('visits:form.summary')} (Magyar)` }).fill(summary);
  await page.getByRole('button', { name: say('visits:form.save'), exact: true }).click();
  await expect(page.getByText(say('visits:form.savedDraft'))).toBeVisible();
};
