import { expect, test } from '@playwright/test';
import { makeBundle, offerBundle } from './acts.ts';
import { begin, goTo, newLaptop, sitDown, standUp } from './person.ts';

test('a bundle that deletes nearly everything says so, in red and with a question, before it is brought again', async () => {
  const szeged = await sitDown(await newLaptop(), 'en');
  await begin(szeged, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  const timisoara = await sitDown(await newLaptop(), 'en');
  await begin(timisoara, { from: { bundle: await makeBundle(szeged) }, author: 'Ion Exemplu', office: 'Timișoara' });
  await goTo(timisoara, 'settings');
  await timisoara.page.getByRole('button', { name: timisoara.say('settings:sample.remove') }).click();
  await expect(timisoara.page.getByText(timisoara.say('settings:sample.none'))).toBeVisible();

  const { page, say } = szeged;
  await offerBundle(szeged, await makeBundle(timisoara));
  const preview = page.getByRole('region', { name: say('exchange:preview.title') });
  await expect(preview.getByText(say('exchange:preview.asks.manyDeletions'))).toBeVisible();
  await preview.getByRole('button', { name: say('exchange:trust.admitOffice') }).click();
  const dialog = page.getByRole('dialog');
  const confirm = async (name: string): Promise<void> => {
    await dialog.getByRole('button', { name }).click();
    await expect(dialog).toBeHidden();
  };
  await page.getByRole('button', { name: new RegExp(`^${say('exchange:undo.takeBack')} interreg`) }).click();
  await expect(dialog.getByText(say('exchange:undo.asks.manyChanges'))).toBeVisible();
  const report = page.getByRole('region', { name: say('exchange:report.region') }).getByRole('heading', { level: 2 });
  await expect(report).not.toHaveText(say('exchange:report.takenBack'));
  await confirm(say('exchange:undo.takeBack'));
  await expect(report).toHaveText(say('exchange:report.takenBack'));
  await expect(page.getByRole('listitem').filter({ hasText: say('exchange:past.takenBack') })).toHaveCount(1);
  await page.getByRole('button', { name: new RegExp(`^${say('exchange:undo.bringAgain')}`) }).click();
  await expect(dialog.getByText(/^\d+ records are deleted again$/)).toBeVisible();
  await expect(dialog.getByText(say('exchange:undo.asks.manyDeletions'))).toBeVisible();
  const red = await dialog
    .getByRole('button', { name: say('exchange:undo.bringAgain') })
    .evaluate((button) => getComputedStyle(button).color);
  expect(red).not.toBe(
    await dialog.getByRole('button', { name: say('common:action.notNow') }).evaluate((button) => getComputedStyle(button).color),
  );
  await confirm(say('exchange:undo.bringAgain'));
  await goTo(szeged, 'settings');
  await expect(page.getByText(say('settings:sample.none'))).toBeVisible();
  await standUp(timisoara);
  await standUp(szeged);
});
