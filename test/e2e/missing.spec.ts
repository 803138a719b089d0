import { expect, test } from '@playwright/test';
import type { ForeignRecord } from '../replica/bundles.ts';
import { peopleAtWork } from './atWork.ts';
import { foreignOffice, hearFrom } from './foreign.ts';
import { begin } from './person.ts';

/** What an office has sent and nobody has received: it is asked for, given up, or not spoken of for a while. */

const { sitAnew } = peopleAtWork();
const organisation = (n: number): ForeignRecord => ({ type: 'organisation', n, f: { name: `Példa ${n}`, country: 'RO', kind: 'civil' } });

for (const language of ['hu', 'ro'] as const)
  test(`changes are given up and missed again, and a bundle that never came is not spoken of until another one comes (${language})`, async () => {
    const person = await sitAnew(language);
    const { page, say } = person;
    await begin(person, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
    const { receive } = await hearFrom(person);
    await receive('d', 1, [foreignOffice]);
    await receive('d', 4, [organisation(5)], 'f'.repeat(64));
    const missing = { range: '2–3', count: 2 };

    const line = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: say('exchange:machines.title', { office: 'Oradea' }) }) });
    const gap = line.getByText(say('exchange:seen.gap', missing));
    await expect(gap).toBeVisible();
    await line.getByRole('button', { name: say('exchange:machines.title', { office: 'Oradea' }) }).click();
    const gaps = page.getByRole('dialog').getByRole('list', { name: say('exchange:machines.gaps') });
    await gaps.getByRole('button', { name: say('exchange:machines.giveUp') }).click();
    const sure = page.getByRole('dialog', { name: say('exchange:machines.giveUpTitle', { author: 'Ion Exemplu', ...missing }) });
    await sure.getByRole('button', { name: say('exchange:machines.giveUp') }).click();
    await expect(gaps.getByText(say('exchange:machines.givenUp'), { exact: true })).toBeVisible();
    await expect(gap).toBeHidden();
    await gaps.getByRole('button', { name: say('exchange:machines.miss') }).click();
    await expect(gaps.getByRole('button', { name: say('exchange:machines.giveUp') })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(gap).toBeVisible();

    const withheld = line.getByText(say('exchange:seen.broken.withheld'));
    const hide = line.getByRole('button', { name: say('exchange:seen.hide') });
    await hide.click();
    await expect(withheld).toBeHidden();
    await page.keyboard.press('Control+z');
    await expect(withheld).toBeVisible();
    await hide.click();
    await page.reload();
    await expect(gap).toBeVisible();
    await expect(withheld).toBeHidden();
    await receive('d', 5, [organisation(6)]);
    await expect(withheld).toBeVisible();
  });
