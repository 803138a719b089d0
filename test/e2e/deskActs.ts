import { expect } from '@playwright/test';
import { goTo, type Person } from './person.ts';

/** The exhibition desk, worked with keys only, as a person with a scanner does. */

const prompt = ({ page, say }: Person) => page.getByRole('textbox', { name: say('desk:prompt.label') });

/** Opens the desk for the next event. */
export const openDesk = async (person: Person): Promise<void> => {
  const { page, say } = person;
  await goTo(person, 'desk');
  await page
    .getByRole('link', { name: say('desk:choose.open') })
    .first()
    .click();
  await expect(prompt(person)).toBeFocused();
};

/** Registers somebody who has no badge: `family|given`. */
export const registerAtDesk = async (person: Person, name: string): Promise<void> => {
  const { page, say } = person;
  const [family = '', given = ''] = name.split('|');
  await page.keyboard.press('F3');
  await expect(page.getByRole('combobox', { name: say('desk:walkIn.organisation') })).toBeFocused();
  await page.keyboard.type('temes');
  await expect(page.getByRole('option').nth(1)).toBeVisible();
  await page.keyboard.press('Enter');
  const nameParts = new RegExp([say('desk:walkIn.family'), say('desk:walkIn.given')].join('|'));
  await expect(page.locator('label:focus-within')).toHaveText(nameParts);
  await page.getByRole('textbox', { name: say('desk:walkIn.family'), exact: true }).fill(family);
  await page.getByRole('textbox', { name: say('desk:walkIn.given'), exact: true }).fill(given);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: say('desk:result.in') })).toBeVisible();
  await expect(page.getByText(given).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(prompt(person)).toBeFocused();
};

/** Checks in somebody who is registered, by name or badge code; answers the word that the visitor sees. */
export const checkIn = async (person: Person, typed: string): Promise<string> => {
  const { page } = person;
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  const word = page.getByRole('heading', { level: 1 });
  await expect(page.getByRole('textbox')).toHaveCount(0);
  const said = (await word.textContent()) ?? '';
  await page.keyboard.press('Escape');
  await expect(prompt(person)).toBeFocused();
  return said;
};

/** "Arrived of expected" as the bar at the top counts it, once it has read who is expected. */
export const countAtDesk = async ({ page }: Person): Promise<readonly number[]> => {
  const bar = page.getByRole('status').first();
  await expect(bar).toHaveText(/[1-9]/);
  return ((await bar.textContent()) ?? '').match(/\d+/g)?.map(Number) ?? [];
};

export const leaveDesk = async ({ page, say }: Person): Promise<void> => {
  await page.keyboard.press('F10');
  await page.getByRole('link', { name: say('common:rooms.home') }).waitFor();
};
