import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { editOrganisation, makeBundle, offerBundle, openOrganisation, readRefused } from './acts.ts';
import { begin, goTo, newLaptop, sitDown, standUp } from './person.ts';

/** Where the pictures go when somebody wants to look at them. */
const pictures = process.env.PICTURES;
const picture = async (page: Page, name: string): Promise<void> => {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
};

test('an office is accepted by telephone, and what it brought is taken back and brought again', async () => {
  test.slow();
  const szeged = await sitDown(await newLaptop(), 'hu');
  await begin(szeged, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  const first = await makeBundle(szeged);
  const timisoara = await sitDown(await newLaptop(), 'ro');
  await begin(timisoara, { from: { bundle: first }, author: 'Ion Exemplu', office: 'Timișoara' });
  await editOrganisation(timisoara, 'Termo Exemplu', { phone: '+40256100222' });

  const { page, say } = szeged;
  await offerBundle(szeged, await makeBundle(timisoara));
  const signer = page.getByRole('region', { name: say('exchange:trust.signer.region') });
  await expect(signer.getByText(/\d{4}( \d{4}){5}/)).toBeVisible();
  await picture(page, 'stranger-hu');
  await expect(signer.getByText(say('exchange:trust.signer.namesake'))).toBeHidden();
  await page.getByRole('button', { name: say('exchange:trust.admitOffice') }).evaluate(async (button: HTMLElement) => {
    button.click();
    await Promise.resolve(); // React draws what a click has changed in a microtask.
    button.click();
  });
  const report = page.getByRole('region', { name: say('exchange:report.region') });
  await expect(report).toBeVisible();

  await editOrganisation(timisoara, 'Termo Exemplu', { phone: '+40256100333' });
  await expect(report, 'a double click takes it in once').toContainText(say('exchange:report.title', { count: 1 }));
  await offerBundle(szeged, await makeBundle(timisoara));
  const preview = page.getByRole('region', { name: say('exchange:preview.title') });
  await expect(preview.getByText(say('exchange:trust.signer.trusted', { author: 'Ion Exemplu', office: '' }).trim())).toBeVisible();
  await expect(signer).toBeHidden();
  await preview.getByRole('button').last().click();
  await expect(page.getByRole('region', { name: say('exchange:report.region') })).toBeVisible();

  const backs = page.getByRole('button', { name: new RegExp(`^${say('exchange:undo.takeBack')}`) });
  await expect(backs, 'both are listed, the newer one first').toHaveCount(2);
  const back = backs.first();
  await back.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(say('exchange:undo.restored', { count: 1 }))).toBeVisible();
  await picture(page, 'undo-hu');
  await dialog.getByRole('button', { name: say('exchange:undo.takeBack') }).click();
  const again = page.getByRole('button', { name: new RegExp(`^${say('exchange:undo.bringAgain')}`) });
  await again.click();
  await expect(dialog.getByText(say('exchange:undo.given', { count: 1 }))).toBeVisible();
  await dialog.getByRole('button', { name: say('exchange:undo.bringAgain') }).click();
  await expect(backs).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(again, 'the last thing done is taken back, and not an edit before it').toBeVisible();

  const namesake = await sitDown(await newLaptop(), 'hu');
  await begin(namesake, { from: { bundle: first }, author: 'Rossz Rudi', office: { name: 'SZEGED', country: 'HU' } });
  await offerBundle(szeged, await makeBundle(namesake));
  await expect(signer.getByText(say('exchange:trust.signer.namesake'))).toBeVisible();
  await picture(page, 'namesake-hu');
  await standUp(namesake);
  await standUp(timisoara);
  await standUp(szeged);
});

