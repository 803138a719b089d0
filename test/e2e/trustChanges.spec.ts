import { expect, test } from '@playwright/test';
import type { Language } from '../../src/domain/recordTypes.ts';
import { editOrganisation, makeBundle, offerBundle, openOrganisation, readBundle } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { faultsOf } from './axe.ts';
import { inAnothersName, withoutSignature, withWrongSignature } from './forge.ts';
import { begin, copyOf, goTo, newLaptop, type Person } from './person.ts';
import { numberIn } from './placeActs.ts';

/** What happens to trust: keys that change, keys that fork, and bundles that should not be believed. */

const { sit, sitAnew, leave } = peopleAtWork();
const enterprise = 'Példa Napelem Bt.';

const officeOf = ({ page }: Person, name: string) => page.getByRole('region', { name, exact: true });

/** One of several offices of a name, by the number of its key. */
const officeWith = ({ page }: Person, name: string, digits: string) =>
  page.getByRole('region', { name: `${name}, ${digits}`, exact: true });

/** Szeged, and Timișoara at a laptop of its own, which Szeged has accepted. */
const friends = async (language: Language) => {
  const szeged = await sitAnew(language);
  await begin(szeged, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  const laptop = await newLaptop();
  const timisoara = await sit(laptop, language);
  await begin(timisoara, { from: { bundle: await makeBundle(szeged) }, author: 'Ion Exemplu', office: 'Timișoara' });
  await readBundle(szeged, await makeBundle(timisoara));
  await expect(officeOf(szeged, 'Timișoara').getByText(szeged.say('exchange:trust.admitted'))).toBeVisible();
  return { szeged, timisoara, laptop };
};

/** Gives the own office a new key and answers its number. */
const rotate = async (person: Person, office: string): Promise<string> => {
  const { page, say } = person;
  await goTo(person, 'exchange');
  const before = await numberIn(officeOf(person, office));
  await officeOf(person, office)
    .getByRole('button', { name: say('exchange:trust.rotate') })
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('exchange:trust.rotate') })
    .click();
  await expect(page.getByText(say('exchange:trust.rotateSaid'))).toBeVisible();
  await expect(officeOf(person, office).getByText(before)).toBeHidden();
  return numberIn(officeOf(person, office));
};

test('an office goes on with a new key, which is said; two that claim to follow one wait for a telephone call', async () => {
  const { szeged, timisoara, laptop } = await friends('hu');
  const { page, say } = szeged;
  await leave(timisoara);
  const stolen = copyOf(laptop);

  const owner = await sit(laptop, 'hu');
  const right = await rotate(owner, 'Timișoara');
  await readBundle(szeged, await makeBundle(owner));
  const office = officeOf(szeged, 'Timișoara');
  await expect(office.getByText(right)).toBeVisible();
  await expect(office.getByText(say('exchange:trust.rotated'))).toBeVisible();
  await leave(owner);

  const thief = await sit(stolen, 'hu');
  const wrong = await rotate(thief, 'Timișoara');
  expect(wrong).not.toBe(right);
  await readBundle(szeged, await makeBundle(thief));
  await expect(page.getByText(say('exchange:trust.forked', { office: 'Timișoara' }))).toBeVisible();
  await expect(officeWith(szeged, 'Timișoara', right)).toBeVisible();
  await expect(officeWith(szeged, 'Timișoara', wrong)).toBeVisible();
  expect(await faultsOf(szeged)).toEqual([]);
  await page.getByText(say('exchange:trust.forked', { office: 'Timișoara' })).scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test/test-results/trust-forked-hu.png' });

  await officeWith(szeged, 'Timișoara', right)
    .getByRole('button', { name: `${say('exchange:trust.accept')} Timișoara` })
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('exchange:trust.accept') })
    .click();
  await expect(page.getByText(say('exchange:trust.forked', { office: 'Timișoara' }))).toBeHidden();
  await expect(officeWith(szeged, 'Timișoara', right).getByText(say('exchange:trust.admitted'))).toBeVisible();
});

for (const language of ['en', 'hu', 'ro'] as const)
  test(`a bundle that should not be believed says so in one sentence, shows what it would do, and does nothing (${language})`, async () => {
    const { szeged, timisoara, laptop } = await friends(language);
    const { page, say } = szeged;
    const office = officeOf(szeged, 'Timișoara');
    await editOrganisation(timisoara, enterprise, { phone: '+40256100555' });
    const whole = await makeBundle(timisoara);
    const preview = page.getByRole('region', { name: say('exchange:preview.title') });

    const expectDoubted = async (path: string, why: string): Promise<void> => {
      await offerBundle(szeged, path);
      const signer = preview.getByRole('region', { name: say('exchange:trust.signer.region') });
      await expect(signer.getByText(say(`exchange:trust.signer.${why}`), { exact: true })).toBeVisible();
      await expect(preview.getByText(enterprise).first()).toBeVisible();
      await expect(preview.getByRole('button', { name: say('exchange:trust.admitOffice') })).toBeHidden();
      await page.screenshot({ path: `test/test-results/doubted-${why}-${language}.png` });
      await preview.getByRole('button', { name: say('common:action.notNow') }).click();
      await expect(preview).toBeHidden();
    };
    await expectDoubted(withoutSignature(whole), 'unsigned');
    await expectDoubted(withWrongSignature(whole), 'wrongSignature');
    await expectDoubted(inAnothersName(whole, laptop), 'notIts');

    await goTo(szeged, 'exchange');
    await office.getByRole('button', { name: `${say('exchange:trust.withdraw')} Timișoara` }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('exchange:trust.withdraw') })
      .click();
    await expect(office.getByText(say('exchange:trust.withdrawn')).first()).toBeVisible();
    await expectDoubted(whole, 'revoked');

    await openOrganisation(szeged, enterprise);
    await expect(page.getByText('100 555')).toBeHidden();

    // Whose key it was hears of it, at once and on Home, and is not asked to agree to being shut out.
    await offerBundle(timisoara, await makeBundle(szeged));
    const theirs = timisoara.page.getByRole('region', { name: say('exchange:preview.title') });
    await expect(theirs.getByText(say('exchange:preview.withdrawals', { offices: 'Timișoara' }))).toBeVisible();
    await theirs.getByRole('button', { name: say('exchange:preview.confirmReceipt') }).click();
    const past = timisoara.page.getByRole('listitem').filter({ hasText: say('exchange:keyNews.revoke', { offices: 'Timișoara' }) });
    await expect(past).toBeVisible();
    const notice = timisoara.page.getByRole('region', { name: say('exchange:trust.ownProposal', { by: 'Szeged' }) });
    await expect(notice).toBeVisible();
    await expect(notice.getByRole('button')).toHaveCount(0);
    await goTo(timisoara, 'home');
    await expect(timisoara.page.getByText(say('exchange:trust.ownProposal', { by: 'Szeged' }))).toBeVisible();
  });
