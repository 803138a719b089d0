import { expect, test } from '@playwright/test';
import type { ForeignRecord } from '../replica/bundles.ts';
import { recordId } from '../replica/records.ts';
import { fillDisk, makeBundle, offerBundle, openOrganisation, readBundle } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { faultsOf } from './axe.ts';
import { foreignOffice, hearFrom } from './foreign.ts';
import { begin, goTo, type Person } from './person.ts';

const { sitAnew } = peopleAtWork();

const firm = 'Exemplu Termic SRL';
const name = (family: string, given: string) => ({ family, given, order: 'family-first' });
const unwanted = name('Törlendő', 'Tímea');
const entry = '01935a10-0000-7000-8000-000000000001';

/** A person who is there twice, joined; two registrations for one event, one that refers to them; a visit that names them. */
const records: readonly ForeignRecord[] = [
  foreignOffice,
  { type: 'organisation', n: 1, f: { name: firm, country: 'RO', kind: 'enterprise' } },
  { type: 'person', n: 2, f: { name: unwanted, organisation: recordId(1) } },
  { type: 'person', n: 3, f: { name: name('Törlendőné', 'Tímea'), organisation: recordId(1), sameAs: recordId(2) } },
  { type: 'person', n: 4, f: { name: name('Maradó', 'Márta'), organisation: recordId(1) } },
  {
    type: 'event',
    n: 5,
    f: {
      kind: 'workshop',
      'title.hu': 'Energiaműhely',
      status: 'held',
      start: Date.UTC(2025, 4, 20, 8),
      end: Date.UTC(2025, 4, 20, 14),
      zone: 'Europe/Budapest',
    },
  },
  { type: 'registration', n: 6, f: { event: recordId(5), name: unwanted, person: recordId(3), status: 'confirmed', country: 'HU' } },
  { type: 'registration', n: 7, f: { event: recordId(5), name: name('Maradó', 'Márta'), status: 'confirmed', country: 'HU' } },
  { type: 'registration', n: 8, f: { event: recordId(5), name: unwanted, status: 'confirmed', country: 'HU' } },
  { type: 'scan', n: 9, f: { event: recordId(5), registration: recordId(6), kind: 'in', at: Date.UTC(2025, 4, 20, 8) } },
  { type: 'scan', n: 10, f: { event: recordId(5), registration: recordId(7), kind: 'in', at: Date.UTC(2025, 4, 20, 8) } },
  {
    type: 'visit',
    n: 11,
    f: {
      host: recordId(1),
      day: '2025-05-25',
      zone: 'Europe/Bucharest',
      status: 'final',
      'summary.hu': 'Példa',
      [`participant/${entry}`]: { name: 'Tímea Törlendő' },
    },
  },
];

const people = async (person: Person) => {
  await openOrganisation(person, firm);
  await person.page.getByRole('tab', { name: new RegExp(`^${person.say('directory:tab.people')}`) }).click();
  await expect(person.page.getByRole('listitem').filter({ hasText: 'Maradó Márta' })).toBeVisible();
  return person.page.getByRole('listitem').filter({ hasText: 'Tímea' });
};

const registrations = async (person: Person) => {
  await person.page.evaluate(
    (hash) => {
      window.location.hash = hash;
    },
    `#/events/${recordId(5)}/registrations`,
  );
  await expect(person.page.getByRole('row', { name: /Maradó Márta/ })).toBeVisible();
  return person.page.getByRole('row', { name: /Törlendő/ });
};

