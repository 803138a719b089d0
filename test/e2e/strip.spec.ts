import { expect, test } from '@playwright/test';
import { languages } from '../../src/domain/recordTypes.ts';
import { wordsOf } from '../words.ts';
import { begin, newLaptop, sitDown, standUp } from './person.ts';

test('the strip at the foot says everything whole, also beside a clock that is off', async () => {
  const person = await sitDown(await newLaptop(), 'en');
  const { page, say } = person;
  await page.setViewportSize({ width: 1366, height: 768 });
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  await page.clock.setFixedTime(new Date('2019-05-05T10:00:00Z'));
  await page.reload();
  await expect(page.getByText(say('common:status.copyKept'))).toBeVisible();
  for (const language of languages) {
    const sayIn = await wordsOf(language);
    await page.getByRole('button', { name: new RegExp(`^${language}`, 'i') }).click();
    const strip = page.getByRole('region', { name: sayIn('common:status.label') });
    await expect(strip.getByText(sayIn('common:machine.clock.strip'))).toBeVisible();
    const cut = await strip
      .locator('button > span')
      .evaluateAll((words) => words.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent));
    expect(cut).toEqual([]);
  }
  await standUp(person);
});

test('a safety copy that was made before the clock was set back is not said to be made in the future', async () => {
  const person = await sitDown(await newLaptop(), 'en');
  const { page, say } = person;
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  await page.clock.setFixedTime(new Date(Date.now() - 3_600_000)); // Not so much that the clock itself would be called off.
  await page.reload();
  await expect(page.getByRole('region', { name: say('common:status.label') }).getByText(say('common:status.copyKept'))).toBeVisible();
  await expect(page.getByText(say('common:machine.clock.strip'))).toBeHidden();
  await standUp(person);
});