test('a file for one office is encrypted where somebody says so: with a passphrase it asks for it, and a weak passphrase makes no file at all', async () => {
  const person = await sitDown(await newLaptop(), 'ro');
  const { page, say } = person;
  await begin(person, { from: 'sample', author: 'Ion Exemplu', office: 'Timișoara' });
  await goTo(person, 'exchange');
  await page.getByRole('button', { name: say('exchange:seen.makeFileFor', { office: 'Szeged' }) }).click();
  const dialog = page.getByRole('dialog', { name: say('exchange:makeDialog.title') });
  await expect(dialog.getByRole('radio', { name: say('exchange:makeDialog.lacks', { office: 'Szeged' }) })).toBeChecked();
  await dialog.getByRole('radio', { name: say('exchange:seal.withPassphrase') }).check();
  const make = dialog.getByRole('button', { name: say('exchange:makeDialog.confirm') });
  const field = dialog.getByRole('textbox', { name: say('exchange:seal.passphrase') });
  await expect(make).toBeDisabled();
  await field.fill('parolaparola12345');
  await expect(dialog.getByText(say('exchange:seal.guessable'))).toBeVisible();
  await expect(make).toBeDisabled();
  await dialog.getByRole('button', { name: say('exchange:seal.newPassphrase') }).click();
  await expect(make).toBeEnabled();
  const passphrase = await field.inputValue();
  await picture(page, 'seal-ro');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText(say('exchange:seal.sheetKeep'))).toBeVisible();
  await picture(page, 'sheet-ro');
  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
  const colour = () => page.evaluate(() => getComputedStyle(document.body).color);
  const ink = 'rgb(29, 36, 39)'; // Of the light scheme: paper is white.
  await expect.poll(colour).not.toBe(ink);
  const onPaper = page.evaluate(
    () => new Promise((resolve) => window.addEventListener('beforeprint', () => resolve(getComputedStyle(document.body).color))),
  );
  await page.pdf();
  expect(await onPaper).toBe(ink);
  expect(await colour()).not.toBe(ink);
  const saved = page.waitForEvent('download');
  await make.click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(/\.age$/);
  const path = join(mkdtempSync(join(tmpdir(), 'interreg-stick-')), download.suggestedFilename());
  await download.saveAs(path);

  await offerBundle(person, path);
  const locked = page.getByRole('form', { name: say('exchange:seal.lockedTitle') });
  const typed = locked.getByRole('textbox', { name: say('exchange:seal.passphrase') });
  await typed.fill('alta-fraza-de-acces');
  await typed.press('Enter');
  await expect(locked.getByText(say('exchange:seal.wrong'))).toBeVisible();
  await typed.fill(passphrase);
  await typed.press('Enter');
  await expect(page.getByRole('region', { name: say('exchange:preview.title') })).toBeVisible();
  await standUp(person);

  // An office that nobody knows yet begins with the same file.
  const newcomer = await sitDown(await newLaptop(), 'ro');
  await newcomer.page.getByRole('button', { name: say('common:action.continue') }).click();
  await newcomer.page.getByLabel(say('start:file.label')).setInputFiles(path);
  const asked = newcomer.page.getByRole('textbox', { name: say('exchange:seal.passphrase') });
  await asked.fill('alta-fraza-de-acces');
  await asked.press('Enter');
  await expect(newcomer.page.getByText(say('exchange:seal.wrong'))).toBeVisible();
  await expect(asked).toHaveValue('alta-fraza-de-acces');
  await asked.fill(passphrase);
  await newcomer.page.getByRole('button', { name: say('exchange:seal.open') }).click();
  await expect(newcomer.page.getByText(say('start:file.good'))).toBeVisible();
  await newcomer.page.getByRole('button', { name: say('common:action.continue') }).click();
  await newcomer.page.getByLabel(say('start:who.name')).fill('Minta Anna');
  await newcomer.page.getByRole('radio', { name: 'Szeged' }).check();
  await newcomer.page.getByRole('button', { name: say('start:begin') }).click();
  await openOrganisation(newcomer, 'Termo Exemplu');
  await standUp(newcomer);
});

