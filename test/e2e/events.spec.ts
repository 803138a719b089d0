import { expect, type Locator, test } from '@playwright/test';
import { drawn } from './breath.ts';
import { begin, goTo, newLaptop, type Person, sitDown, standUp } from './person.ts';

const list = ({ page, say }: Person) => page.getByRole('grid', { name: say('events:list.region') });
const detail = ({ page, say }: Person) => page.getByRole('region', { name: say('events:detail.region'), exact: true });
const tab = ({ page, say }: Person, name: string) => page.getByRole('tab', { name: new RegExp(`^${say(`events:detail.${name}`)}`) });

/** Writes the title in the language that is shown first, which is the reader's. */
const writeTitle = async ({ page, say }: Person, type: 'event' | 'session', title: string): Promise<void> => {
  await page.getByRole('textbox', { name: new RegExp(`^${say(`fields:${type}.title`)} \\(`) }).fill(title);
};

/** Behind a label may stand that the field is required. */
const choose = async ({ page }: Person, label: string, option: string | RegExp): Promise<void> => {
  await page.getByRole('combobox', { name: new RegExp(`^${label}`) }).click();
  await page.getByRole('option', { name: option }).click();
};

const begun = async (language: 'hu' | 'ro' | 'en'): Promise<Person> => {
  const person = await sitDown(await newLaptop(), language);
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  await goTo(person, 'events');
  await list(person).waitFor();
  return person;
};

const nextYear = new Date().getFullYear() + 1;

