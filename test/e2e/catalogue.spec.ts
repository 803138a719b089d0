import { expect, type Page, test } from '@playwright/test';
import { begin, newLaptop, type Person, sitDown, standUp } from './person.ts';

let person: Person;
let page: Page;

test.beforeAll(async () => {
  person = await sitDown(await newLaptop(), 'en');
  page = person.page;
  await begin(person, { from: 'sample', author: 'Ana Țurcan-Model', office: 'Timișoara' });
});

test.afterAll(() => standUp(person));

const open = async (room: string): Promise<void> => {
  await page.getByRole('link', { name: room, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: room })).toBeVisible();
};

test('lists practices, says what comes next, and adds one that leads to its organisation', async () => {
  await open('Practices');
  await expect(page.getByRole('grid', { name: 'Best practices' }).getByRole('row').first()).toBeVisible();
  await expect(page.getByText(/^Coming next: comparing practices/)).toBeVisible();
  await page.keyboard.press('n');
  const form = page.getByRole('form', { name: 'Best practice' });
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form.getByText('This is needed.')).toBeVisible();
  await form
    .getByRole('tablist', { name: 'Title' })
    .getByRole('tab', { name: /Magyar/ })
    .click();
  const title = form.getByRole('textbox', { name: 'Title (Magyar)' });
  await title.fill('Éjszakai hűtés');
  await form.getByRole('combobox', { name: 'Organisation' }).fill('példa napelem');
  await page.getByRole('option', { name: 'Példa Napelem Bt.' }).click();
  await form.getByRole('checkbox', { name: 'Transferable' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('tab', { name: 'Record' })).toBeVisible();
  await page.keyboard.press('e');
  await title.fill('');
  await page.keyboard.type('Csarnok éjszakai hűtése');
  await expect(title, 'who empties a text writes on in its language').toHaveValue('Csarnok éjszakai hűtése');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 2, name: 'Csarnok éjszakai hűtése' })).toBeVisible();
  await page.getByRole('link', { name: 'Példa Napelem Bt.' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Directory' })).toBeVisible();
});

test('keeps co-operations and offers apart, and brings a deleted one back', async () => {
  await open('Co-operation');
  await page.getByRole('button', { name: /^Offers and requests/ }).click();
  const offers = page.getByRole('grid', { name: 'Offers and requests' }).getByRole('row');
  await offers.first().click();
  const title = (await page.getByRole('heading', { level: 2 }).first().textContent()) ?? '';
  const count = await offers.count();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete the record' }).click();
  await expect(offers).toHaveCount(count - 1);
  await expect(page.getByText(`${title} deleted`)).toBeVisible(); // Until then an earlier change is offered to be undone.
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(offers).toHaveCount(count);
  await expect(offers.filter({ hasText: title })).toBeVisible();
});

test('shows every indicator with baseline, target and achieved value, and traces a change', async () => {
  await open('Studies');
  const table = page.getByRole('table', { name: 'Indicators' });
  for (const column of ['Baseline', 'Target', 'Achieved']) await expect(table.getByRole('columnheader', { name: column })).toBeVisible();
  await table.getByRole('button', { name: 'P3', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2, name: /^P3/ })).toBeVisible();
  await page.keyboard.press('e');
  const achieved = page.getByRole('textbox', { name: 'Achieved value' });
  await achieved.fill('');
  await achieved.pressSequentially('81,70');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('tabpanel').getByText('81.7', { exact: true })).toBeVisible();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('button', { name: 'Take back Achieved value: 2' })).toBeVisible();
});
