import { expect, test } from '@playwright/test';
import { begin, goTo, newLaptop, sitDown, standUp } from './person.ts';

test('a second tab of the same browser is offered the store, and the first one hands it over', async () => {
  const person = await sitDown(await newLaptop(), 'hu');
  await begin(person, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
  const { page, context, say, laptop } = person;
  const second = await context.newPage();
  await second.goto(laptop.app?.url ?? ''); // Its ticket was used by the first tab.
  const takeOver = second.getByRole('button', { name: say('error:blocked.takeOver') });
  await expect(takeOver).toBeVisible();
  await expect(page.getByRole('link', { name: say('common:rooms.directory') })).toBeVisible();
  await takeOver.click();
  await expect(second.getByRole('link', { name: say('common:rooms.directory') })).toBeVisible();
  await expect(page.getByRole('heading', { name: say('error:takenOver.title') })).toBeVisible();
  await standUp(person);
});

test('a stranger at the door reads in one language how to get in', async () => {
  const laptop = await newLaptop();
  const person = await sitDown(laptop, 'ro');
  const { context, say } = person;
  await begin(person, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
  await person.page.close();
  const stranger = await context.newPage();
  await stranger.goto(`http://127.0.0.1:${laptop.port}/`);
  await expect(stranger.getByRole('heading', { name: say('door:title') })).toBeVisible();
  await expect(stranger.getByRole('heading')).toHaveCount(1);
  await stranger.getByRole('button', { name: 'EN' }).click();
  await expect(stranger.getByRole('heading', { name: 'This page has no key yet' })).toBeVisible();
  await standUp(person);
});

test('a room that nobody has entered yet opens also when the program that serves the window has ended', async () => {
  const person = await sitDown(await newLaptop(), 'hu');
  await begin(person, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
  const { page, say, laptop } = person;
  const brought = () =>
    page.evaluate(() => performance.getEntriesByType('resource').flatMap(({ name }) => /settings-[^/]*\.(css|js)$/.exec(name)?.[1] ?? []));
  await expect.poll(async () => new Set(await brought())).toEqual(new Set(['css', 'js']));
  await laptop.app?.stop();
  laptop.app = null;
  await goTo(person, 'settings');
  await expect(page.getByRole('heading', { name: say('common:rooms.settings') })).toBeVisible();
  await standUp(person);
});
