import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { editOrganisation } from './acts.ts';
import { begin, newLaptop, type Person, sitDown, standUp } from './person.ts';

const name = 'Példa Napelem Bt.';

let person: Person;
test.beforeEach(async () => {
  person = await sitDown(await newLaptop(), 'hu');
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  await expect(person.page.getByText(person.say('common:status.copy', { ago: '' }).trim())).toBeVisible(); // The sample is in the safety copy.
});
test.afterEach(() => standUp(person));

/** Lets nothing more come to the safety copy; answers what lets it go on. */
const hold = async ({ page }: Person): Promise<() => void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/api/appendSafetyCopy', async (route) => {
    await promise;
    await route.continue().catch(() => undefined); // The page may have gone meanwhile.
  });
  return resolve;
};

test('closing while the last change lies in one place only is asked about, and told when it can be done', async () => {
  const { page, say } = person;
  const release = await hold(person);
  await editOrganisation(person, name, { website: 'https://egy-helyen.example' });
  const behind = page.getByRole('button', { name: say('common:status.copyBehind') });
  await expect(behind).toBeVisible();

  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(say('common:leaving.behindText'));
  release();
  await expect(dialog).toContainText(say('common:leaving.doneText'));
  await dialog.getByRole('button', { name: say('common:leaving.understood') }).click();
  await expect(behind).toBeHidden();

  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
});

test('a store found empty, its sentinel lost, is rebuilt once that is wanted, and says since when something may be missing', async () => {
  const { page, context, say, laptop } = person;
  const second = await context.newPage();
  await second.goto(laptop.app?.url ?? '');
  await expect(second.getByRole('button', { name: say('error:blocked.takeOver') })).toBeVisible();
  await page.bringToFront();
  await hold(person);
  await editOrganisation(person, name, { website: 'https://elveszett.example' });
  await expect(page.getByRole('button', { name: say('common:status.copyBehind') })).toBeVisible();
  for (const language of ['Română', 'Magyar']) await second.getByRole('button', { name: language }).click(); // It remembers its language beside the note.
  const drafts = () => readFileSync(join(laptop.dataFolder, 'drafts.json'), 'utf8');
  await expect.poll(drafts, 'nothing is left of the form that was saved').toBe('[]');
  await context.close();
  await laptop.app?.stop();
  const databases = join(laptop.profile, 'Default', 'IndexedDB');
  for (const each of readdirSync(databases)) rmSync(join(databases, each), { recursive: true });

  rmSync(join(laptop.dataFolder, 'sentinel.json'));

  person = await sitDown(laptop, 'hu');
  await expect(person.page.getByRole('heading', { name: say('error:sentinelLost.title') })).toBeVisible();
  await person.page.getByRole('button', { name: say('error:blocked.rebuild') }).click();
  const dialog = person.page.getByRole('dialog', { name: say('error:recovered.title') });
  await expect(dialog).toContainText(say('error:recovered.unproven', { count: 1 }).replace(/^\S+ /, ''));
  await expect(dialog).toContainText(say('error:recovered.uncopied', { when: '…' }).split('…')[0] ?? '');
  await dialog.getByRole('button', { name: say('error:recovered.understood') }).click();
  await person.page.reload();
  await expect(person.page.getByRole('link', { name: say('common:rooms.directory') })).toBeVisible();
  await expect(dialog).toBeHidden();
});

test('a language that was chosen just before a power cut is there again, although the browser had not written it down', async () => {
  const { page, laptop, say } = person;
  const before = await page.evaluate(() => localStorage.getItem('interreg-view') ?? '');
  expect(before).toContain('"language":"hu"');
  await page.getByRole('button', { name: 'RO Română' }).click();
  await expect.poll(() => readFileSync(join(laptop.dataFolder, 'settings.json'), 'utf8')).toContain('ro');
  await page.evaluate((view) => localStorage.setItem('interreg-view', view), before);
  await standUp(person);
  person = await sitDown(laptop, 'ro');
  await expect(person.page.getByRole('link', { name: person.say('common:rooms.directory') })).toBeVisible();
  expect(person.say('common:rooms.directory')).not.toBe(say('common:rooms.directory'));
});
