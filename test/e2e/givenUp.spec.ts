import { expect, test } from '@playwright/test';
import { recordId } from '../replica/records.ts';
import { fillDisk, makeBundle } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { recordsOf } from './bundleLines.ts';
import { foreignOffice, hearFrom } from './foreign.ts';
import { begin, goTo, type Person } from './person.ts';
import { photo } from './visitActs.ts';

const { sitAnew } = peopleAtWork();

/** Lets the first `count` photos come to the host and keeps the next one waiting; answers what lets it and all others go on. */
const holdPhotoAfter = async ({ page }: Person, count: number): Promise<() => void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let sent = 0;
  await page.route('**/api/putAttachment', async (route) => {
    sent += 1;
    if (sent > count) await promise;
    await route.continue();
  });
  return resolve;
};

test('a new visit that is given up while its photos are being read leaves none of them behind, and where that fails says what was not read', async () => {
  const person = await sitAnew('hu');
  const { page, say } = person;
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  await goTo(person, 'visits');
  await page.getByRole('grid', { name: say('visits:list.region') }).waitFor();
  await page.keyboard.press('n');
  const buffers = await Promise.all(Array.from({ length: 8 }, (_, n) => photo(page, `#${n + 1}07a82`)));
  const release = await holdPhotoAfter(person, 2);
  await page
    .locator('input[type="file"]')
    .setInputFiles(buffers.map((buffer, n) => ({ name: `udvar-${n}.jpg`, mimeType: 'image/jpeg', buffer })));
  const form = page.getByRole('form', { name: say('visits:form.region') });
  const removes = form.getByRole('button', { name: say('visits:photo.remove', { name: 'udvar-' }) });
  await expect(removes).toHaveCount(2);
  const giveUp = async (): Promise<void> => {
    await page.getByRole('button', { name: say('visits:report.more') }).click();
    await page.getByRole('menuitem', { name: say('visits:form.discard') }).click();
  };

  const empty = await fillDisk(person);
  await giveUp();
  release();
  const notice = page.getByRole('alert').filter({ hasText: say('visits:photo.notGivenUp') });
  await expect(notice).toContainText(say('visits:photo.left', { count: 5 }));
  await empty();
  await notice.getByRole('button', { name: say('visits:photo.addLeft', { count: 5 }) }).click();
  await expect(removes).toHaveCount(7);
  await expect(notice).toBeHidden();

  await giveUp();
  await page.getByRole('grid', { name: say('visits:list.region') }).waitFor();
  const records = recordsOf(await makeBundle(person)).map((line) => JSON.parse(line) as { type: string; f: Record<string, unknown> });
  const left = records.filter(({ type, f }) => type === 'attachment' && String(f.name).startsWith('udvar-') && f['#del'] === undefined);
  expect(left).toEqual([]);
});

test('of very many photos of a visit all are counted and the rest is shown on demand', async () => {
  const person = await sitAnew('ro');
  const { page, say } = person;
  await begin(person, { from: 'empty', author: 'Ion Exemplu', office: 'Timișoara' });
  const { receive } = await hearFrom(person);
  const photos = Array.from({ length: 130 }, (_, n) => ({
    type: 'attachment',
    n: 100 + n,
    f: {
      of: recordId(5),
      name: `curte-${n}.jpg`,
      at: 1_790_000_000_000 + n,
      file: { sha256: 'a'.repeat(64), mime: 'image/jpeg', bytes: 9 },
    },
  }));
  await receive('d', 1, [foreignOffice, { type: 'visit', n: 5, f: { status: 'draft', day: '2026-10-02' } }, ...photos]);
  await goTo(person, 'visits');
  await page
    .getByRole('grid', { name: say('visits:list.region') })
    .getByRole('row')
    .first()
    .click();
  const report = page.getByRole('region', { name: say('visits:report.region') });
  const shown = report.getByRole('button', { name: say('visits:photo.open', { name: 'curte-' }) });
  await expect(report.getByRole('heading', { name: say('visits:report.photos') })).toContainText('130');
  await expect(shown).toHaveCount(100);
  await report.getByRole('button', { name: say('visits:photo.more', { count: 30 }) }).press('Enter');
  await expect(shown).toHaveCount(130);
  await expect(shown.nth(100), 'the keyboard goes on at the first of them').toBeFocused();
  await expect(report.getByText(say('visits:photo.shownOf', { shown: 130, count: 130 }))).toBeHidden();
  await page.keyboard.press('e');
  await expect(page.getByText(say('visits:photo.someKept', { kept: 0, count: 130 })), 'counted of all of them').toBeVisible();
});
