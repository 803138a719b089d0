import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { type ForeignRecord, foreignBundle } from '../replica/bundles.ts';
import { makeBundle, readBundle } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { begin } from './person.ts';

/** What an office has sent and nobody has received: it is asked for, given up, or not spoken of for a while. */

const { sitAnew } = peopleAtWork();
const folder = mkdtempSync(join(tmpdir(), 'interreg-stick-'));
const office: ForeignRecord = { type: 'office', n: 999_999, f: { name: 'Oradea', country: 'RO' } };
const organisation = (n: number): ForeignRecord => ({ type: 'organisation', n, f: { name: `Példa ${n}`, country: 'RO', kind: 'civil' } });

for (const language of ['hu', 'ro'] as const)
  test(`changes are given up and missed again, and a bundle that never came is not spoken of until another one comes (${language})`, async () => {
    const person = await sitAnew(language);
    const { page, say } = person;
    await begin(person, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
    const own = gunzipSync(readFileSync(await makeBundle(person))).toString('utf8');
    const cluster = /"cluster":"([^"]+)"/.exec(own)?.[1] ?? '';
    const receive = async (n: number, records: readonly ForeignRecord[], previous: string | null): Promise<void> => {
      const path = join(folder, `oradea-${language}-${n}.json`);
      writeFileSync(path, await foreignBundle(cluster, 'd', n, records, previous));
      await readBundle(person, path);
    };
    await receive(1, [office], null);
    await receive(4, [organisation(5)], 'f'.repeat(64));

    const line = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('button', { name: say('exchange:machines.title', { office: 'Oradea' }) }) });
    const gap = line.getByText(say('exchange:seen.gap', { range: '2–3' }));
    await expect(gap).toBeVisible();
    await line.getByRole('button', { name: say('exchange:machines.title', { office: 'Oradea' }) }).click();
    const gaps = page.getByRole('dialog').getByRole('list', { name: say('exchange:machines.gaps') });
    await gaps.getByRole('button', { name: say('exchange:machines.giveUp') }).click();
    const sure = page.getByRole('dialog', { name: say('exchange:machines.giveUpTitle', { author: 'Ion Exemplu', range: '2–3' }) });
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
    await receive(5, [organisation(6)], null);
    await expect(withheld).toBeVisible();
  });
