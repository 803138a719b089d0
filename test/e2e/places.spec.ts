import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { editOrganisation, makeBundle } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { begin, goTo, type Person } from './person.ts';
import { addPlace, exchangeWith } from './placeActs.ts';

/** Two offices, a folder that both reach, and a telephone call in between. Told in each language. */

const enterprise = 'Példa Napelem Bt.';
const folderName = 'kozos-mappa';

const { sitAnew } = peopleAtWork();

const addFolder = (person: Person, path: string, sealed: boolean): Promise<void> =>
  addPlace(person, { kind: 'folder', fields: { path }, sealed });

const placeOf = ({ page }: Person) => page.getByRole('listitem', { name: folderName });

const tellings = [
  { language: 'en', sealed: false },
  { language: 'hu', sealed: true },
  { language: 'ro', sealed: true },
] as const;

/** Lets that much time go by for the store of a person's window, which lives in a worker. */
const passTime = async ({ page }: Person, ms: number): Promise<void> => {
  for (const worker of page.workers())
    await worker.evaluate((passed) => {
      const now = Date.now;
      Date.now = () => now() + passed;
    }, ms);
};

/** An office that reads and writes nothing more says that it has read once ten minutes have gone by. */
const readOnly = async (writer: Person, reader: Person): Promise<void> => {
  const everything = writer.page.getByText(writer.say('exchange:seen.everything'));
  const published = reader.say('exchange:rounds.published');
  await editOrganisation(writer, enterprise, { website: 'https://pelda.example' });
  await exchangeWith(writer, folderName);
  expect(await exchangeWith(reader, folderName)).not.toContain(published);
  await exchangeWith(writer, folderName);
  await expect(everything).toBeHidden();
  await passTime(reader, 600_000);
  expect(await exchangeWith(reader, folderName)).toContain(published);
  await exchangeWith(writer, folderName);
  await expect(everything).toBeVisible();
  expect.soft((await everything.boundingBox())?.width, 'room for a sentence beside the share and the button').toBeGreaterThan(320);
};

for (const { language, sealed } of tellings)
  test(`what one office writes reaches the other through ${sealed ? 'an encrypted' : 'a'} folder, once somebody has accepted it (${language})`, async () => {
    const shared = join(mkdtempSync(join(tmpdir(), 'interreg-shared-')), folderName);
    mkdirSync(shared);
    const szeged = await sitAnew(language);
    await begin(szeged, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
    const everything = await makeBundle(szeged);
    const timisoara = await sitAnew(language);
    await begin(timisoara, { from: { bundle: everything }, author: 'Ion Exemplu', office: 'Timișoara' });

    await addFolder(timisoara, shared, sealed);
    await expect(placeOf(timisoara).getByText(timisoara.say('exchange:rounds.published'))).toBeVisible();
    await addFolder(szeged, shared, sealed);

    const waiting = szeged.page.getByRole('listitem', { name: /Ion Exemplu/ });
    await expect(waiting.getByText(szeged.say('exchange:aside.why.unknownKey'))).toBeVisible();
    await goTo(szeged, 'home');
    await expect(szeged.page.getByText(szeged.say('home:aside.title', { count: 1 }))).toBeVisible();
    await goTo(szeged, 'exchange');
    await waiting.getByRole('button', { name: szeged.say('exchange:aside.look') }).click();
    await expect(waiting.getByText(/\d{4}( \d{4}){5}/)).toBeVisible();
    const preview = waiting.getByRole('region', { name: szeged.say('exchange:preview.title') });
    expect.soft(await preview.evaluate((each) => getComputedStyle(each).borderInlineWidth), 'no card within the card').toBe('0px');
    await szeged.page.screenshot({ path: `test/test-results/places-aside-${language}.png`, fullPage: true });
    await waiting.getByRole('button', { name: szeged.say('exchange:trust.admitOffice') }).click();
    await expect(waiting).toBeHidden();

    await editOrganisation(timisoara, enterprise, { phone: '+40256100777' });
    if (sealed) await timisoara.page.keyboard.press('F9'); // Without it own changes go out by themselves once they have rested.
    await expect(async () => {
      await szeged.page.keyboard.press('F9');
      await expect(szeged.page.getByText(szeged.say('exchange:changes', { count: 1 })).first()).toBeVisible({ timeout: 3000 });
    }).toPass({ timeout: 60_000 });
    await szeged.page.screenshot({ path: `test/test-results/places-${language}.png`, fullPage: true });
    await goTo(szeged, 'directory');
    await szeged.page.getByRole('searchbox', { name: szeged.say('directory:list.search') }).fill(enterprise);
    await szeged.page.getByRole('row').filter({ hasText: enterprise }).first().click();
    await expect(szeged.page.getByText('+40 256 100 777').or(szeged.page.getByText('+40256100777')).first()).toBeVisible();
    if (!sealed) await readOnly(szeged, timisoara);
  });

test('a place that cannot be used is refused in one sentence, and the form keeps what was typed', async () => {
  const { page, say } = await sitAnew('en').then(async (person) => {
    await begin(person, { from: 'empty', author: 'Minta Anna', office: { name: 'Szeged', country: 'HU' } });
    await goTo(person, 'exchange');
    return person;
  });
  const file = join(mkdtempSync(join(tmpdir(), 'interreg-shared-')), 'a-file');
  writeFileSync(file, 'no folder');
  await page.getByRole('button', { name: say('exchange:places.add') }).click();
  const dialog = page.getByRole('dialog', { name: say('exchange:places.add') });
  await expect(dialog.getByRole('button', { name: say('exchange:places.confirm') })).toBeDisabled();
  await dialog.getByLabel(say('exchange:places.field.path')).fill(file);
  await dialog.getByRole('button', { name: say('exchange:places.confirm') }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(dialog.getByRole('button', { name: say('exchange:places.confirm') }), 'the keyboard stays in the dialog').toBeFocused();
  await page.screenshot({ path: 'test/test-results/places-dialog.png' });
  await expect(dialog.getByLabel(say('exchange:places.field.path'))).toHaveValue(file);
  await dialog.getByRole('radio', { name: say('exchange:places.kind.webdav') }).check();
  await dialog.getByLabel(say('exchange:places.field.url')).fill('http://192.0.2.1/dav');
  await expect(dialog.getByRole('button', { name: say('exchange:places.confirm') })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: say('exchange:places.plainHttp') }).check();
  await expect(dialog.getByRole('button', { name: say('exchange:places.confirm') })).toBeEnabled();
});
