import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect } from '@playwright/test';
import { goTo, type Person } from './person.ts';

/** What people do with the program, each by role and name in their own language. */

/** Opens an organisation from the directory by searching for it. */
export const openOrganisation = async (person: Person, name: string): Promise<void> => {
  const { page, say } = person;
  await goTo(person, 'directory');
  await page.getByRole('searchbox', { name: say('directory:list.search') }).fill(name);
  await page
    .getByRole('grid', { name: say('directory:list.region') })
    .getByRole('row')
    .filter({ hasText: name })
    .first()
    .click();
  await expect(page.getByRole('region', { name: say('directory:detail.region') }).getByRole('heading', { name })).toBeVisible();
};

/** Writes fields of an organisation; the keys are paths such as `phone`. */
export const editOrganisation = async (person: Person, name: string, fields: Readonly<Record<string, string>>): Promise<void> => {
  const { page, say } = person;
  await openOrganisation(person, name);
  await page.getByRole('link', { name: say('directory:detail.edit') }).click();
  const form = page
    .getByRole('region', { name: say('directory:form.region') })
    .or(page.getByRole('form', { name: say('directory:form.region') }));
  for (const [path, value] of Object.entries(fields))
    await form.getByLabel(say(`fields:organisation.${path}`), { exact: true }).fill(value);
  await page.getByRole('button', { name: say('directory:form.save'), exact: true }).click();
  await expect(page.getByRole('link', { name: say('directory:detail.edit') })).toBeVisible();
};

/** Makes a bundle and answers where the browser saved it; `office` names who lacks it, everything without. */
export const makeBundle = async (person: Person, office?: string): Promise<string> => {
  const { page, say } = person;
  await goTo(person, 'exchange');
  await page
    .getByRole('button', { name: say('exchange:make'), exact: true })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: say('exchange:makeDialog.title') });
  const choice = office === undefined ? say('exchange:makeDialog.everything') : say('exchange:makeDialog.lacks', { office });
  await dialog.getByRole('radio', { name: choice }).check();
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: say('exchange:makeDialog.confirm') }).click();
  const download = await saved;
  const path = join(mkdtempSync(join(tmpdir(), 'interreg-stick-')), download.suggestedFilename());
  await download.saveAs(path);
  return path;
};

/** Chooses a file to be read; what it would change is shown, and nothing is done. */
export const offerBundle = async (person: Person, path: string): Promise<void> => {
  const { page, say } = person;
  await goTo(person, 'exchange');
  await page.getByLabel(say('exchange:open'), { exact: true }).and(page.locator('input')).setInputFiles(path);
};

/** Opens a bundle, looks at the preview and says yes to it, and to its office where it is new. */
export const readBundle = async (person: Person, path: string): Promise<void> => {
  const { page, say } = person;
  await offerBundle(person, path);
  const preview = page.getByRole('region', { name: say('exchange:preview.title') });
  const report = page.getByRole('region', { name: say('exchange:report.region') });
  await expect(preview.or(report)).toBeVisible();
  if (await preview.isVisible()) await preview.getByRole('button').last().click();
  await expect(report).toBeVisible();
};

/** Offers a file that must be refused; answers the sentence that says why. */
export const readRefused = async (person: Person, path: string): Promise<string> => {
  const { page, say } = person;
  await offerBundle(person, path);
  const notice = page.getByRole('alert').filter({ hasText: say('exchange:refused.title', { name: basename(path) }) });
  await expect(notice).toBeVisible();
  return (await notice.textContent()) ?? '';
};

/** Ends browser and program as a power cut does: every process that was started with this laptop's folders, at once. */
export const killEverything = async ({ context, laptop }: Person): Promise<void> => {
  const ended = new Promise((resolve) => context.once('close', resolve));
  const processes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  for (const line of processes.filter((each) => each.includes(laptop.profile) || each.includes(laptop.dataFolder))) {
    try {
      process.kill(Number.parseInt(line, 10), 'SIGKILL');
    } catch {
      // Gone already: killing the main process takes its children with it.
    }
  }
  await ended;
  laptop.app = null;
};

/** Lets the store write nothing more, as on a full disk; answers what makes room again. */
export const fillDisk = async ({ page }: Person): Promise<() => Promise<void>> => {
  const inWorkers = async (act: () => void): Promise<void> =>
    void (await Promise.all(page.workers().map((worker) => worker.evaluate(act))));
  await inWorkers(() => {
    const { add, put } = IDBObjectStore.prototype;
    const refuse = (): never => {
      throw new DOMException('Full.', 'QuotaExceededError');
    };
    Object.assign(IDBObjectStore.prototype, { add: Object.assign(refuse, { add, put }), put: refuse });
  });
  return () => inWorkers(() => void Object.assign(IDBObjectStore.prototype, { ...IDBObjectStore.prototype.add }));
};
