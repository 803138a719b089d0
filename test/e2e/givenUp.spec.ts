import { expect, test } from '@playwright/test';
import { makeBundle } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { recordsOf } from './bundleLines.ts';
import { begin, goTo } from './person.ts';
import { photo } from './visitActs.ts';

const { sitAnew } = peopleAtWork();

test('a new visit that is given up while its photos are being read leaves none of them behind', async () => {
  const person = await sitAnew('hu');
  const { page, say } = person;
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  await goTo(person, 'visits');
  await page.getByRole('grid', { name: say('visits:list.region') }).waitFor();
  await page.keyboard.press('n');
  const buffer = await photo(page, '#267a82');
  const input = page.locator('input[type="file"]');
  await input.setInputFiles(
    Array.from({ length: 8 }, (_, n) => ({
      name: `udvar-${n}.jpg`,
      mimeType: 'image/jpeg',
      buffer: Buffer.concat([buffer, Buffer.from([n])]),
    })),
  );
  await page.getByRole('button', { name: say('visits:report.more') }).click();
  await page.getByRole('menuitem', { name: say('visits:form.discard') }).click();
  await page.getByRole('grid', { name: say('visits:list.region') }).waitFor();
  const records = recordsOf(await makeBundle(person)).map((line) => JSON.parse(line) as { type: string; f: Record<string, unknown> });
  const left = records.filter(({ type, f }) => type === 'attachment' && String(f.name).startsWith('udvar-') && f['#del'] === undefined);
  expect(left).toEqual([]);
});
