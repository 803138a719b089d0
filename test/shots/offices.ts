import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editOrganisation, makeBundle, openOrganisation } from '../e2e/acts.ts';
import { begin, goTo, newLaptop, type Person, sitDown, standUp } from '../e2e/person.ts';
import { type Camera, closeToasts } from './camera.ts';

/** What two offices see of one another: bundles, values to decide, trust, a shared folder. The first of them stays at work. */

const enterprise = 'Példa Napelem Bt.';

const offer = async (person: Person, path: string): Promise<void> => {
  await goTo(person, 'exchange');
  const { page, say } = person;
  await page.getByLabel(say('exchange:open'), { exact: true }).and(page.locator('input')).setInputFiles(path);
};

const fileOf = (name: string, text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'interreg-stick-')), name);
  writeFileSync(path, text);
  return path;
};

const takeDialog = async (person: Person, camera: Camera, button: RegExp, name: string): Promise<void> => {
  const { page } = person;
  await page.getByRole('button', { name: button }).first().click();
  await page.getByRole('dialog').waitFor();
  await camera.take(page, name);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
};

const startsWith = (words: string): RegExp => new RegExp(`^${words}`);

const described = 'Termo Exemplu SRL';
const describeTermo = async (person: Person, text: string): Promise<void> => {
  const { page, say } = person;
  await openOrganisation(person, described);
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: `${say('fields:organisation.summary')} (English)` }).fill(text);
  await page.getByRole('button', { name: say('directory:form.save'), exact: true }).click();
  await page.getByText(text).first().waitFor();
};

/** A bundle of an office that nobody knows yet: what it would change, what it changed, what waits for a decision. */
const takeBundles = async (szeged: Person, timisoara: Person, camera: Camera): Promise<void> => {
  const { page, say } = szeged;
  await editOrganisation(szeged, enterprise, { website: 'https://szeged.pelda.example', phone: '+3662555101' });
  await editOrganisation(timisoara, enterprise, { website: 'https://timisoara.pelda.example', phone: '+40256100222' });
  await describeTermo(szeged, 'Furnizează energie termică în două cartiere.');
  await describeTermo(timisoara, 'Își măsoară anual pierderile din rețea.');
  await closeToasts(page);
  await offer(szeged, await makeBundle(timisoara));
  const preview = page.getByRole('region', { name: say('exchange:preview.title') });
  await preview.waitFor();
  await camera.take(page, 'exchange-preview');
  await preview.getByRole('button', { name: say('exchange:trust.admitOffice') }).click();
  await page.getByRole('region', { name: say('exchange:report.region') }).waitFor();
  await camera.take(page, 'exchange-report');
  await takeDialog(szeged, camera, startsWith(say('exchange:undo.takeBack')), 'exchange-take-back');
  await page.getByRole('heading', { name: say('exchange:past.title') }).scrollIntoViewIfNeeded();
  await camera.take(page, 'exchange-past');
  await goTo(szeged, 'home');
  await camera.take(page, 'home-busy');
  await openOrganisation(szeged, enterprise);
  await camera.take(page, 'directory-rival');
  const combine = page.getByRole('button', { name: startsWith(say('records:another.combine')) });
  await openOrganisation(szeged, described);
  await combine.click();
  await camera.take(page, 'directory-combine');
  await goTo(szeged, 'exchange');
  await combine.click();
  await page.getByRole('textbox', { name: say('records:another.label') }).scrollIntoViewIfNeeded();
  await camera.take(page, 'exchange-combine');
};

const takeMaking = async (person: Person, camera: Camera): Promise<void> => {
  const { page, say } = person;
  await goTo(person, 'exchange');
  await page.getByRole('button', { name: say('exchange:make'), exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: say('exchange:seal.withPassphrase') }).check();
  await dialog.getByRole('button', { name: say('exchange:seal.newPassphrase') }).click();
  await camera.take(page, 'exchange-make');
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: say('exchange:makeDialog.confirm') }).click();
  const path = join(mkdtempSync(join(tmpdir(), 'interreg-stick-')), 'csomag.json.age');
  await (await saved).saveAs(path);
  await camera.take(page, 'exchange-made');
  await offer(person, path);
  await page.getByRole('form', { name: say('exchange:seal.lockedTitle') }).waitFor();
  await camera.take(page, 'exchange-locked');
  await offer(person, fileOf('level.json', '{"format":"interreg-cluster/bundle","version":1,"header":'));
  await page.getByRole('alert').waitFor();
  await camera.take(page, 'exchange-refused');
  await page
    .getByRole('alert')
    .getByRole('button', { name: say('common:action.close') })
    .click();
};