const isFoundNowhere = async (person: Person): Promise<void> => {
  const { page } = person;
  await expect(await people(person)).toHaveCount(0);
  await expect(await registrations(person)).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('törlendő');
  await expect(page.getByRole('option', { name: /Tímea Törlendő/ }), 'the visit is found by what its text says').toBeVisible();
  await expect(page.getByRole('option', { name: /Törlendő(né)? Tímea/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
};

test('a person is erased for good with their duplicate and registrations, at both offices, and an older bundle does not bring them back', async () => {
  test.slow();
  const szeged = await sitAnew('hu');
  const { page, say } = szeged;
  await begin(szeged, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
  await (await hearFrom(szeged)).receive('d', 1, records);
  const older = await makeBundle(szeged);
  const arad = await sitAnew('ro');
  await begin(arad, { from: { bundle: older }, author: 'Ion Exemplu', office: { name: 'Arad', country: 'RO' } });

  await expect(await people(szeged)).toHaveCount(1);
  const card = page.getByRole('listitem').filter({ hasText: 'Törlendő Tímea' });
  await card.getByRole('button', { name: say('directory:person.edit', { name: 'Törlendő Tímea' }) }).click();
  const form = page.getByRole('dialog', { name: say('directory:person.editTitle') });
  await form.getByRole('textbox', { name: say('fields:person.role'), exact: true }).fill('félbehagyva');
  await form.getByRole('button', { name: say('records:erase.open') }).click();

  const asking = page.getByRole('dialog', { name: say('records:erase.title.person', { name: 'Törlendő Tímea' }) });
  await expect(asking.getByRole('button', { name: say('common:action.notNow') })).toBeFocused();
  await expect(asking.getByText(say('records:erase.joined', { count: 1 }))).toBeVisible();
  const sure = asking.getByRole('checkbox', { name: new RegExp(`Energiaműhely.*${say('records:erase.came')}`) });
  const perhaps = asking.getByRole('checkbox', { name: new RegExp(`Energiaműhely.*${say('records:erase.sameName')}`) });
  await expect(sure).toBeChecked();
  await expect(perhaps, 'whose only the name is the same').not.toBeChecked();
  await expect(asking.getByText(say('records:erase.fewer', { count: 1 }))).toBeVisible();
  await sure.uncheck();
  await expect(asking.getByText(say('records:erase.fewer', { count: 1 }))).toBeHidden();
  await sure.check();
  await expect(asking.getByRole('link', { name: new RegExp(firm) })).toHaveAttribute('href', `#/visits/${recordId(11)}`);
  await page.keyboard.press('Escape');
  await expect(form.getByRole('textbox', { name: say('fields:person.role'), exact: true }), 'what was typed is still there').toHaveValue(
    'félbehagyva',
  );
  await form.getByRole('button', { name: say('records:erase.open') }).click();
  await perhaps.check();
  await page.keyboard.press('Control+s'); // It saves nothing in the form behind.
  await asking.getByRole('button', { name: say('records:erase.confirm') }).click();

  const toast = page.getByRole('status').filter({ hasText: say('records:erase.done', { name: 'Törlendő Tímea' }) });
  await expect(toast).toBeVisible();
  await expect(toast.getByRole('button', { name: say('common:action.undo') })).toHaveCount(0);
  await expect(asking).toBeHidden();
  await page.keyboard.press('Control+z');
  const said = say('records:erase.done', { name: 'Törlendő Tímea' });
  await expect(page.getByText(say('common:undo.forGood', { text: said }))).toBeVisible();
  await isFoundNowhere(szeged);
  await expect(page.getByText(say('events:counts.arrived', { count: 1, expected: 1 })), 'who is left still counts').toBeVisible();
  await goTo(szeged, 'home');
  await expect(page.getByText(say('home:draft.unfinished')), 'what was begun is gone too').toHaveCount(0);

  const erasing = await makeBundle(szeged);
  await expect(await people(arad)).toHaveCount(1);
  await offerBundle(arad, erasing);
  const preview = arad.page.getByRole('region', { name: arad.say('exchange:preview.title') });
  await expect(preview.getByText(arad.say('exchange:preview.asks.erasures'))).toBeVisible();
  await readBundle(arad, erasing);
  await isFoundNowhere(arad);
  for (const person of [arad, szeged]) {
    await readBundle(person, older);
    await isFoundNowhere(person);
  }
});

test('a registration is erased for good from its dialog, and nothing else that nobody has ticked', async () => {
  const person = await sitAnew('en');
  const { page, say } = person;
  await begin(person, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
  await (await hearFrom(person)).receive('d', 1, records);
  const rows = await registrations(person);
  await expect(rows).toHaveCount(2);
  await rows.first().click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('records:erase.open') })
    .click();
  const asking = page.getByRole('dialog', { name: say('records:erase.title.registration', { name: 'Törlendő Tímea' }) });
  await expect(asking.getByRole('checkbox').first()).toBeVisible();
  await expect(asking.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await expect(asking.getByRole('link', { name: new RegExp(firm) })).toBeVisible();
  const makeRoom = await fillDisk(person);
  await asking.getByRole('button', { name: say('records:erase.confirm') }).click();
  const toast = page.locator('output').filter({ hasText: say('error:notSaved.title') });
  await expect(toast, 'the strip says so too, and earlier').toBeVisible();
  await makeRoom();
  await asking.getByRole('button', { name: say('common:action.notNow') }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText(say('records:erase.done', { name: 'Törlendő Tímea' }))).toBeVisible();
  await expect(rows).toHaveCount(1);
  await expect(await people(person)).toHaveCount(1);
});

test('a duplicate of an erased person that comes later is shown by itself and asked about', async () => {
  const person = await sitAnew('ro');
  const { page, say } = person;
  await begin(person, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
  const { receive } = await hearFrom(person);
  await receive('d', 1, records);
  const cards = await people(person);
  await cards.getByRole('button', { name: say('directory:person.edit', { name: 'Törlendő Tímea' }) }).click();
  await page.getByRole('button', { name: say('records:erase.open') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('records:erase.confirm') })
    .click();
  await expect(cards).toHaveCount(0);

  const later = (n: number, family: string): ForeignRecord => ({
    type: 'person',
    n,
    f: { name: name(family, 'Tímea'), organisation: recordId(1), sameAs: recordId(2) },
  });
  await receive('e', 1, [later(21, 'Késői'), later(22, 'Kései')]);
  const question = (family: string) => page.getByRole('region', { name: `${family} Tímea, ${say('exchange:rivals.late')}` });
  await expect(question('Késői').getByText(/Ion Exemplu, Oradea/)).toBeVisible();
  await expect(question('Kései')).toBeVisible();
  await expect(page.getByText(say('exchange:rivals.travels')), 'an erasure cannot be undone').toHaveCount(0);
  await expect(page.getByRole('button', { name: say('exchange:inbox.many') }), 'nobody decides about many of these at once').toHaveCount(0);
  expect(await faultsOf(person)).toEqual([]);
  await page.screenshot({ path: 'test/test-results/erased-and-joined-ro.png' });
  await question('Késői')
    .getByRole('button', { name: say('records:contested.keep') })
    .click();
  await expect(question('Késői')).toBeHidden();
  await expect(await people(person), 'both are shown').toHaveCount(2);
  await cards
    .filter({ hasText: 'Kései' })
    .getByRole('button', { name: say('records:erase.open') })
    .click();
  const asking = page.getByRole('dialog', { name: say('records:erase.title.person', { name: 'Kései Tímea' }) });
  await asking.getByRole('button', { name: say('records:erase.confirm') }).click();
  await expect(cards).toHaveCount(1);
  await goTo(person, 'exchange');
  await expect(page.getByText(say('exchange:rivals.none'))).toBeVisible();
});

test('an erased person who stands in a visit or a registration that comes later is asked about, and one left on purpose is not', async () => {
  const person = await sitAnew('hu');
  const { page, say } = person;
  await begin(person, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
  const { receive } = await hearFrom(person);
  await receive('d', 1, records);
  const cards = await people(person);
  await cards.getByRole('button', { name: say('directory:person.edit', { name: 'Törlendő Tímea' }) }).click();
  await page.getByRole('button', { name: say('records:erase.open') }).click();
  const asking = page.getByRole('dialog', { name: say('records:erase.title.person', { name: 'Törlendő Tímea' }) });
  await asking.getByRole('checkbox', { checked: true }).uncheck();
  await asking.getByRole('button', { name: say('records:erase.confirm') }).click();
  await expect(cards).toHaveCount(0);
  await expect(await registrations(person), 'left on purpose').toHaveCount(2);
  await goTo(person, 'exchange');
  await expect(page.getByText(say('exchange:rivals.none'))).toBeVisible();

  const participants = { [`participant/${entry}`]: { name: 'Tímea Törlendő', country: 'HU', person: recordId(2) } };
  await receive('e', 1, [
    { type: 'visit', n: 31, f: { host: recordId(1), day: '2025-06-01', zone: 'Europe/Bucharest', status: 'final', ...participants } },
    { type: 'registration', n: 32, f: { event: recordId(5), name: name('Késői', 'Tímea'), person: recordId(2), status: 'confirmed' } },
  ]);
  const question = (title: RegExp) =>
    page.getByRole('region', { name: new RegExp(`${title.source}.*, ${say('exchange:rivals.erasedPerson')}`) });
  const [visit, registration] = [question(/Exemplu Termic SRL/), question(/Késői Tímea/)];
  await expect(visit.getByText(say('records:erasedPerson.participant', { name: 'Tímea Törlendő' }))).toBeVisible();
  await expect(registration.getByText(/Ion Exemplu, Oradea/)).toBeVisible();
  await expect(page.getByRole('button', { name: say('exchange:inbox.many') })).toHaveCount(0);
  expect(await faultsOf(person)).toEqual([]);
  await page.screenshot({ path: 'test/test-results/erased-and-named-hu.png' });
  await visit.getByRole('button', { name: say('records:erasedPerson.remove') }).click();
  await expect(visit).toBeHidden();
  await page
    .getByRole('status')
    .getByRole('button', { name: new RegExp(`^${say('common:action.undo')}`) })
    .click();
  await visit.getByRole('link').click();
  const onPage = page.getByRole('region', { name: say('records:erasedPerson.title') });
  await onPage.getByRole('button', { name: say('records:erasedPerson.keep') }).click();
  await expect(onPage).toBeHidden();
  await expect(page.getByText('Tímea Törlendő').first()).toBeVisible();

  await goTo(person, 'exchange');
  await registration.getByRole('button', { name: say('records:erase.open') }).click();
  await page
    .getByRole('dialog', { name: say('records:erase.title.registration', { name: 'Késői Tímea' }) })
    .getByRole('button', { name: say('records:erase.confirm') })
    .click();
  await expect(page.getByText(say('exchange:rivals.none'))).toBeVisible();
  await expect(await registrations(person)).toHaveCount(2);
});
