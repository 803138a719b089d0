import { expect, type Page, test } from '@playwright/test';
import { drawn, inOneBreath } from './breath.ts';
import { begin, goTo, newLaptop, type Person, sitDown, standUp } from './person.ts';

let person: Person;
let page: Page;

test.beforeAll(async () => {
  person = await sitDown(await newLaptop(), 'en');
  page = person.page;
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
});

test.afterAll(() => standUp(person));

test.beforeEach(async () => {
  await page.getByRole('link', { name: 'Home', exact: true }).click();
  await page.getByRole('link', { name: 'Directory', exact: true }).click();
  await search('');
  await page.getByRole('searchbox').blur(); // Letters are keys of the screen only outside of fields.
  await expect(page.getByRole('grid', { name: 'List of organisations' })).toBeVisible();
});

const search = (text: string) => page.getByRole('searchbox', { name: 'Search in the directory' }).fill(text);
/** Until the answer is there, a click would open a row of the list before. */
const searchName = async (name: RegExp): Promise<void> => {
  await search(name.source);
  await expect(rows().first()).toContainText(name);
};
const rows = () => page.getByRole('grid', { name: 'List of organisations' }).getByRole('row');
const heading = (name: string) => page.getByRole('heading', { level: 2, name });

test('finds an organisation by its town in the other language and narrows by country', async () => {
  await search('temesvar');
  await expect(rows().first()).toContainText('Timișoara');
  await page.getByRole('button', { name: /^Hungary/ }).click();
  await expect(page.getByText('No organisation fits')).toBeVisible();
  await page.getByRole('button', { name: 'Remove all filters' }).click();
  await expect(rows().first()).toBeVisible();
  await expect(page.getByRole('grid'), 'the button has gone, the keyboard has not').toBeFocused();
  await page.getByRole('button', { name: /^Hungary/ }).click();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('button', { name: 'Remove all filters' }).click();
  await expect(heading('Narrow the list')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Romania/ }).click();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('combobox', { name: 'County' }).click();
  await expect(page.getByRole('option', { name: /^Timiș \(/ })).toBeVisible();
  await expect(page.getByRole('option', { name: /^Csongrád/ }), 'what the other filters leave nothing of is not offered').toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Romania/ }).click();
});