const takeTrust = async (person: Person, camera: Camera): Promise<void> => {
  const { page, say } = person;
  await goTo(person, 'exchange');
  await page.getByRole('heading', { name: say('exchange:trust.title') }).scrollIntoViewIfNeeded();
  await takeDialog(person, camera, startsWith(`${say('exchange:trust.invite')}$`), 'exchange-invitation');
  await takeDialog(person, camera, startsWith(`${say('exchange:trust.withdraw')} Timișoara`), 'exchange-withdraw');
  await takeDialog(person, camera, startsWith(say('exchange:trust.rotate')), 'exchange-new-key');
};

const addFolder = async ({ page, say }: Person, path: string): Promise<void> => {
  await page.getByRole('button', { name: say('exchange:places.add') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: say('exchange:places.sealed') }).uncheck();
  await dialog.getByLabel(say('exchange:places.field.path')).fill(path);
  await dialog.getByRole('button', { name: say('exchange:places.confirm') }).click();
  await dialog.waitFor({ state: 'hidden' });
};

/** A third office that nobody has accepted publishes into the folder of the first. */
const takePlaces = async (szeged: Person, bundle: string, camera: Camera): Promise<void> => {
  const { page, say } = szeged;
  const folder = join(mkdtempSync(join(tmpdir(), 'interreg-shared-')), 'kozos-mappa');
  mkdirSync(folder);
  const arad = await sitDown(await newLaptop(), 'en');
  await begin(arad, { from: { bundle }, author: 'Ana Țurcan-Model', office: { name: 'Arad', country: 'RO' } });
  await goTo(arad, 'exchange');
  await addFolder(arad, folder);
  await arad.page.getByText(say('exchange:rounds.published')).waitFor();
  await standUp(arad);
  await goTo(szeged, 'exchange');
  await page.getByRole('button', { name: say('exchange:places.add') }).click();
  await page.getByRole('dialog').waitFor();
  await camera.take(page, 'exchange-place-folder');
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: say('exchange:places.kind.webdav') })
    .check();
  await camera.take(page, 'exchange-place-webdav');
  await page
    .getByRole('dialog')
    .getByRole('radio', { name: say('exchange:places.kind.s3') })
    .check();
  await camera.take(page, 'exchange-place-s3');
  await page.keyboard.press('Escape');
  await addFolder(szeged, folder);
  const waiting = page.getByRole('listitem', { name: /Ana Țurcan-Model/ });
  await waiting.waitFor();
  await camera.take(page, 'exchange-waiting');
  await waiting.getByRole('button', { name: say('exchange:aside.look') }).click();
  await waiting.getByText(/\d{4}( \d{4}){5}/).waitFor();
  await camera.take(page, 'exchange-waiting-open');
  rmSync(folder, { recursive: true });
  await page.keyboard.press('F9');
  await page
    .getByText(say('error:placeFolderMissing.title'))
    .or(page.getByText(say('error:placeUnreachable.title')))
    .first()
    .waitFor();
  await page.getByRole('heading', { name: say('exchange:places.title') }).scrollIntoViewIfNeeded();
  await camera.take(page, 'exchange-place-gone');
};

export const takeOffices = async (szeged: Person, camera: Camera): Promise<void> => {
  const bundle = await makeBundle(szeged);
  const timisoara = await sitDown(await newLaptop(), 'en');
  await timisoara.page.getByRole('button', { name: szeged.say('common:action.continue') }).click();
  await timisoara.page.getByLabel(szeged.say('start:file.label')).setInputFiles(bundle);
  await timisoara.page.getByText(szeged.say('start:file.good')).waitFor();
  await camera.take(timisoara.page, 'start-2-bundle');
  await timisoara.page.reload();
  await begin(timisoara, { from: { bundle }, author: 'Ion Exemplu', office: 'Timișoara' });
  await takeBundles(szeged, timisoara, camera);
  await standUp(timisoara);
  await takeTrust(szeged, camera);
  await takeMaking(szeged, camera);
  await takePlaces(szeged, bundle, camera);
};
