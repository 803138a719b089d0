import { expect, type Locator } from '@playwright/test';
import { goTo, type Person } from './person.ts';

/** What people do with shared places and with files that wait, by role and name in their own language. */

/** A place as somebody types it. `ca` is the path of a PEM file. */
export type TypedPlace = {
  readonly kind: 'folder' | 'webdav' | 's3';
  /** By the names of the form: `path`, `url`, `user`, `password`, `endpoint`, `bucket`, `accessKey`, `secretKey`, `label` … */
  readonly fields: Readonly<Record<string, string>>;
  readonly ca?: string;
  readonly plainHttp?: boolean;
  readonly sealed: boolean;
};

export const placeDialog = ({ page, say }: Person): Locator => page.getByRole('dialog', { name: say('exchange:places.add') });

/** Chooses a file as the certificate of the server's own authority. */
export const typeAuthority = async (person: Person, path: string): Promise<void> => {
  const chooser = person.page.waitForEvent('filechooser');
  await placeDialog(person)
    .getByRole('button', { name: person.say('exchange:places.authority.label') })
    .click();
  await (await chooser).setFiles(path);
};

/** Opens the dialog and types; what is there to be pressed stays for the test. */
export const typePlace = async (person: Person, { kind, fields, ca, plainHttp, sealed }: TypedPlace): Promise<void> => {
  const { page, say } = person;
  await goTo(person, 'exchange');
  await page.getByRole('button', { name: say('exchange:places.add') }).click();
  const dialog = placeDialog(person);
  await dialog.getByRole('radio', { name: say(`exchange:places.kind.${kind}`) }).check();
  for (const [name, value] of Object.entries(fields))
    await dialog.getByLabel(say(`exchange:places.field.${name}`), { exact: true }).fill(value);
  if (ca !== undefined) await typeAuthority(person, ca);
  if (plainHttp === true) await dialog.getByRole('checkbox', { name: say('exchange:places.plainHttp') }).check();
  const seal = dialog.getByRole('checkbox', { name: say('exchange:places.sealed') });
  await expect(seal).toBeChecked();
  if (!sealed) await seal.uncheck();
};

export const confirmPlace = (person: Person): Promise<void> =>
  placeDialog(person)
    .getByRole('button', { name: person.say('exchange:places.confirm') })
    .click();

/** Adds a place, from the open room to the closed dialog. */
export const addPlace = async (person: Person, typed: TypedPlace): Promise<void> => {
  await typePlace(person, typed);
  await confirmPlace(person);
  await expect(placeDialog(person)).toBeHidden();
};

export const placeLine = ({ page }: Pick<Person, 'page'>, label: string): Locator =>
  page.getByRole('listitem', { name: label, exact: true });

/** One round with a place, by its button, which is out of use as long as it lasts. Answers what the line says then. */
export const exchangeWith = async (person: Person, label: string): Promise<string> => {
  const { say } = person;
  await goTo(person, 'exchange');
  const line = placeLine(person, label);
  const button = line.getByRole('button', { name: say('exchange:places.exchangeWith', { place: label }) });
  await expect(button).toBeEnabled();
  await button.click();
  await expect(button).toBeEnabled({ timeout: 30_000 });
  return (await line.getByRole('status').textContent()) ?? '';
};

/** The files that wait from one sender, as they stand in the list; the first of them looked into. */
export const openWaiting = async (person: Person, author: string): Promise<Locator> => {
  await goTo(person, 'exchange');
  const waiting = person.page.getByRole('listitem', { name: new RegExp(author) });
  await waiting
    .getByRole('button', { name: person.say('exchange:aside.look') })
    .first()
    .click();
  return waiting;
};

/** The number to be compared by telephone that stands in a block. */
export const numberIn = async (block: Locator): Promise<string> =>
  /\d{4}( \d{4}){5}/.exec((await block.getByText(/\d{4}( \d{4}){5}/).textContent()) ?? '')?.[0] ?? '';

/** Accepts the office behind a file that waits, after its number was compared by telephone. */
export const acceptWaiting = async (person: Person, author: string): Promise<void> => {
  const waiting = await openWaiting(person, author);
  expect(await numberIn(waiting)).not.toBe('');
  await waiting.getByRole('button', { name: person.say('exchange:trust.admitOffice') }).click();
  await expect(waiting).toHaveCount(0);
};

/** Accepts an office that another one has told of. */
export const acceptStranger = async (person: Person, office: string): Promise<void> => {
  const { page, say } = person;
  await goTo(person, 'exchange');
  const row = page.getByRole('region', { name: office, exact: true });
  await row.getByRole('button', { name: `${say('exchange:trust.accept')} ${office}` }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('exchange:trust.accept') })
    .click();
  await expect(row.getByText(say('exchange:trust.admitted'))).toBeVisible();
};
