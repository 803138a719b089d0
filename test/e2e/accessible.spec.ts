import { expect, test } from '@playwright/test';
import { languages } from '../../src/domain/recordTypes.ts';
import { sampleId } from '../../src/domain/sample/made.ts';
import { faultsOf } from './axe.ts';
import { begin, newLaptop, type Person, sitDown, standUp } from './person.ts';
import { typePlace } from './placeActs.ts';

const rooms = ['home', 'directory', 'events', 'desk', 'visits', 'practices', 'cooperation', 'studies', 'exchange', 'settings'] as const;
const forms = ['#/directory/new', '#/events/new', '#/visits/new'] as const;
const dialogs = [
  `#/directory/${sampleId('organisation', 'proba-tavho')}/people`,
  `#/events/${sampleId('event', 'opening')}/registrations/${sampleId('registration', 'opening/proba-zsofia')}`,
] as const;
const withDetail = new Set<string>(['directory', 'events', 'visits', 'practices', 'cooperation', 'studies']);

const show = async (person: Person, hash: string): Promise<void> => {
  await person.page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
};

for (const [index, language] of languages.entries()) {
  const scheme = index === 1 ? 'dark' : 'light';
  test(`no screen keeps anyone out: ${language}, ${scheme}`, async () => {
    const person = await sitDown(await newLaptop(), language, { colorScheme: scheme });
    const violations: string[] = [];
    const reports: string[] = [];
    person.page.on('console', (message) => {
      if (/Content Security Policy|TrustedScript|TrustedHTML/.test(message.text())) reports.push(message.text());
    });
    const look = async (where: string): Promise<void> => {
      for (const found of await faultsOf(person)) violations.push(`${where} ${found}`);
    };
    await person.page.getByRole('button', { name: person.say('common:action.continue') }).waitFor();
    await look('start');
    await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
    for (const room of rooms) {
      await show(person, `#/${room}`);
      await expect(person.page).toHaveTitle(new RegExp(person.say(`common:rooms.${room}`)));
      await person.page.locator('#content').getByRole('heading').first().waitFor();
      if (withDetail.has(room)) {
        await person.page.getByRole('grid').first().getByRole('row').first().click({ timeout: 10_000 });
        await person.page.getByRole('tab').first().waitFor();
      }
      await look(room);
    }
    for (const form of forms) {
      await show(person, form);
      await person.page.getByRole('form').getByRole('textbox').first().waitFor();
      await look(form);
    }
    for (const dialog of dialogs) {
      await show(person, dialog);
      const edit = person.page.getByRole('button', { name: person.say('directory:person.edit', { name: 'Próba Zsófia' }) });
      await edit.or(person.page.getByRole('dialog')).first().waitFor();
      if (await edit.isVisible()) await edit.click();
      await person.page
        .getByRole('dialog')
        .getByRole('button', { name: person.say('records:erase.open') })
        .click();
      await person.page.getByRole('dialog').getByRole('checkbox').first().waitFor();
      await look(`erasing in ${dialog}`);
      for (const each of ['the question', 'the form']) {
        await person.page.keyboard.press('Escape');
        await expect(person.page.getByRole('dialog'), each).toHaveCount(each === 'the form' ? 0 : 1);
      }
    }
    await typePlace(person, { kind: 'webdav', fields: { url: 'https://127.0.0.1/dav' }, sealed: true });
    await look('a server in the dialog');
    await person.page.keyboard.press('Escape');
    await person.page.getByRole('button', { name: person.say('exchange:trust.inviteRead') }).click();
    await person.page.getByRole('button', { name: person.say('exchange:trust.readCamera') }).waitFor();
    await look('reading an invitation');
    expect(violations).toEqual([]);
    expect(reports).toEqual([]);
    await standUp(person);
  });
}

test('what a field offers is inside a small window, also when it comes after the field has been opened', async () => {
  const person = await sitDown(await newLaptop(), 'hu');
  const { page, say } = person;
  await page.setViewportSize({ width: 911, height: 512 }); // 1366 × 768 at 150 %.
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  for (const each of await page.getByRole('navigation').locator('a, button').all())
    await expect(each, 'rooms, person and language are in sight').toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1093, height: 614 }); // 1366 × 768 at 125 %.
  await show(person, '#/practices/new');
  await page.getByRole('combobox', { name: say('fields:practice.visit') }).click();
  await page.getByRole('option').first().waitFor();
  const bottom = async (): Promise<number> => {
    const box = await page.getByRole('listbox').boundingBox();
    return box === null ? Number.POSITIVE_INFINITY : box.y + box.height;
  };
  await expect.poll(bottom).toBeLessThanOrEqual(614);
  await show(person, '#/events');
  await expect(page).toHaveTitle(new RegExp(say('common:rooms.events'))); // Or the first row were still one of the practices.
  await page.getByRole('grid').first().getByRole('row').first().click();
  await page.getByRole('tab', { name: say('events:detail.registrations') }).click();
  await page.getByRole('button', { name: say('events:registration.add') }).click();
  const save = page.getByRole('dialog').getByRole('button', { name: say('common:action.save'), exact: true });
  await expect(save, 'what ends a long dialog is in sight').toBeInViewport({ ratio: 1 });
  for (let at = 0; at < 9; at += 1) {
    await page.keyboard.press('Tab');
    const [field, end] = [await page.locator(':focus').boundingBox(), await save.boundingBox()];
    expect((field?.y ?? 0) + (field?.height ?? 0), 'and hides no field that has the focus').toBeLessThanOrEqual((end?.y ?? 0) + 1);
  }
  await standUp(person);
});
