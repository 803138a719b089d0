import { expect, test } from '@playwright/test';
import { peopleAtWork } from './atWork.ts';
import { begin, goTo, newLaptop } from './person.ts';

const { sit } = peopleAtWork();

test('Home counts the drafts that it has no room for, and leads to them', async () => {
  const person = await sit(await newLaptop(), 'ro');
  const { page, say } = person;
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  await expect(page.getByText(say('home:waits', { count: 2 })), 'a visit to finalise and an event').toBeVisible();
  for (const title of ['Unu', 'Doi', 'Trei', 'Patru', 'Cinci', 'Șase']) {
    await page.goto(`${page.url().split('#')[0] ?? ''}#/events/new`);
    const field = page.getByRole('textbox', { name: new RegExp(`^${say('fields:event.title')} \\(`) });
    await expect(field).toHaveValue('');
    await field.fill(title);
    await goTo(person, 'home');
    await expect(page.getByText(say('home:draft.title', { name: title }))).toBeVisible();
  }
  await expect(page.getByText(say('home:waits', { count: 8 }))).toBeVisible();
  const rest = page.getByText(say('home:draft.more', { count: 2 }));
  await expect(rest).toBeVisible();
  await page
    .getByRole('link', { name: say('home:draft.action'), exact: true })
    .nth(4)
    .click();
  await expect(page.getByRole('textbox', { name: new RegExp(`^${say('fields:event.title')} \\(`) })).toHaveValue('Doi');
});

test('Home counts the visits to finalise that it has no room for, and leads to them', async () => {
  const person = await sit(await newLaptop(), 'hu');
  const { page, say } = person;
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  const form = page.getByRole('textbox', { name: `${say('visits:form.summary')} (Magyar)` });
  for (const summary of ['Egy', 'Kettő', 'Három', 'Négy', 'Öt']) {
    await page.goto(`${page.url().split('#')[0] ?? ''}#/visits/new`);
    await expect(form).toHaveValue('');
    await form.fill(summary);
    await page.getByRole('button', { name: say('visits:form.save'), exact: true }).click();
    await expect(form).toBeHidden();
  }
  await goTo(person, 'visits');
  await page.getByText('Teszt Hőszivattyú Kft.').click();
  await page.keyboard.press('e');
  await expect(form).toBeVisible();
  await form.fill('Megkezdve, nincs elmentve');
  await goTo(person, 'home');
  await expect(page.getByText(say('home:waits', { count: 7 })), 'the one that is begun again is counted once').toBeVisible();
  await expect(page.getByText(say('home:visitDraft.more', { count: 2 }))).toBeVisible();
  await page
    .getByRole('link', { name: say('home:visitDraft.open'), exact: true })
    .first()
    .click();
  await expect(page.getByRole('grid', { name: say('visits:list.region') })).toBeVisible();
});