test('an event is planned with a session and a registration, and the desk opens for it', async () => {
  const person = await begun('ro');
  const { page, say } = person;
  await page.keyboard.press('n');
  await page.getByRole('button', { name: say('common:action.save'), exact: true }).click();
  await expect(page.getByRole('combobox', { name: new RegExp(`^${say('fields:event.kind')}`) })).toBeFocused();
  await expect(page.getByText(say('domain:validation.required')).first()).toBeVisible();
  await choose(person, say('fields:event.kind'), say('domain:event.kind.workshop'));
  await writeTitle(person, 'event', 'Atelier de probă la Timișoara');
  await choose(person, say('fields:event.zone'), say('domain:zone.Europe/Bucharest'));
  const startDay = page.getByRole('textbox', { name: new RegExp(`^${say('events:form.startDay')}`) });
  await startDay.fill(`15.03.${nextYear}`);
  await startDay.press('Tab');
  await page.getByLabel(say('events:form.startClock'), { exact: true }).fill('10:00');
  await expect(page.getByText(/10:00 .*09:00/)).toBeVisible();
  await startDay.fill('');
  await startDay.fill(`16.03.${nextYear}`);
  await startDay.press('Tab');
  await expect(page.getByText(/10:00 .*09:00/)).toBeVisible();
  const endDay = page.getByLabel(say('events:form.endDay'), { exact: true });
  await page.getByLabel(say('events:form.endClock'), { exact: true }).fill('12:30');
  await expect(endDay, 'an end whose day nobody typed is on the first day').toHaveValue(`16.03.${nextYear}`);
  await expect(page.getByText(/10:00–12:30 .*09:00–11:30/)).toBeVisible();
  await endDay.fill(`15.03.${nextYear}`);
  await page.keyboard.press('Tab');
  await expect(page.getByText(say('domain:validation.endBeforeStart')), 'odd, and saved all the same').toBeVisible();
  await startDay.fill('14.03.2027');
  await startDay.press('Tab');
  await expect(endDay, 'an end that somebody has typed stays').toHaveValue('15.03.2027');
  await startDay.fill('16.03.2027');
  await startDay.press('Tab');
  const capacity = page.getByLabel(say('fields:event.capacity'), { exact: true });
  for (const odd of ['-5', '12,7', '100000000000000000000', '0']) {
    await capacity.fill(odd);
    await capacity.press('Tab');
    await expect(capacity).toHaveValue(odd);
    await expect(page.getByText(say('domain:validation.capacity')), odd).toBeVisible();
  }
  await capacity.fill('40');
  await expect(page.getByText(say('domain:validation.capacity'))).toBeHidden();
  await page.getByRole('combobox', { name: new RegExp(`^${say('fields:event.status')}`) }).press('ArrowDown');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(detail(person).getByRole('heading', { name: 'Atelier de probă la Timișoara' })).toBeVisible();
  await expect(detail(person).getByText(say('events:detail.endBeforeStart'), { exact: true }), 'and said where it is read').toBeVisible();
  await expect(list(person).getByText(new RegExp(`^${nextYear} · `)), 'a day of another year says so').toBeVisible();

  await tab(person, 'sessions').click();
  await page.getByRole('button', { name: say('events:session.add') }).click();
  await writeTitle(person, 'session', 'Cuvânt de deschidere');
  const session = page.getByRole('dialog');
  await session.getByLabel(say('events:session.from'), { exact: true }).fill('11:30');
  await session.getByRole('button', { name: say('common:action.save') }).click();
  const sessionRow = page.getByRole('row', { name: /11:30–12:30 RO.*10:30–11:30 HU.*Cuvânt de deschidere/ });
  await sessionRow.getByRole('button').click();
  await expect(session).toBeVisible();
  await page.reload(); // The form is opened again, on what was saved.
  await expect(session.getByLabel(say('events:session.from'), { exact: true })).toHaveValue('11:30');
  await session.getByLabel(say('fields:session.room'), { exact: true }).fill('Sala 2');
  await session.getByRole('button', { name: say('common:action.save') }).click();
  await expect(sessionRow).toContainText('Sala 2');
  await sessionRow.getByRole('button').click();
  await session.getByLabel(say('fields:session.room'), { exact: true }).fill('Sala 3');
  await page.keyboard.press('Escape');
  await goTo(person, 'home');
  await expect(page.getByText(say('home:draft.title', { name: 'Cuvânt de deschidere' }))).toBeVisible();
  await page
    .getByRole('link', { name: say('home:draft.action'), exact: true })
    .first()
    .click();
  await expect(session.getByLabel(say('fields:session.room'), { exact: true }), 'a draft leads to its form').toHaveValue('Sala 3');
  await session.getByRole('button', { name: say('common:action.save') }).click();

  await tab(person, 'registrations').click();
  const add = page.getByRole('button', { name: say('events:registration.add') });
  const dialog = page.getByRole('dialog', { name: say('events:registration.new') });
  const family = dialog.getByLabel(`${say('fields:registration.name.family')} ${say('common:field.required')}`, { exact: true });
  await add.click();
  await expect(family).toBeFocused();
  await page.mouse.move(5, 5);
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await drawn(page);
  await expect(family, 'the second half of a double click takes the keyboard nowhere').toBeFocused();
  await page.mouse.click(5, 5);
  await expect(dialog, 'a click outside closes it, the second half of a double click does not').toBeHidden();
  await add.click();
  await expect(family).toBeFocused();
  await page.keyboard.type('Țurcan-Probă');
  await dialog.getByLabel(say('fields:registration.name.given'), { exact: true }).fill('Ștefania');
  await dialog.getByRole('button', { name: say('common:action.save') }).click();
  await expect(list(person)).toBeFocused(); // The button that opened the dialog went with the empty list.
  const row = page.getByRole('row', { name: /Țurcan-Probă Ștefania/ });
  await expect(row).toContainText(/[2-9A-X]{4} [2-9A-X]{4}/);
  await row.getByRole('button').click();
  await page.getByRole('button', { name: say('events:registration.cancel') }).click();
  await expect(row).toContainText(say('domain:registration.status.cancelled'));

  await page.getByRole('button', { name: say('events:openDesk') }).click();
  await expect(page).toHaveURL(/#\/desk\//);
  await standUp(person);
});

test('who goes elsewhere while a registration or a session is being saved is not called back', async () => {
  const person = await begun('en');
  const { page, say } = person;
  for (const [part, opens] of [
    ['registrations', (row: Locator) => row.getByRole('button')],
    ['sessions', (row: Locator) => row],
  ] as const) {
    await list(person).getByRole('row').first().click();
    await tab(person, part).click();
    await opens(detail(person).getByRole('row').nth(1)).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('Probă');
    await dialog.getByRole('button', { name: say('common:action.save') }).evaluate((save: HTMLElement) => {
      save.click();
      document.querySelector<HTMLElement>('a[href="#/directory"]')?.click();
    });
    await expect(page.getByRole('status').filter({ hasText: say('common:action.undo') })).toBeVisible();
    await drawn(page);
    await expect(page).toHaveURL(/#\/directory/);
    await goTo(person, 'events');
  }
  await standUp(person);
});

test('events are narrowed by type and by words, and a deleted one comes back', async () => {
  const person = await begun('hu');
  const { page, say } = person;
  const rows = list(person).getByRole('row');
  await expect(rows).toHaveCount(6);
  const types = page.getByRole('button', { name: new RegExp(`^${say('fields:event.kind')}: `) });
  await types.click();
  await page.getByRole('menuitemradio', { name: `${say('domain:event.kind.workshop')} 3` }).click();
  await expect(rows).toHaveCount(3);
  await types.click();
  await page.getByRole('menuitemradio', { name: say('events:list.anyKind') }).click();
  await expect(rows).toHaveCount(6);
  await rows.first().click();
  const title = (await detail(person).getByRole('heading', { level: 2 }).first().textContent()) ?? '';
  const shena = detail(person).getByRole('link', { name: /^SHENA/ });
  await expect(shena).toBeVisible();
  await page.keyboard.press('e');
  await page
    .getByRole('button', { name: say('events:form.remove', { name: '' }).trim() })
    .first()
    .click();
  await page.keyboard.press('Control+s');
  await expect(detail(person).getByRole('link', { name: /^Asociația/ })).toBeVisible();
  await expect(shena).toBeHidden();
  await page.getByRole('searchbox', { name: say('events:list.search') }).fill(title);
  await expect(rows.filter({ hasText: title })).toHaveCount(1);
  await page.getByRole('searchbox', { name: say('events:list.search') }).fill('');
  await page.getByRole('button', { name: say('common:action.more'), exact: true }).click();
  await page.getByRole('menuitem', { name: say('events:delete') }).click();
  await expect(rows).toHaveCount(5);
  await expect(page.getByText(say('events:deleted', { title })), 'what is offered is no more the save before').toBeVisible();
  await page.getByRole('button', { name: new RegExp(`^${say('common:action.undo')}`) }).click();
  await expect(rows).toHaveCount(6);
  await standUp(person);
});
