import { expect, test } from '@playwright/test';
import { openOrganisation } from './acts.ts';
import { begin, goTo, newLaptop, type Person, sitDown, standUp } from './person.ts';

let person: Person;

test.beforeAll(async () => {
  person = await sitDown(await newLaptop(), 'en');
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
});

test.afterAll(() => standUp(person));

test('a text in three languages says who has changed the one that is open', async () => {
  const { page } = person;
  await goTo(person, 'directory');
  await page.getByRole('searchbox').fill('Termo Exemplu');
  await page
    .getByRole('row', { name: /Termo Exemplu/ })
    .first()
    .click();
  const about = page.getByRole('region', { name: 'Organisation', exact: true });
  for (const [tab, language] of [
    [/^Magyar/, 'Hungarian'],
    [/^Română/, 'Romanian'],
  ] as const) {
    await about.getByRole('tab', { name: tab }).click();
    await expect(about.getByText(new RegExp(`^${language} changed by Minta Anna`))).toBeVisible();
  }
  await goTo(person, 'visits');
  await page.getByRole('row', { name: /Teszt Hőszivattyú/ }).click();
  await page.getByRole('tab', { name: /^Magyar/ }).click();
  await expect(page.getByText(/^Magyar, Minta Anna/)).toBeVisible();
  await page.getByRole('tab', { name: /^Română/ }).click();
  await expect(page.getByText(/^(Magyar|Română), Minta Anna/), 'nobody has written this one').toBeHidden();
});

test('where past events begin, their heading has a line of its own between the rows', async () => {
  const { page, say } = person;
  await goTo(person, 'events');
  const heading = page.getByText(say('events:list.pastEvents'), { exact: true });
  const rows = page.getByRole('row');
  const first = page.getByRole('row').filter({ has: heading });
  const before = rows.nth(Number(await first.getAttribute('aria-rowindex')) - 2);
  const [line, above, whole] = await Promise.all([heading, before, first].map((each) => each.boundingBox()));
  if (!line || !above || !whole) throw new Error('not shown');
  expect(line.y).toBeGreaterThanOrEqual(above.y + above.height);
  const name = await first.locator('[title]').first().boundingBox();
  expect(name?.y).toBeGreaterThanOrEqual(line.y + line.height);
  expect(whole.y + whole.height, 'the next row begins below').toBeGreaterThanOrEqual((name?.y ?? 0) + above.height / 2);

  // The heading comes and goes while as many rows stay.
  const search = page.getByRole('searchbox', { name: say('events:list.search') });
  await search.fill('conference');
  await expect(heading).toBeHidden();
  await expect(rows).toHaveCount(2);
  const plain = (await rows.last().boundingBox())?.height ?? 0;
  await search.fill('timisoara');
  await expect(heading).toBeVisible();
  await expect(rows).toHaveCount(2);
  expect((await rows.last().boundingBox())?.height).toBeCloseTo(plain + line.height, 0);
  await search.fill('');
});

test('a record that is found by the name of one that was joined to it says so in the list', async () => {
  const { page, say } = person;
  const search = page.getByRole('searchbox', { name: say('directory:list.search') });
  const rows = page.getByRole('row');
  await openOrganisation(person, 'S.C. MODEL SOLAR S.R.L.');
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: say('fields:organisation.name') }).fill('Napfény Régi SRL');
  await page.keyboard.press('Control+s');
  await page.getByRole('button', { name: 'Join to this record: Model Solar SRL' }).click();
  await expect(page.getByText('This record was joined to Model Solar SRL.')).toBeVisible();
  await search.fill('napfeny');
  await expect(rows.first()).toContainText('Model Solar SRL');
  await expect(rows.first()).toContainText(`${say('common:palette.joined')}: Napfény Régi SRL`);
  await search.fill('model solar');
  await expect(rows.first()).toContainText('Timișoara · Enterprise');
});