test('an invitation is read, its number compared, and trust withdrawn again', async () => {
  const szeged = await sitDown(await newLaptop(), 'en');
  await begin(szeged, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  const timisoara = await sitDown(await newLaptop(), 'en');
  await begin(timisoara, { from: { bundle: await makeBundle(szeged) }, author: 'Ion Exemplu', office: 'Timișoara' });
  await goTo(timisoara, 'exchange');
  const { say } = szeged;
  const theirs = timisoara.page.getByRole('dialog');
  const path = join(mkdtempSync(join(tmpdir(), 'interreg-stick-')), 'invitation.json');
  /** Saves the invitation at `path`, and answers the number that is read aloud. */
  const invite = async (): Promise<string> => {
    await timisoara.page.getByRole('button', { name: say('exchange:trust.invite'), exact: true }).click();
    await expect(timisoara.page.getByRole('img', { name: say('exchange:trust.inviteCode') })).toBeVisible();
    await picture(timisoara.page, 'invite-en');
    const number = await theirs.getByText(/\d{4}( \d{4}){5}/).textContent();
    const saved = timisoara.page.waitForEvent('download');
    await timisoara.page.getByRole('button', { name: say('exchange:trust.inviteSave') }).click();
    await (await saved).saveAs(path);
    await timisoara.page.keyboard.press('Escape');
    return number ?? '';
  };
  const digits = await invite();

  const { page } = szeged;
  const reading = page.getByRole('button', { name: say('exchange:trust.inviteRead') });
  const offer = async (where: Page): Promise<void> => {
    await where.getByRole('button', { name: say('exchange:trust.inviteRead') }).click();
    await where.getByLabel(say('exchange:trust.readFile')).and(where.locator('input')).setInputFiles(path);
  };
  await offer(timisoara.page);
  await expect(timisoara.page.getByText(say('error:invitationOwn.title'))).toBeVisible();
  await offer(page);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/\d{4}( \d{4}){5}/)).toHaveText(digits);
  await expect(dialog.getByText(say('exchange:trust.anotherKey', { office: 'Timișoara' }))).toBeHidden();
  await dialog.getByRole('button', { name: say('exchange:trust.accept') }).click();
  const office = page.getByRole('region', { name: 'Timișoara', exact: true });
  await expect(office.getByText(say('exchange:trust.admitted'))).toBeVisible();
  await expect(reading, 'the focus is where it was').toBeFocused();
  await picture(page, 'trust-en');
  await offer(page);
  await expect(dialog.getByText(say('error:invitationKnown.title', { office: 'Timișoara' }))).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await readRefused(szeged, path), 'whoever opens it as a bundle learns where it belongs').toContain(
    say('bundle:bundleIsInvitation.text'),
  );
  await office.getByRole('button', { name: `${say('exchange:trust.withdraw')} Timișoara` }).click();
  await dialog.getByRole('button', { name: say('exchange:trust.withdraw') }).click();
  await expect(office.getByText(say('exchange:trust.withdrawn')).first()).toBeVisible();
  await offer(page);
  await expect(dialog.getByText(say('error:invitationRevoked.title', { office: 'Timișoara' }))).toBeVisible();
  await page.keyboard.press('Escape');

  // A key that the office makes for itself brings it back only when that is accepted too.
  await timisoara.page.keyboard.press('Escape');
  await timisoara.page.getByRole('button', { name: say('exchange:trust.rotate'), exact: true }).click();
  await theirs.getByRole('button', { name: say('exchange:trust.rotate') }).click();
  await expect(timisoara.page.getByText(say('exchange:trust.rotateSaid'))).toBeVisible();
  await editOrganisation(timisoara, 'Termo Exemplu', { phone: '+40256100444' });
  const bundle = await makeBundle(timisoara);
  await offerBundle(szeged, bundle);
  await expect(page.getByText(say('exchange:trust.signer.revoked'))).toBeVisible();
  await goTo(szeged, 'home');
  await goTo(szeged, 'exchange');
  await expect(office.getByText(say('exchange:trust.admitted'))).toBeHidden();
  await goTo(timisoara, 'exchange');
  expect(await invite()).not.toBe(digits);
  await offer(page);
  await expect(dialog.getByText(say('exchange:trust.anotherKey', { office: 'Timișoara' }))).toBeVisible();
  await picture(page, 'another-key-en');
  await dialog.getByRole('button', { name: say('exchange:trust.accept') }).click();
  await expect(office.getByText(say('exchange:trust.admitted'))).toBeVisible();
  await offerBundle(szeged, bundle);
  await expect(page.getByText(say('exchange:trust.signer.trusted', { author: 'Ion Exemplu', office: 'Timișoara' }))).toBeVisible();
  await standUp(timisoara);
  await standUp(szeged);
});
