import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { finderGrid, flat, squaresOf, toPng } from '../codePictures.ts';
import { makeBundle } from './acts.ts';
import { begin, goTo, newLaptop, type Person, sitDown, standUp } from './person.ts';

const fingerprint = /\d{4}( \d{4}){5}/;
const withCamera = (mode: string): readonly string[] => ['--use-fake-device-for-media-stream', `--use-fake-ui-for-media-stream${mode}`];

const openReader = async (person: Person): Promise<void> => {
  await goTo(person, 'exchange');
  await person.page.getByRole('button', { name: person.say('exchange:trust.inviteRead') }).click();
};

const choose = ({ page, say }: Person, name: string, buffer: Buffer): Promise<void> =>
  page
    .getByLabel(say('exchange:trust.readFile'))
    .and(page.locator('input'))
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

/** As Ctrl V does, with a clipboard of the test's own. */
const paste = (page: Page, given: { readonly text?: string; readonly png?: string }): Promise<void> =>
  page.evaluate(async ({ text, png }) => {
    const clipboardData = new DataTransfer();
    if (text !== undefined) clipboardData.setData('text/plain', text);
    if (png !== undefined) {
      const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
      clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
    }
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, given);

declare global {
  interface Window {
    tracks?: MediaStreamTrack[];
  }
}

/** Remembers every track that the page is given, from the real camera or from a picture that a test draws. */
const rememberTracks = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    window.tracks = [];
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      const stream = await open(constraints);
      window.tracks?.push(...stream.getTracks());
      return stream;
    };
  });
const trackStates = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window.tracks ?? []).map(({ readyState }) => readyState));

test('an invitation is read by the camera, from a picture, pasted, and accepted only by a person', async () => {
  const video = join(mkdtempSync(join(tmpdir(), 'interreg-video-')), 'screen.mjpeg');
  const szeged = await sitDown(await newLaptop(), 'hu', { args: [...withCamera(''), `--use-file-for-fake-video-capture=${video}`] });
  await begin(szeged, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  const timisoara = await sitDown(await newLaptop(), 'ro');
  await begin(timisoara, { from: { bundle: await makeBundle(szeged) }, author: 'Ion Exemplu', office: 'Timișoara' });
  await goTo(timisoara, 'exchange');
  await timisoara.page.getByRole('button', { name: timisoara.say('exchange:trust.invite'), exact: true }).click();
  const code = timisoara.page.getByRole('img', { name: timisoara.say('exchange:trust.inviteCode') });
  await expect(code).toBeVisible();
  const shown = (await timisoara.page.getByRole('dialog').getByText(fingerprint).textContent()) ?? '';
  const digits = fingerprint.exec(shown)?.[0] ?? shown;
  await timisoara.page.setViewportSize({ width: 1280, height: 720 });
  await code.scrollIntoViewIfNeeded();
  const frame = await timisoara.page.screenshot({ type: 'jpeg', quality: 85 });
  writeFileSync(video, Buffer.concat(Array.from({ length: 10 }, () => frame)));
  const picture = await code.screenshot();
  const saved = timisoara.page.waitForEvent('download');
  await timisoara.page.getByRole('button', { name: timisoara.say('exchange:trust.inviteSave') }).click();
  const text = readFileSync((await (await saved).path()) ?? '', 'utf8');
  await standUp(timisoara);
  expect(existsSync(video)).toBe(true);

  const { page, say } = szeged;
  const question = page.getByRole('dialog').filter({ hasText: say('exchange:trust.compare') });
  const refuse = async (): Promise<void> => {
    await expect(question.getByText(fingerprint)).toContainText(digits);
    await question.getByRole('button', { name: say('common:action.notNow') }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.getByRole('region', { name: 'Timișoara', exact: true }).getByText(say('exchange:trust.admitted'))).toBeHidden();
  };
  await openReader(szeged);
  await choose(szeged, 'IMG_2031.json', picture); // What it is, its bytes say.
  await refuse();
  await openReader(szeged);
  await paste(page, { png: picture.toString('base64') });
  await refuse();
  await openReader(szeged);
  await paste(page, { text });
  await refuse();
  await openReader(szeged);
  await rememberTracks(page);
  await page.getByRole('button', { name: say('exchange:trust.readCamera') }).click();
  await expect(question.getByText(fingerprint)).toContainText(digits);
  expect(await trackStates(page)).toEqual(['ended']);
  const listening = page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true }).catch((error: Error) => error.name));
  expect(await listening).toBe('NotAllowedError'); // The browser of this test grants everything; the page's own headers do not.
  await question.getByRole('button', { name: say('exchange:trust.accept') }).click();
  await expect(
    page.getByRole('region', { name: 'Timișoara', exact: true }).getByText(say('exchange:trust.admitted'), { exact: true }),
  ).toBeVisible();
  await standUp(szeged);
});

