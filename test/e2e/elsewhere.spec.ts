import { expect, test } from '@playwright/test';
import { openOrganisation } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { drawn } from './breath.ts';
import { holdQuestions } from './held.ts';
import { begin, goTo, type Person } from './person.ts';

/** Who has gone elsewhere while something is being saved is not called back when it is. */

const { sitAnew } = peopleAtWork();

const rooms = [
  { room: 'directory', more: 'directory:detail.more', remove: 'directory:detail.delete', discard: 'directory:form.discard' },
  { room: 'visits', more: 'visits:report.more', remove: 'visits:report.delete', discard: 'visits:form.discard' },
  { room: 'events', more: 'common:action.more', remove: 'events:delete', discard: 'events:form.discard' },
  { room: 'practices', more: 'common:action.more', remove: 'catalogue:delete', discard: 'catalogue:form.discard' },
] as const;

const begun = async (): Promise<Person> => {
  const person = await sitAnew('en');
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  return person;
};

const openFirst = async (person: Person, room: string): Promise<void> => {
  await goTo(person, room);
  await person.page.getByRole('grid').getByRole('row').first().click();
  await expect(person.page.getByRole('tab').first()).toBeVisible();
};

const chooseOf = async ({ page, say }: Person, menu: string, item: string): Promise<void> => {
  await page
    .getByRole('button', { name: say(menu), exact: true })
    .first()
    .click();
  await page.getByRole('menuitem', { name: say(item), exact: true }).click();
};

test('a host that is added from a visit is not chosen for who has left its dialog, and the next one is another organisation', async () => {
  const person = await begun();
  const { page, say } = person;
  await goTo(person, 'visits');
  await page.getByRole('grid', { name: say('visits:list.region') }).waitFor();
  await page.keyboard.press('n');
  const host = page.getByRole('combobox', { name: new RegExp(`^${say('fields:visit.host')}`) });
  const dialog = page.getByRole('dialog', { name: say('visits:newHost.title') });
  const add = async (name: string): Promise<void> => {
    await host.fill(name);
    await expect(page.getByText(say('common:search.nothing'))).toBeVisible();
    await host.press('Enter');
    await page.getByRole('button', { name: say('visits:newHost.offer', { name }) }).click();
    for (const [field, choice] of [
      ['country', say('domain:country.HU')],
      ['kind', say('domain:organisation.kind.enterprise')],
    ] as const) {
      await dialog.getByRole('combobox', { name: new RegExp(`^${say(`fields:organisation.${field}`)}`) }).click();
      await page.getByRole('option', { name: choice }).click();
    }
    await page.keyboard.press('Control+s');
  };
  const release = await holdQuestions(page, ['commit']);
  await add('Első Hőtároló Kft.');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await release();
  await expect(page.getByText(say('visits:newHost.saved', { name: 'Első Hőtároló Kft.' }))).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(host, 'as it was typed').toHaveValue('Első Hőtároló Kft.');
  await add('Második Hőtároló Kft.');
  await expect(dialog).toBeHidden();
  await expect(host).toHaveValue('Második Hőtároló Kft.');
  await goTo(person, 'directory');
  await page.getByRole('searchbox').fill('hotarolo');
  for (const name of ['Első', 'Második']) await expect(page.getByRole('row', { name: new RegExp(name) })).toBeVisible();
});

test('a deletion', async () => {
  const person = await begun();
  const { page, say } = person;
  for (const { room, more, remove } of rooms) {
    await openFirst(person, room);
    const release = await holdQuestions(page, ['commit']);
    await chooseOf(person, more, remove);
    await goTo(person, 'home');
    await release();
    await expect(page.getByRole('status').filter({ hasText: say('common:action.undo') })).toBeVisible();
    await drawn(page);
    await expect(page, room).toHaveURL(/#\/home$/);
    await page.getByRole('button', { name: say('common:action.close'), exact: true }).click();
  }
});

test('what was typed and is given up', async () => {
  const person = await begun();
  const { page, say } = person;
  const draft = page.getByText(say('home:draft.unfinished'));
  for (const { room, more, discard } of rooms) {
    await openFirst(person, room);
    await page.keyboard.press('e');
    const field = page.getByRole('main').locator('textarea').first();
    await field.fill('Begun and given up');
    await field.blur();
    await expect(page.getByText(/^Every keystroke saved/)).toBeVisible();
    const release = await holdQuestions(page, ['dropDraft']);
    await chooseOf(person, more, discard);
    await goTo(person, 'home');
    await expect(draft).toBeVisible();
    await release();
    await expect(draft).toHaveCount(0);
    await drawn(page);
    await expect(page, room).toHaveURL(/#\/home$/);
  }
});

test('the form of another person is not closed by the one that was left to be saved', async () => {
  const person = await begun();
  const { page, say } = person;
  await openOrganisation(person, 'Teszt Hőszivattyú');
  await page.getByRole('tab', { name: new RegExp(`^${say('directory:tab.people')}`) }).click();
  const add = page.getByRole('button', { name: say('directory:person.add') });
  const dialog = page.getByRole('dialog');
  const family = dialog.getByRole('textbox', { name: /^Family name/ });
  await add.click();
  await family.fill('Minta');
  await page.keyboard.press('Control+s');
  await expect(dialog).toBeHidden();
  await add.click();
  await family.fill('Próba');
  const release = await holdQuestions(page, ['commit']);
  await page.keyboard.press('Control+s');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: say('directory:person.edit', { name: 'Minta' }) }).click();
  await expect(family).toBeFocused();
  await release();
  await expect(page.getByRole('listitem').filter({ hasText: 'Próba' })).toBeAttached();
  await drawn(page);
  await expect(family).toBeFocused();
});
