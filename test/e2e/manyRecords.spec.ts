import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { begin, goTo, newLaptop, sitDown, standUp } from './person.ts';

/** What the office sends is a file of the size that needs the indexer, made by the program's own command. */
const manyOrganisations = (): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'interreg-many-')), 'many.json');
  const counts = ['--organisations', '6000', '--events', '0', '--registrations', '0', '--visits', '0', '--seed', '7'];
  execFileSync(process.execPath, ['src/cli/bundle.ts', 'generate', ...counts, '-o', path]);
  return path;
};

/** Keeps what Ctrl P lays out for the printer, which no test has, as `window.laidOut`. */
const standInForPrinter = (page: Page): Promise<void> =>
  page.evaluate(() => {
    window.print = () => {
      window.dispatchEvent(new Event('beforeprint'));
      const list = document.querySelector('table[aria-label="List of organisations"]:not([role])');
      Object.assign(window, { laidOut: { rows: list?.querySelectorAll('tr').length, says: list?.nextElementSibling?.textContent } });
      window.dispatchEvent(new Event('afterprint'));
    };
  });

test('a laptop that joins with six thousand organisations finds any of them, also after a restart, with the worker that the policy allows', async () => {
  const person = await sitDown(await newLaptop(), 'en');
  const { page } = person;
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const indexers: string[] = [];
  person.context.on('request', (request) => /indexer/.test(request.url()) && indexers.push(request.url()));
  await begin(person, { from: { bundle: manyOrganisations() }, author: 'Minta Anna', office: { name: 'Arad', country: 'RO' } });
  const findSome = async (): Promise<void> => {
    await goTo(person, 'directory');
    const rows = page.getByRole('grid', { name: 'List of organisations' }).getByRole('row');
    await page.getByRole('searchbox', { name: 'Search in the directory' }).fill('kecskemet kft');
    await expect(rows.first()).toContainText('Kecskemét');
  };
  await findSome();
  await page.reload();
  await findSome();
  await page.getByRole('searchbox', { name: 'Search in the directory' }).fill('');
  await expect(page.getByRole('status').filter({ hasText: '6,000' }).first()).toBeVisible();
  await standInForPrinter(page);
  await page.keyboard.press('Control+p');
  await expect
    .poll(() => page.evaluate(() => 'laidOut' in window && window.laidOut), 'paper holds more than the window')
    .toEqual({ rows: 2000, says: 'The first 2,000 of 6,000' });
  expect(indexers.length).toBeGreaterThanOrEqual(1);
  expect(complaints).toEqual([]);
  await standUp(person);
});