test('a camera that cannot be used is told with what to do instead, and one that can is off as soon as nobody looks', async () => {
  const person = await sitDown(await newLaptop(), 'ro', { args: withCamera('=deny') });
  const { page, say } = person;
  await begin(person, { from: 'empty', author: 'Ion Exemplu', office: 'Timișoara' });
  await openReader(person);
  const start = page.getByRole('button', { name: say('exchange:trust.readCamera') });
  const view = page.getByLabel(say('exchange:trust.readView'));
  const says = (type: string): Promise<void> => expect(page.getByRole('dialog').getByText(say(`error:${type}.title`))).toBeVisible();
  await start.click();
  await says('cameraRefused');
  for (const [name, type] of [
    ['NotFoundError', 'cameraNone'],
    ['NotReadableError', 'cameraBusy'],
  ] as const) {
    await page.evaluate((error) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', error));
    }, name);
    await start.click();
    await says(type);
    await expect(view).toBeHidden();
  }

  await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.getContext('2d')?.fillRect(0, 0, 10, 10);
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
  });
  await rememberTracks(page);
  await start.click();
  await expect(view).toBeVisible();
  await expect.poll(() => trackStates(page)).toEqual(['live']);
  await page.getByRole('button', { name: say('exchange:trust.readStop') }).click();
  await expect.poll(() => trackStates(page)).toEqual(['ended']);
  await start.click();
  await expect.poll(() => trackStates(page)).toEqual(['ended', 'live']);
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
    Reflect.deleteProperty(document, 'hidden');
  });
  await expect(view).toBeHidden();
  expect(await trackStates(page)).toEqual(['ended', 'ended']);
  await start.click();
  await expect.poll(() => trackStates(page)).toEqual(['ended', 'ended', 'live']);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await trackStates(page)).toEqual(['ended', 'ended', 'ended']);
  await standUp(person);
});

test('whatever else a picture holds gets one sentence, and nothing is opened or changed', async () => {
  const person = await sitDown(await newLaptop(), 'en');
  const { page, say, context } = person;
  await begin(person, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
  await goTo(person, 'exchange');
  const trusted = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: say('exchange:trust.title') }) })
    .last();
  await expect(trusted.getByText(fingerprint)).toBeVisible();
  await expect(trusted.getByRole('button', { name: say('exchange:trust.rotate') })).toBeVisible();
  const before = await trusted.textContent();
  await openReader(person);
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  const notice = page.getByRole('dialog').getByRole('status');
  const codeOf = (content: string): Buffer => toPng(flat(squaresOf(content), 4));
  const endless = toPng(finderGrid(2400));
  const refused: readonly (readonly [what: string, file: Buffer, type: string])[] = [
    ['a script', codeOf('javascript:alert(1)'), 'invitationNone'],
    ['no code', toPng(finderGrid(63)), 'codeNone'],
    ['a page', codeOf('https://evil.test/'), 'invitationNone'],
    ['a code of ours that does not hold', codeOf(`INTERREG-CLUSTER:${'A'.repeat(800)}`), 'invitationDamaged'],
    ['as much as a code can hold', codeOf('x'.repeat(2900)), 'invitationNone'],
    ['half a picture', codeOf('x').subarray(0, 60), 'pictureUnreadable'],
    ['a file of any kind', Buffer.from('%PDF-1.7'), 'invitationNone'],
    ['a picture that no reader comes to an end with', endless, 'codeNone'],
    ['a later invitation', codeOf('{"format":"interreg-cluster/invitation","version":2}'), 'invitationNewer'],
  ];
  for (const [what, file, type] of refused) {
    await choose(person, `${what}.png`, file);
    if (file === endless) await expect(notice).toHaveText(say('exchange:trust.reading'));
    await expect(notice, what).toContainText(say(`error:${type}.title`));
    await expect(notice, what).toHaveCount(1);
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await trusted.textContent()).toBe(before);
  expect(asked.filter((url) => !url.startsWith(new URL(page.url()).origin))).toEqual([]);
  expect(context.pages()).toHaveLength(1);
  await standUp(person);
});
