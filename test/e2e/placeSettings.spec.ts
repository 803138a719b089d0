import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { expect, type Page, test } from '@playwright/test';
import { freePort } from '../app.ts';
import { type Apache, installApache, startApache } from '../host/places/servers/apache.ts';
import { lacksRadosgw, startRadosgw } from '../host/places/servers/radosgw.ts';
import { peopleAtWork } from './atWork.ts';
import { openLine } from './line.ts';
import { begin, type Person } from './person.ts';
import { addPlace, confirmPlace, exchangeWith, placeDialog, placeLine, typeAuthority, typePlace } from './placeActs.ts';

/** What can be set up and changed about a shared place, as a person does it: each button at least once. */

const { sitAnew } = peopleAtWork();

const alone = async (language: 'hu' | 'ro' | 'en'): Promise<Person> => {
  const person = await sitAnew(language);
  await begin(person, { from: 'empty', author: 'Minta Anna', office: { name: 'Szeged', country: 'HU' } });
  return person;
};

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => each.name);

const chooseAction = async ({ page, say }: Person, label: string, action: string): Promise<void> => {
  await placeLine({ page }, label)
    .getByRole('button', { name: say('exchange:places.more', { place: label }) })
    .click();
  await page.getByRole('menuitem', { name: say(`exchange:places.${action}`) }).click();
};

const inDialog = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name, exact: true });

test.describe('a WebDAV server in the window', () => {
  const unfit = installApache();
  let apache: Apache;
  test.skip(unfit !== null, unfit ?? '');
  test.beforeAll(async () => {
    apache = await startApache({ auth: 'basic', tls: true });
  });
  test.afterAll(() => apache?.stop());

  for (const language of ['en', 'hu', 'ro'] as const)
    test(`is added only with the certificate of its own authority (${language})`, async () => {
      await apache.collection(`authority-${language}`);
      const person = await alone(language);
      const { page, say } = person;
      const folder = mkdtempSync(join(tmpdir(), 'interreg-authority-'));
      const [right, wrong, damaged] = ['right.pem', 'notes.txt', 'damaged.pem'].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      writeFileSync(right, apache.ca ?? '');
      writeFileSync(wrong, 'not a certificate');
      writeFileSync(damaged, (apache.ca ?? '').replace(/\n.{40}/, '\nAAAA'));
      const fields = { url: `${apache.url}authority-${language}`, user: apache.user, password: apache.password, label: 'nextcloud' };
      await typePlace(person, { kind: 'webdav', fields, sealed: true });
      const dialog = placeDialog(person);
      const address = dialog.getByLabel(say('exchange:places.field.url'), { exact: true });
      await address.fill(`https://127.0.0.1:${await freePort()}/dav/`);
      await confirmPlace(person);
      await expect(dialog.getByRole('alert').getByText(say('error:newPlaceUnreachable.text'))).toBeVisible();
      await address.fill(fields.url);
      await confirmPlace(person);
      await expect(dialog.getByRole('alert').getByText(say('error:placeCertificate.title'))).toBeVisible();
      await typeAuthority(person, wrong);
      await expect(dialog.getByText(say('exchange:places.authority.wrong'))).toBeVisible();
      await dialog.getByRole('button', { name: say('common:action.clear') }).click();
      await expect(dialog.getByRole('button', { name: say('exchange:places.authority.label') })).toBeFocused();
      await typeAuthority(person, damaged);
      await confirmPlace(person);
      await expect(dialog.getByRole('alert').getByText(say('error:placeAuthorityUnusable.title'))).toBeVisible();
      await page.screenshot({ path: `test/test-results/places-webdav-${language}.png` });
      await typeAuthority(person, right);
      await confirmPlace(person);
      await expect(dialog).toBeHidden();
      await expect(placeLine(person, 'nextcloud').getByText(say('exchange:rounds.published'))).toBeVisible();
    });

  test('can be stopped in the midst of an exchange, given another password, and forgotten', async () => {
    const folder = await apache.collection('settings');
    const line = await openLine(Number(new URL(apache.url).port));
    const person = await alone('en');
    const { page, say } = person;
    const ca = join(mkdtempSync(join(tmpdir(), 'interreg-authority-')), 'authority.pem');
    writeFileSync(ca, apache.ca ?? '');
    const fields = { url: `https://127.0.0.1:${line.port}/settings`, user: apache.user, password: apache.password, label: 'server' };
    await addPlace(person, { kind: 'webdav', fields, ca, sealed: false });
    await exchangeWith(person, 'server');
    const place = placeLine(person, 'server');

    line.hold();
    await place.getByRole('button', { name: say('exchange:places.exchangeWith', { place: 'server' }) }).click();
    await place.getByRole('button', { name: say('common:action.cancel') }).click();
    await expect(place.getByText(say('exchange:rounds.cancelled'))).toBeVisible();
    line.mend();
    expect(await exchangeWith(person, 'server')).toContain(say('exchange:rounds.nothingNew'));

    await chooseAction(person, 'server', 'changeSecret');
    const secret = page.getByRole('dialog').getByLabel(say('exchange:places.field.password'), { exact: true });
    await secret.fill('wrong');
    await inDialog(page, say('common:action.save')).click();
    await expect(page.getByRole('dialog').getByRole('alert').getByText(say('error:placeRefused.title'))).toBeVisible();
    await secret.fill(apache.password);
    await inDialog(page, say('common:action.save')).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    expect(await exchangeWith(person, 'server')).not.toContain(say('error:placeRefused.title'));

    await chooseAction(person, 'server', 'forget');
    await inDialog(page, say('exchange:places.forget')).click();
    await expect(place).toBeHidden();
    expect(filesIn(folder)).toContain('interreg-cluster.json');
    await line.close();
  });
});

