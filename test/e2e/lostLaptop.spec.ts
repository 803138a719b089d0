import { expect, test } from '@playwright/test';
import { peopleAtWork } from './atWork.ts';
import { begin, goTo } from './person.ts';

/** The laptop is gone; what is left is a file with everything and the sheet that opens it. */

const { sitAnew, leave } = peopleAtWork();

test('the sheet says what to do on a new laptop, and whoever begins there hears what an office whose laptop is lost can do', async () => {
  const lost = await sitAnew('hu');
  await begin(lost, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  await goTo(lost, 'exchange');
  await lost.page
    .getByRole('button', { name: lost.say('exchange:make'), exact: true })
    .first()
    .click();
  const dialog = lost.page.getByRole('dialog', { name: lost.say('exchange:makeDialog.title') });
  await dialog.getByRole('radio', { name: lost.say('exchange:seal.withPassphrase') }).check();
  await dialog.getByRole('button', { name: lost.say('exchange:seal.newPassphrase') }).click();
  const passphrase = (await dialog.getByRole('code').textContent()) ?? '';
  await lost.page.emulateMedia({ media: 'print' });
  const sheet = lost.page.getByText(passphrase, { exact: true }).last().locator('..');
  await expect(sheet).toBeVisible();
  await expect(sheet).toContainText(lost.say('start:source.join'));
  await lost.page.emulateMedia({ media: null });
  const saved = lost.page.waitForEvent('download');
  await dialog.getByRole('button', { name: lost.say('exchange:makeDialog.confirm') }).click();
  const file = await (await saved).path();

  const { page, say } = await sitAnew('ro');
  await page.getByRole('button', { name: say('common:action.continue') }).click();
  await page.getByRole('radio', { name: say('start:source.join') }).check();
  await page.getByLabel(say('start:file.label')).setInputFiles(file);
  await page.getByLabel(say('exchange:seal.passphrase'), { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText(say('start:file.good'))).toBeVisible();
  await leave(lost);
  await page.getByRole('button', { name: say('common:action.continue') }).click();
  const hint = page.getByText(say('start:who.elsewhere', { other: say('start:who.other') }));
  await expect(hint).toBeHidden();
  await page.getByRole('radio', { name: 'Szeged' }).check();
  await expect(hint).toBeVisible();
  await page.screenshot({ path: 'test/test-results/lost-laptop-ro.png' });
  await page.getByRole('radio', { name: say('start:who.other') }).check();
  await expect(hint).toBeHidden();
});
