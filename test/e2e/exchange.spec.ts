import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { drawn } from './breath.ts';
import { holdQuestions } from './held.ts';
import { begin, newLaptop, sitDown } from './sitting.ts';

const folder = mkdtempSync(join(tmpdir(), 'interreg-bundles-'));

const goToExchange = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: /^Exchange(?! now)/ }).click();
  await page.getByRole('heading', { name: 'Who has seen what' }).waitFor();
};

const expectFocus = async (page: Page, gone: string): Promise<void> => {
  const isLost = () => page.evaluate(() => document.activeElement === document.body);
  await expect.poll(isLost, `the keyboard is somewhere after ${gone}`).toBe(false);
};

/** Presses a button that makes a bundle and keeps the file the browser saves. */
const savedBundle = async (page: Page, name: string, press: () => Promise<void>): Promise<string> => {
  const download = page.waitForEvent('download');
  await press();
  const path = join(folder, name);
  await (await download).saveAs(path);
  return path;
};

const everything = (page: Page, name: string): Promise<string> =>
  savedBundle(page, name, async () => {
    await page.getByRole('button', { name: 'Make a bundle file' }).first().dblclick();
    await drawn(page);
    await page.getByRole('radio', { name: /^Everything/ }).check();
    await page.getByRole('button', { name: 'Make the file' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expectFocus(page, 'the dialog');
  });

const openBundle = (page: Page, path: string): Promise<void> =>
  page.getByLabel('Open a bundle').and(page.locator('input')).setInputFiles(path);

const openTermo = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: /^Directory/ }).click();
  await page.getByRole('searchbox').fill('Termo Exemplu');
  await page.getByRole('row', { name: /Termo Exemplu/ }).click();
  await page.getByRole('heading', { name: /Termo Exemplu/ }).waitFor();
};

const change = async (page: Page, field: RegExp, value: string): Promise<void> => {
  await openTermo(page);
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: field }).fill(value);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('tabpanel').getByText(value.slice(-3)).first()).toBeVisible();
};
const changePhone = (page: Page, phone: string): Promise<void> => change(page, /^Phone/, phone);

