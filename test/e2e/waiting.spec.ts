import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { editOrganisation, makeBundle, openOrganisation } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { begin, goTo, type Person } from './person.ts';
import { addPlace, exchangeWith, numberIn, openWaiting, placeLine } from './placeActs.ts';
import { recordVisit } from './visitActs.ts';

/** Files that came through a shared place and wait for a person: what can be decided about them. */

const { sitAnew } = peopleAtWork();
const enterprise = 'Példa Napelem Bt.';
const folder = 'kozos';

const newFolder = (): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'interreg-shared-')), folder);
  mkdirSync(path);
  return path;
};

const joinAt = async (path: string, person: Person): Promise<void> => {
  await addPlace(person, { kind: 'folder', fields: { path }, sealed: false });
  await exchangeWith(person, folder);
};

const phoneIs = async (person: Person, shown: string, hidden: string): Promise<void> => {
  await openOrganisation(person, enterprise);
  await expect(person.page.getByText(shown).first()).toBeVisible();
  await expect(person.page.getByText(hidden)).toBeHidden();
};

test("a stranger's file is applied once, the next one refused, and a second laptop of the office admitted", async () => {
  const szeged = await sitAnew('hu');
  const { page, say } = szeged;
  await begin(szeged, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  const beginning = await makeBundle(szeged);
  const timisoara = await sitAnew('hu');
  await begin(timisoara, { from: { bundle: beginning }, author: 'Ion Exemplu', office: 'Timișoara' });
  const path = newFolder();

  await editOrganisation(timisoara, enterprise, { phone: '+40256100111' });
  await joinAt(path, timisoara);
  await joinAt(path, szeged);
  const file = await openWaiting(szeged, 'Ion Exemplu');
  await file.getByRole('button', { name: say('exchange:trust.once') }).click();
  await expect(file).toBeHidden();
  await phoneIs(szeged, '100 111', '100 222');

  await editOrganisation(timisoara, enterprise, { phone: '+40256100222' });
  await exchangeWith(timisoara, folder);
  await exchangeWith(szeged, folder);
  await expect(file).toBeVisible();
  const oneWaits = placeLine(szeged, folder).getByText(say('exchange:rounds.aside', { count: 1 }));
  await expect(oneWaits).toBeVisible();
  await file.getByRole('button', { name: say('exchange:aside.refuse') }).click();
  const sure = page.getByRole('dialog', { name: say('exchange:aside.refuseTitle') });
  await sure.getByRole('button', { name: say('exchange:aside.refuse') }).click();
  const waiting = page.getByRole('list', { name: say('exchange:aside.title') });
  const refused = page.getByRole('list', { name: say('exchange:aside.refused') });
  await expect(waiting).toBeHidden();
  await expect(oneWaits, 'nothing waits there that has been decided').toBeHidden();
  await expect(refused.getByRole('listitem', { name: /Ion Exemplu/ })).toBeVisible();
  await phoneIs(szeged, '100 111', '100 222');

  await recordVisit(timisoara);
  await exchangeWith(timisoara, folder);
  const photos = readdirSync(join(path, 'blobs'));
  for (const each of photos) writeFileSync(join(path, 'blobs', each), 'other bytes');
  await exchangeWith(szeged, folder);
  await openWaiting(szeged, 'Ion Exemplu');
  await waiting.getByRole('button', { name: say('exchange:trust.once') }).click();
  await expect(waiting).toBeHidden();
  const why = say('error:hashMismatch.title');
  expect(await exchangeWith(szeged, folder)).toContain(say('exchange:rounds.originalsFailed', { count: photos.length, why }));
  await expect(page.getByText(say('exchange:seen.broken.refused'))).toBeVisible();
  await page.screenshot({ path: 'test/test-results/waiting-refused-hu.png', fullPage: true });
  await refused.getByRole('button', { name: say('exchange:aside.again') }).click();
  await expect(refused).toBeHidden();
  await expect(page.getByText(say('exchange:seen.broken.waiting'))).toBeVisible();
  await waiting.getByRole('button', { name: say('exchange:aside.refuse') }).click();
  await sure.getByRole('button', { name: say('exchange:aside.refuse') }).click();
  await refused.getByRole('button', { name: say('exchange:aside.remove') }).click();
  const gone = page.getByRole('dialog', { name: say('exchange:aside.removeTitle') });
  await gone.getByRole('button', { name: say('exchange:aside.remove') }).click();
  await expect(refused).toBeHidden();

  const colleague = await sitAnew('hu');
  await begin(colleague, { from: { bundle: beginning }, author: 'Teszt-Szabó Őrs', office: 'Szeged' });
  await goTo(colleague, 'home');
  await expect(colleague.page.getByText(say('home:laptop.title'))).toBeVisible();
  await colleague.page.screenshot({ path: 'test/test-results/waiting-home-hu.png' });
  await joinAt(path, colleague);
  await colleague.page.screenshot({ path: 'test/test-results/waiting-laptop-hu.png', fullPage: true });
  await exchangeWith(szeged, folder);
  const request = await openWaiting(szeged, 'Teszt-Szabó Őrs');
  await expect(request.getByText(say('exchange:trust.signer.request', { author: 'Teszt-Szabó Őrs' }))).toBeVisible();
  const digits = await numberIn(request);
  expect(await numberIn(colleague.page.getByText(say('exchange:trust.thisLaptop')).locator('..'))).toBe(digits);
  await page.screenshot({ path: 'test/test-results/waiting-request-hu.png', fullPage: true });
  await request.getByRole('button', { name: say('exchange:trust.admitDevice') }).click();
  await expect(request).toHaveCount(0);
  await goTo(szeged, 'exchange');
  await expect(page.getByRole('region', { name: 'Szeged', exact: true }).getByText('Teszt-Szabó Őrs').first()).toBeVisible();
  await exchangeWith(szeged, folder);
  await exchangeWith(colleague, folder);
  await expect(colleague.page.getByText(say('exchange:trust.thisLaptop'))).toBeHidden();
  await goTo(colleague, 'home');
  await expect(colleague.page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(colleague.page.getByText(say('home:laptop.title'))).toBeHidden();
});
