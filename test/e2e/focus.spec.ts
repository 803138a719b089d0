import { expect, test } from '@playwright/test';
import { openDesk } from './deskActs.ts';
import { begin, newLaptop, sitDown, standUp } from './person.ts';

test('after the first start and after leaving the desk the keyboard is in the content of the screen', async () => {
  const person = await sitDown(await newLaptop(), 'ro');
  const { page, say } = person;
  const content = page.getByRole('main');
  await begin(person, { from: 'sample', author: 'Exemplu Ion', office: 'Timișoara' });
  await expect(content, 'the button that began is gone').toBeFocused();
  await openDesk(person);
  await page.keyboard.press('F10');
  await expect(content).toBeFocused();
  await page.getByLabel(say('desk:choose.pin')).fill('4711');
  await openDesk(person);
  await page.keyboard.press('F10');
  await page.keyboard.type('4711\n');
  await expect(content).toBeFocused();
  await standUp(person);
});