test('a folder is encrypted from the moment a person says so', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'interreg-shared-')), 'kozos');
  mkdirSync(folder);
  const person = await alone('hu');
  const { page, say } = person;
  await addPlace(person, { kind: 'folder', fields: { path: folder }, sealed: false });
  await exchangeWith(person, 'kozos');
  const place = placeLine(person, 'kozos');
  await expect(place.getByText(say('exchange:places.isOpen'))).toBeVisible();
  expect(filesIn(folder).filter((name) => name.endsWith('.json.gz'))).toHaveLength(1);
  await chooseAction(person, 'kozos', 'seal');
  await inDialog(page, say('exchange:places.seal')).click();
  await expect(place.getByText(say('exchange:places.isSealed'))).toBeVisible();
  await exchangeWith(person, 'kozos');
  const bundles = filesIn(folder).filter((name) => name !== 'interreg-cluster.json');
  expect(bundles.map((name) => name.replace(/^.*?\./, ''))).toEqual(['json.gz.age']);
});

for (const language of ['en', 'hu', 'ro'] as const)
  test(`a folder stays encrypted however it is added again (${language})`, async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'interreg-shared-')), 'kozos');
    mkdirSync(folder);
    const person = await alone(language);
    const { page, say } = person;
    await addPlace(person, { kind: 'folder', fields: { path: folder }, sealed: true });
    await exchangeWith(person, 'kozos');
    await typePlace(person, { kind: 'folder', fields: { path: `${folder}/`, label: 'other' }, sealed: false });
    await confirmPlace(person);
    await expect(
      placeDialog(person)
        .getByRole('alert')
        .getByText(say('error:placeKnown.title', { place: 'kozos' })),
    ).toBeVisible();
    await page.screenshot({ path: `test/test-results/places-known-${language}.png` });
    await page.keyboard.press('Escape');
    await chooseAction(person, 'kozos', 'forget');
    await inDialog(page, say('exchange:places.forget')).click();
    await addPlace(person, { kind: 'folder', fields: { path: folder }, sealed: false });
    await expect(page.getByText(say('exchange:places.sealedThere'))).toBeVisible();
    await expect(placeLine(person, 'kozos').getByText(say('exchange:places.isSealed'))).toBeVisible();
    await page.screenshot({ path: `test/test-results/places-sealed-there-${language}.png` });
    await exchangeWith(person, 'kozos');
    expect(filesIn(folder).filter((name) => name.endsWith('.json.gz'))).toEqual([]);
  });

test.describe('an S3 bucket in the window', () => {
  const unfit = lacksRadosgw();
  test.skip(unfit !== null, unfit ?? '');

  test('is added with its keys, and takes bundles', async () => {
    const server = await startRadosgw();
    test.skip(server === null, 'Debian packages of RadosGW could not be fetched or started');
    if (server === null) return;
    try {
      const { endpoint, accessKey, secretKey } = server;
      const credentials = { accessKeyId: accessKey, secretAccessKey: secretKey };
      const operator = new S3Client({
        endpoint,
        region: 'default',
        forcePathStyle: true,
        credentials,
        requestChecksumCalculation: 'WHEN_REQUIRED',
      });
      await operator.send(new CreateBucketCommand({ Bucket: 'irodak' }));
      const person = await alone('ro');
      const { say } = person;
      const fields = { endpoint: 'http://our server', bucket: 'Irodák', region: 'default', prefix: 'comun', accessKey, secretKey: 'wrong' };
      await typePlace(person, { kind: 's3', fields, plainHttp: true, sealed: true });
      const dialog = placeDialog(person);
      await expect(dialog.getByText(say('exchange:places.unfit.endpoint'))).toBeVisible();
      await dialog.getByLabel(say('exchange:places.field.endpoint'), { exact: true }).fill(endpoint);
      await expect(dialog.getByText(say('exchange:places.unfit.bucket'))).toBeVisible();
      await dialog.getByLabel(say('exchange:places.field.bucket'), { exact: true }).fill('irodak');
      await confirmPlace(person);
      await expect(dialog.getByRole('alert').getByText(say('error:placeRefused.title'))).toBeVisible();
      await dialog.getByLabel(say('exchange:places.field.secretKey'), { exact: true }).fill(secretKey);
      await confirmPlace(person);
      await expect(dialog).toBeHidden();
      await expect(placeLine(person, 'irodak').getByText(say('exchange:rounds.published'))).toBeVisible();
      const { Contents = [] } = await operator.send(new ListObjectsV2Command({ Bucket: 'irodak', Prefix: 'comun/replicas/' }));
      expect(Contents.map(({ Key = '' }) => Key.replace(/^.*?\./, ''))).toEqual(['json.gz.age']);
      await chooseAction(person, 'irodak', 'changeKey');
      await expect(person.page.getByRole('dialog', { name: say('exchange:places.changeKey') })).toBeVisible();
    } finally {
      await server.stop();
    }
  });
});