test('bundles are made, previewed, applied and listed, and two values wait for a choice', async () => {
  test.slow();
  const szeged = await sitDown(await newLaptop());
  await begin(szeged.page, { name: 'Minta Anna', office: /Szeged/, from: 'sample' });
  await goToExchange(szeged.page);
  const first = await everything(szeged.page, 'everything.json');
  await expect(szeged.page.getByText(/The file is ready/)).toBeVisible();

  const timisoara = await sitDown(await newLaptop());
  await begin(timisoara.page, { name: 'Ion Exemplu', office: /Timișoara/, from: { bundle: first } });
  await changePhone(szeged.page, '+40256100111');
  await szeged.page.keyboard.press('Alt+h');
  await expect(
    szeged.page
      .getByRole('tabpanel')
      .getByText(/100 111/)
      .first(),
  ).toBeVisible();
  await changePhone(timisoara.page, '+40256100222');

  await goToExchange(timisoara.page);
  const answer = await everything(timisoara.page, 'answer.json');
  const { page } = szeged;
  await goToExchange(page);
  await openBundle(page, answer);
  const preview = page.getByRole('region', { name: 'What this bundle would change' });
  await expect(preview.getByText('To decide', { exact: true })).toBeVisible();
  await expect(page.getByText('Nothing to decide')).toBeVisible();
  await preview.getByRole('button', { name: 'Not now' }).click();
  await expect(preview).toBeHidden();
  await expectFocus(page, 'the preview');
  await openBundle(page, answer);
  await preview.getByRole('button', { name: /^Apply/ }).click();
  await expect(page.getByRole('region', { name: 'What the bundle changed' })).toBeVisible();
  await expect(page.getByText('Came in')).toBeVisible();
  await expectFocus(page, 'the preview that was applied');

  const rival = page.getByRole('region', { name: /Termo Exemplu.*Phone/ });
  await expect(rival.getByRole('button', { name: /^Keep/ })).toHaveCount(2);
  await page.getByRole('region', { name: 'What the bundle changed' }).getByRole('button', { name: 'Close' }).click();
  await expectFocus(page, 'the report');
  await drawn(page);
  await page.keyboard.press('2');
  await expect(page.getByText('Nothing to decide')).toBeVisible();
  await expect(page.getByText(/settled/)).toBeVisible();
  await expectFocus(page, 'the card that was decided');
  const release = await holdQuestions(page, ['history']);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(rival).toBeVisible();
  await expect(rival.getByText('Minta Anna, Szeged'), 'nobody is named by a history of before').toHaveCount(0);
  await release();
  for (const writer of ['Minta Anna, Szeged', 'Ion Exemplu, Timișoara']) await expect(rival.getByText(writer)).toBeVisible();
  await rival.getByRole('button', { name: 'Write another value' }).click();
  await rival.getByRole('textbox', { name: 'Another value' }).fill('+40256100333');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing to decide')).toBeVisible();

  await openBundle(page, answer);
  await expect(page.getByText('This bundle brings nothing new.', { exact: false })).toBeVisible();

  const line = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: 'Laptops of Timișoara' }) });
  await line.getByRole('button', { name: 'Laptops of Timișoara' }).click();
  const machines = page.getByRole('dialog', { name: 'Laptops of Timișoara' });
  await machines.getByRole('button', { name: 'No longer in use Ion Exemplu' }).click();
  await expect(machines.getByRole('button', { name: 'Count it again Ion Exemplu' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(line.getByText('None of its laptops is in use any more')).toBeVisible();
  await expect(line.getByRole('button', { name: 'Make a file for Timișoara' })).toBeHidden();
  await line.getByRole('button', { name: 'Laptops of Timișoara' }).click();
  await machines.getByRole('button', { name: 'Count it again Ion Exemplu' }).click();
  await page.keyboard.press('Escape');
  await expect(line.getByRole('button', { name: 'Make a file for Timișoara' })).toBeVisible();
  await timisoara.end();
  await szeged.end();
});

test('two descriptions are combined with one key, in the inbox and on the record, and can be edited before they are saved', async () => {
  test.slow();
  const szeged = await sitDown(await newLaptop());
  const { page } = szeged;
  await begin(page, { name: 'Minta Anna', office: /Szeged/, from: 'sample' });
  await goToExchange(page);
  const timisoara = await sitDown(await newLaptop());
  await begin(timisoara.page, { name: 'Ion Exemplu', office: /Timișoara/, from: { bundle: await everything(page, 'begin.json') } });
  await change(page, /^Description \(English/, 'Heats two districts.');
  await change(timisoara.page, /^Description \(English/, 'Measures its losses.');
  await goToExchange(timisoara.page);
  const answer = await everything(timisoara.page, 'described.json');
  await goToExchange(page);
  await openBundle(page, answer);
  await page
    .getByRole('region', { name: 'What this bundle would change' })
    .getByRole('button', { name: /^Apply/ })
    .click();

  const rival = page.getByRole('region', { name: /Termo Exemplu.*Description/ });
  await expect(rival).toBeVisible();
  await page.keyboard.press('c');
  const box = rival.getByRole('textbox', { name: 'Another value' });
  const both = /^(Heats two districts\.\n\nMeasures its losses\.|Measures its losses\.\n\nHeats two districts\.)$/;
  await expect(box).toBeFocused();
  await expect(box).toHaveValue(both);
  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();

  await page.keyboard.press('c');
  await change(timisoara.page, /^Description \(English/, 'Measures its losses daily.');
  await goToExchange(timisoara.page);
  await openBundle(page, await everything(timisoara.page, 'again.json'));
  await page
    .getByRole('region', { name: 'What this bundle would change' })
    .getByRole('button', { name: /^Apply/ })
    .click();
  await expect(rival.getByRole('button', { name: /daily/ })).toBeVisible();
  await expect(box).toHaveValue(both);
  await box.press('Control+s');
  await expect(box).toBeHidden();
  await expect(rival.getByRole('button', { name: /daily/ })).toBeVisible(); // Nobody had seen it when the two were combined.

  await openTermo(page);
  const card = page.getByRole('region', { name: 'Two offices wrote “Description (English)” without knowing of each other' });
  await card.getByRole('button', { name: 'Combine' }).click();
  const text = card.getByRole('textbox', { name: 'Another value' });
  await expect(text).toHaveValue(/Heats two districts\./);
  await expect(text).toHaveValue(/losses daily\./);
  await text.press('Control+End');
  await page.keyboard.type(' Since 2010.');
  await page.keyboard.press('Control+Enter');
  await expect(card).toBeHidden();
  await expect(page.getByRole('tabpanel').getByText(/Heats two districts\./)).toHaveText(/daily[\s\S]*Since 2010\./);
  await goToExchange(page);
  await expect(page.getByText('Nothing to decide')).toBeVisible();
  await timisoara.end();
  await szeged.end();
});

test('a damaged bundle is refused in words and changes nothing', async () => {
  const szeged = await sitDown(await newLaptop());
  const { page } = szeged;
  await begin(page, { name: 'Minta Anna', office: /Szeged/, from: 'sample' });
  await goToExchange(page);
  const whole = readFileSync(await everything(page, 'whole.json'));
  const damaged = join(folder, 'damaged.json');
  writeFileSync(damaged, whole.subarray(0, whole.length - 300));
  await page.getByRole('heading', { name: 'Past exchanges' }).scrollIntoViewIfNeeded();
  await openBundle(page, damaged);
  await expect(page.getByRole('alert').getByText('damaged.json was not read')).toBeInViewport();
  writeFileSync(damaged, 'not a bundle');
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
  await openBundle(page, damaged);
  await expect(page.getByRole('alert').getByText(/not a sync bundle/)).toBeVisible();
  await expect(page.getByText('Came in')).toHaveCount(0);
  await page.evaluate(() => void Promise.reject(new Error('A fault that nobody waited for.')));
  await expect(page.getByText('Something went wrong that should not have.')).toBeVisible();
  await szeged.end();
});