test('moves through the list by keyboard, the detail follows, Escape goes back', async () => {
  await inOneBreath(page, ['Alt 3', 'Alt 2', '/', 'teszt', 'Enter']);
  await expect(page.getByText('6 organisations')).toBeVisible();
  await expect(page.getByRole('grid', { name: 'List of organisations' }), 'out of the search into the list').toBeFocused();
  const first = (await page.getByRole('heading', { level: 2 }).first().textContent()) ?? '';
  await expect(rows().first(), 'Enter means the first that is found, not what was listed before').toContainText(first);
  await page.keyboard.press('j');
  await expect(heading(first)).toBeHidden();
  await page.keyboard.press('k');
  await expect(heading(first)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Choose an organisation')).toBeVisible();
  await inOneBreath(page, ['Ctrl k', 'Termo Exemplu', 'Enter']);
  await expect(heading('Termo Exemplu SRL')).toBeVisible();
  await expect(page.locator('#content'), 'where the palette leads, the keyboard goes too').toBeFocused();
});

test('adds an organisation, keeps what was typed over a reload, warns without blocking', async () => {
  await inOneBreath(page, ['n', 'Próba Szélerő Kft.']);
  const form = page.getByRole('form', { name: 'Form of the organisation' });
  await expect(form.getByRole('textbox', { name: /^Name/ })).toHaveValue('Próba Szélerő Kft.');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(form.getByText('This is needed.').first()).toBeVisible();
  await expect(form.getByText(/Every keystroke saved/)).toBeVisible();
  await page.reload();
  await expect(form.getByRole('textbox', { name: /^Name/ })).toHaveValue('Próba Szélerő Kft.');
  await form.getByRole('combobox', { name: /^Country/ }).press('h');
  await expect(form.getByRole('combobox', { name: /^Country/ })).toHaveValue('Hungary');
  const kind = form.getByRole('combobox', { name: /^Kind/ });
  await kind.press('Control+Enter');
  await expect(kind, 'Ctrl Enter is for the form, which goes to what is missing').toHaveAttribute('aria-expanded', 'false');
  await kind.click();
  await page.getByRole('option', { name: 'Enterprise' }).click();
  await form.getByRole('textbox', { name: 'Tax number (HU)' }).fill('12345678-2-06');
  await expect(form.getByText('The check digit does not match. Saved as typed.')).toBeVisible();
  const year = form.getByRole('textbox', { name: 'Member since' });
  await year.fill('20100');
  await year.press('Tab');
  await expect(form.getByText('This does not look like a year. Saved as typed.')).toBeVisible();
  await expect(year).toHaveValue('20100');
  await year.fill('1867');
  const street = form.getByRole('textbox', { name: 'Street' });
  await street.fill('Fõ utca 1.');
  await form.getByRole('button', { name: 'Write ő and ű' }).click();
  await expect(street).toHaveValue('Fő utca 1.');
  await expect(street).toBeFocused();
  await form.getByRole('textbox', { name: 'Settlement' }).fill('Mako\u0301');
  await form.getByRole('textbox', { name: 'Phone' }).fill('06 62 555 101');
  await form.getByRole('textbox', { name: 'Website' }).fill('www.proba.example');
  await form.getByRole('combobox', { name: 'County' }).pressSequentially('bekes');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('combobox', { name: 'County' })).toHaveValue('Békés');
  await expect(form.getByText('Saved as typed.'), 'nothing is said about a phone number as people write it').toHaveCount(1);
  await form.getByRole('button', { name: 'Save', exact: true }).dblclick();
  await expect(heading('Próba Szélerő Kft.')).toBeVisible();
  await expect(page.getByRole('tabpanel').getByText('+36 62 555 101')).toBeVisible();
  await expect(page.getByRole('tabpanel').getByText('Makó'), 'what a Mac took apart is put together').toBeVisible();
  await expect(page.getByRole('link', { name: 'www.proba.example' })).toHaveAttribute('href', 'https://www.proba.example');
  await expect(page.getByText(/since 1867/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Bring it back' }), 'a double click saves once, so one undo takes it back').toBeVisible();
  await page.getByRole('button', { name: 'Magyar' }).click();
  await expect(page.getByText('Visszavonva: Felvéve: Próba Szélerő Kft.'), 'what was said follows the language').toBeVisible();
  await page.getByRole('button', { name: 'English' }).click();
  await page.keyboard.press('Control+Shift+Z');
  await expect(page.getByRole('button', { name: 'Bring it back' })).toBeHidden();
  await expect(page.getByText('The check digit does not match.')).toBeVisible();
});

test('says while one types that the organisation is there already', async () => {
  await page.keyboard.press('n');
  await page.getByRole('form').getByRole('textbox', { name: /^Name/ }).fill('minta energia kft');
  await expect(page.getByText('It may already be in the directory')).toBeVisible();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Discard what was typed' }).click();
  await expect(page.getByText('Choose an organisation')).toBeVisible();
});

test('traces a changed field and takes it back', async () => {
  await searchName(/példa napelem/i);
  await rows().first().click();
  await expect(heading('Példa Napelem Bt.')).toBeVisible();
  await inOneBreath(page, ['e', 's']);
  const named = page.getByRole('form').getByRole('textbox', { name: /^Name/ });
  await expect(named, 'what is typed while a form is on its way is kept for it').toHaveValue('Példa Napelem Bt.s');
  await named.press('Backspace');
  const email = page.getByRole('form').getByRole('textbox', { name: 'E-mail' });
  const before = await email.inputValue();
  await email.fill('uj-cim@pelda-napelem.example');
  await page.getByRole('combobox', { name: 'Add an activity code' }).fill('62.10');
  await page.getByRole('combobox', { name: /^Tags/ }).fill('Gáz/olaj');
  await inOneBreath(page, ['Ctrl s']);
  await expect(page.getByRole('tabpanel').getByText('62.10')).toBeVisible();
  await expect(page.getByRole('tabpanel').getByText('gáz-olaj')).toBeVisible();
  await expect(page.getByRole('link', { name: 'uj-cim@pelda-napelem.example' })).toBeVisible();
  await expect(page.getByRole('grid', { name: 'List of organisations' })).toBeFocused();
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('button', { name: `Take back E-mail: ${before}` }).click();
  await page.getByRole('tab', { name: 'Overview' }).click();
  await expect(page.getByRole('link', { name: before })).toBeVisible();

  await page.getByRole('link', { name: 'Edit' }).click();
  await email.fill('elsore@pelda-napelem.example');
  await email.evaluate((field: HTMLInputElement) => {
    const save = [...document.querySelectorAll('form button')].find((button) => button.textContent === 'Save');
    if (save instanceof HTMLElement) save.click();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'kesve@pelda-napelem.example');
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await expect(page.getByRole('link', { name: 'elsore@pelda-napelem.example' })).toBeVisible();
  await page.getByRole('link', { name: 'Continue' }).click();
  await expect(email, 'what is typed while a form is being saved begins a new draft').toHaveValue('kesve@pelda-napelem.example');
  await inOneBreath(page, ['Escape', 'Ctrl s', 'Ctrl z']);
  await expect(
    page.getByRole('link', { name: 'elsore@pelda-napelem.example' }),
    'what is being saved is taken back, not what was before',
  ).toBeVisible();
});

test('keeps both values when a draft began before the field was changed, and lets one be chosen', async () => {
  await searchName(/teszt/i);
  await rows().first().click();
  const form = page.getByRole('form');
  const change = async (website: string): Promise<void> => {
    await page.getByRole('link', { name: 'Edit' }).click();
    await form.getByRole('textbox', { name: 'Website' }).fill(website);
    await expect(form.getByText(/Every keystroke saved/)).toBeVisible();
  };
  await change('https://first.example');
  await page.keyboard.press('Control+Enter');
  await change('https://second.example');
  await form.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('tab', { name: 'History' }).click();
  await page
    .getByRole('button', { name: /^Take back Website/ })
    .first()
    .click();
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('link', { name: 'Continue' }).click();
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  const rival = page.getByRole('region', { name: /“Website” was written twice/ });
  await expect(rival.getByRole('button', { name: 'Keep this' })).toHaveCount(2);
  await expect(page.getByRole('button', { name: /^Differing values/ })).toContainText('1');
  await drawn(page);
  await page.keyboard.press('2');
  await expect(rival).toBeHidden();
});

test('adds a person and edits what was written, and brings a deleted organisation back', async () => {
  await searchName(/minta/i);
  await rows().first().click();
  const name = (await page.getByRole('heading', { level: 2 }).first().textContent()) ?? '';
  await page.getByRole('tab', { name: /^People/ }).click();
  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Family name' }).fill('Teszt-Szabó');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Given name' }).fill('Őrs');
  await page.getByRole('dialog').getByRole('textbox', { name: 'E-mail' }).fill('nincs még');
  await page.getByRole('dialog').getByRole('button', { name: 'Save the person' }).click();
  await expect(page.getByText('nincs még')).toBeVisible();
  await expect(page.getByRole('link', { name: 'nincs még' }), 'nobody can write to what is no address').toHaveCount(0);
  await page.getByRole('button', { name: 'Edit Teszt-Szabó Őrs' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Family name' })).toHaveValue('Teszt-Szabó');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Position' }).fill('igazgató');
  await page.keyboard.press('Escape');
  await goTo(person, 'home');
  await expect(page.getByText(person.say('home:draft.title', { name: 'Teszt-Szabó Őrs' }))).toBeVisible();
  await page
    .getByRole('link', { name: person.say('home:draft.action'), exact: true })
    .first()
    .click();
  await page.getByRole('button', { name: 'Edit Teszt-Szabó Őrs' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Position' })).toHaveValue('igazgató');
  await page.getByRole('dialog').getByRole('button', { name: 'Save the person' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Teszt-Szabó Őrs' })).toContainText('igazgató');
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete the organisation' }).click();
  await expect(page.getByText(`${name} deleted`)).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await search(name);
  await rows().filter({ hasText: name }).click();
  await page.getByRole('tab', { name: 'History' }).click();
  const changes = page.getByRole('tabpanel').getByRole('listitem');
  await expect(changes.filter({ hasText: 'Brought back' })).toBeVisible();
  await expect(page.getByRole('tabpanel')).not.toContainText('#');
});

test('a visit goes on naming a host that was deleted, and the whole sample goes and comes back at once', async () => {
  const visited = 'Termo Exemplu SRL';
  await search(visited);
  await rows().filter({ hasText: visited }).first().click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete the organisation' }).click();
  await expect(page.getByText(`${visited} deleted`)).toBeVisible();
  await page.getByRole('link', { name: /^Visits/ }).click();
  await expect(page.getByText(`deleted: ${visited}`)).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Remove the sample data' }).click();
  await expect(page.getByText('1 stays because your own records refer to it'), 'somebody has added a person to it').toBeVisible();
  await page.getByRole('link', { name: /^Visits/ }).click();
  await expect(page.getByText('No visits yet')).toBeVisible();
  await expect(page.getByText('Choose a visit'), 'where there is none, none is to be chosen').toBeHidden();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Remove the sample data' })).toBeVisible();
});

test('speaks Hungarian and Romanian without a restart', async () => {
  await page.getByRole('button', { name: /^HU/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Címtár' })).toBeVisible();
  await page.getByRole('button', { name: /^RO/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Catalog' })).toBeVisible();
  await page.getByRole('button', { name: /^EN/ }).click();
});
