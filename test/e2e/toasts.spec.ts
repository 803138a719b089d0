import { expect, type Locator, test } from '@playwright/test';
import { editOrganisation } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { begin } from './person.ts';
import { placeDialog, typePlace } from './placeActs.ts';

const { sitAnew } = peopleAtWork();

const boxOf = async (of: Locator) => (await of.boundingBox()) ?? { x: Number.NaN, y: Number.NaN, width: 0, height: 0 };

for (const language of ['en', 'hu', 'ro'] as const)
  test(`what was said before a dialog is opened hides nothing of it and can still be taken back (${language})`, async () => {
    const person = await sitAnew(language);
    const { page, say } = person;
    await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
    await editOrganisation(person, 'Példa Napelem Bt.', { phone: '+3662100299' });
    await typePlace(person, { kind: 's3', fields: {}, sealed: true });
    const undo = page.getByRole('button', { name: new RegExp(`^${say('common:action.undo')}`) });
    const toast = page.locator('output').filter({ has: undo });
    for (const width of [1366, 1180, 1024]) {
      await page.setViewportSize({ width, height: 768 });
      await toast.hover(); // It stays while somebody points at it.
      const [over, dialog] = [await boxOf(toast), await boxOf(placeDialog(person))];
      expect(over.x, `at ${width}`).toBeGreaterThanOrEqual(dialog.x + dialog.width);
      expect(over.x + over.width).toBeLessThanOrEqual(width);
      await page.screenshot({ path: `test/test-results/toast-beside-${language}-${width}.png` });
    }
    await undo.click();
    await expect(placeDialog(person)).toBeVisible();
    await expect(toast).toBeHidden();
  });
