import { mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { editOrganisation, makeBundle, openOrganisation } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { begin, goTo, type Person } from './person.ts';
import { acceptStranger, acceptWaiting, addPlace, exchangeWith, openWaiting } from './placeActs.ts';

/** Files of an office that another one has accepted already wait at a third one. */

const { sitAnew } = peopleAtWork();
const enterprise = 'Példa Napelem Bt.';
const folder = 'kozos';

const joinAt = async (path: string, person: Person): Promise<void> => {
  await addPlace(person, { kind: 'folder', fields: { path }, sealed: false });
  await exchangeWith(person, folder);
};

/** Szeged has accepted Arad, Timișoara has not, and a file of Arad waits there. */
const threeOffices = async () => {
  const szeged = await sitAnew('ro');
  await begin(szeged, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  const beginning = await makeBundle(szeged);
  const path = join(mkdtempSync(join(tmpdir(), 'interreg-shared-')), folder);
  mkdirSync(path);
  const arad = await sitAnew('ro');
  await begin(arad, { from: { bundle: beginning }, author: 'Maria Probă', office: { name: 'Arad', country: 'RO' } });
  await editOrganisation(arad, enterprise, { phone: '+40257100111' });
  await joinAt(path, szeged);
  await joinAt(path, arad);
  await exchangeWith(szeged, folder);
  await acceptWaiting(szeged, 'Maria Probă');
  await exchangeWith(szeged, folder);
  const timisoara = await sitAnew('ro');
  await begin(timisoara, { from: { bundle: beginning }, author: 'Ion Exemplu', office: 'Timișoara' });
  await joinAt(path, timisoara);
  const { say } = timisoara;
  const waiting = timisoara.page.getByRole('list', { name: say('exchange:aside.title') }).locator('> li');
  return { szeged, arad, timisoara, path, waiting };
};

test('a waiting file says who has accepted its office, and is taken in as soon as that is accepted here, without the place', async () => {
  const { timisoara, path, waiting } = await threeOffices();
  const { say } = timisoara;
  const looked = await openWaiting(timisoara, 'Maria Probă');
  await expect(looked.getByText(say('exchange:trust.vouched', { offices: 'Szeged' }))).toBeVisible();
  renameSync(path, `${path}-away`);
  await acceptStranger(timisoara, 'Arad');
  await expect(waiting).toHaveCount(0);
  await openOrganisation(timisoara, enterprise);
  await expect(timisoara.page.getByText('257 100 111').first()).toBeVisible();
});

test('all files of one sender that wait for one reason are refused together', async () => {
  const { szeged, arad, timisoara, waiting } = await threeOffices();
  const { page, say } = timisoara;
  await editOrganisation(arad, enterprise, { phone: '+40257100222' });
  await exchangeWith(arad, folder);
  await exchangeWith(szeged, folder);
  await acceptWaiting(szeged, 'Ion Exemplu');
  // What builds on a file that waits cannot be read before somebody who is trusted has told of that laptop.
  const both = async (): Promise<number> => {
    for (const person of [timisoara, szeged, timisoara]) await exchangeWith(person, folder);
    return waiting.count();
  };
  await expect.poll(both, { timeout: 60_000 }).toBe(2);
  await waiting
    .first()
    .getByRole('button', { name: say('exchange:aside.refuse') })
    .click();
  const sure = page.getByRole('dialog', { name: say('exchange:aside.refuseTitle') });
  await sure.getByRole('checkbox', { name: say('exchange:aside.refuseAlso', { count: 1 }) }).check();
  await sure.getByRole('button', { name: say('exchange:aside.refuse') }).click();
  await expect(waiting).toHaveCount(0);
  await goTo(timisoara, 'exchange');
  await expect(page.getByRole('list', { name: say('exchange:aside.refused') }).getByRole('listitem')).toHaveCount(2);
});
