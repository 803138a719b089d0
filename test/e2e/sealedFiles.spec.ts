import { expect, test } from '@playwright/test';
import { makeBundle, offerBundle } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { begin, goTo } from './person.ts';

/** What is said of a file for offices before it is made: nobody is promised a file that they could not open. */

const { sitAnew } = peopleAtWork();

for (const language of ['en', 'hu', 'ro'] as const)
  test(`a file is encrypted to keys only where the office it is for could open it, and one click makes it there (${language})`, async () => {
    const szeged = await sitAnew(language);
    const { page, say } = szeged;
    await begin(szeged, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
    const dialog = page.getByRole('dialog', { name: say('exchange:makeDialog.title') });
    const keys = dialog.getByRole('radio', { name: say('exchange:seal.keys') });
    const make = dialog.getByRole('button', { name: say('exchange:makeDialog.confirm') });
    const openFor = async (office: string): Promise<void> => {
      await goTo(szeged, 'exchange');
      await page.getByRole('button', { name: say('exchange:seen.makeFileFor', { office }) }).click();
    };
    await openFor('Timișoara');
    const reason = say('exchange:seal.notAccepted', { office: 'Timișoara' });
    await expect(dialog.getByText(reason)).toHaveCount(1);
    await expect(keys).toBeDisabled();
    await page.screenshot({ path: `test/test-results/seal-not-accepted-${language}.png` });

    await dialog.getByRole('radio', { name: say('exchange:makeDialog.everything') }).check();
    await keys.check();
    await expect(dialog.getByText(say('exchange:seal.keysAlone'))).toBeVisible();
    await expect(make).toBeEnabled();
    await page.screenshot({ path: `test/test-results/seal-own-only-${language}.png` });
    await dialog.getByRole('radio', { name: say('exchange:makeDialog.lacks', { office: 'Timișoara' }) }).check();
    await expect(make).toBeDisabled();
    await expect(dialog.getByText(reason)).toHaveCount(2);
    await page.screenshot({ path: `test/test-results/seal-chosen-before-${language}.png` });
    await page.keyboard.press('Escape');

    const timisoara = await sitAnew('ro');
    await begin(timisoara, { from: { bundle: await makeBundle(szeged) }, author: 'Ion Exemplu', office: 'Timișoara' });
    await offerBundle(szeged, await makeBundle(timisoara));
    await page.getByRole('button', { name: say('exchange:trust.admitOffice') }).click();
    await expect(page.getByRole('region', { name: say('exchange:report.region') })).toBeVisible();
    await page.getByRole('button', { name: say('exchange:make'), exact: true }).click();
    await dialog.getByRole('radio', { name: say('exchange:makeDialog.lacks', { office: 'Timișoara' }) }).check();
    await keys.check();
    await expect(dialog.getByText(/Timișoara.*Szeged/)).toBeVisible();
    await expect(make).toBeEnabled();
    await page.screenshot({ path: `test/test-results/seal-accepted-${language}.png` });
    await page.keyboard.press('Escape');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: say('exchange:seen.makeFileFor', { office: 'Timișoara' }) }).click();
    const path = await (await saved).path();
    await expect(page.getByText(say('exchange:seal.madeForKeys'))).toBeVisible();
    await expect(dialog).toBeHidden();
    await page.screenshot({ path: `test/test-results/seal-one-click-${language}.png` });
    await offerBundle(timisoara, path);
    await expect(timisoara.page.getByRole('region', { name: timisoara.say('exchange:preview.title') })).toBeVisible();
  });
