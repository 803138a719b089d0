import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { inOneBreath } from './breath.ts';
import { begin, type Laptop, newLaptop, type Sitting, sitDown } from './sitting.ts';

const position = 'GPS 46.2530 20.1414';
const summary = 'A cég 1,2 MW-os napelemparkot működtet, ő és ű nélkül nem megy; în județul Timiș, la Șag și Țipari.';

/** A JPEG drawn by the browser, with an Exif block that tells where it was taken. */
const photoWithPosition = async (page: Page, colour: string): Promise<Buffer> => {
  const url = await page.evaluate((fill) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1600, 1200];
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = fill;
    context.fillRect(0, 0, 1600, 1200);
    context.clearRect(200, 200, 300, 300);
    return canvas.toDataURL('image/jpeg', 0.9);
  }, colour);
  const plain = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  const payload = Buffer.from(`Exif\0\0${position}`, 'latin1');
  const head = Buffer.from([0xff, 0xe1, (payload.length + 2) >> 8, (payload.length + 2) & 0xff]);
  return Buffer.concat([plain.subarray(0, 2), head, payload, plain.subarray(2)]);
};

/** Ends the browser as a power cut does: its main process and all its children at once, by the profile they were started with. */
const killBrowser = async (sitting: Sitting, laptop: Laptop): Promise<void> => {
  const listing = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' });
  const own = listing.split('\n').filter((line) => line.includes(laptop.profile));
  const ended = new Promise((resolve) => sitting.browser.once('close', resolve));
  for (const line of own) {
    try {
      process.kill(Number.parseInt(line, 10), 'SIGKILL');
    } catch {
      // Gone already: killing the main process takes its children with it.
    }
  }
  await ended;
  await sitting.app.stop();
};

const goToVisits = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: /^Visits/ }).click();
  await page.getByRole('grid', { name: 'List of visits' }).waitFor();
};

const chooseHost = async (page: Page): Promise<void> => {
  const host = page.getByRole('combobox', { name: /Host organisation/ });
  await host.fill('Termo');
  await host.press('Enter');
  await expect(host, 'what is called so comes first, and Enter takes it although the answer is still on its way').toHaveValue(
    /^Termo Exemplu/,
  );
};

test('a visit typed without saving survives a kill and a language switch, keeps its photos, and is finalised', async () => {
  const laptop = await newLaptop();
  let sitting = await sitDown(laptop);
  let { page } = sitting;
  await begin(page, { name: 'Minta Anna', office: /Szeged/, from: 'sample' });
  await goToVisits(page);
  await page.keyboard.press('n');
  await page.getByRole('button', { name: /^Finalise/ }).click();
  const host = page.getByRole('combobox', { name: /Host organisation/ });
  await expect(host).toBeFocused();
  await host.fill('Nem Létező Kft.');
  await expect(page.getByRole('listbox', { name: /Host organisation/ }).getByText('Nothing matches')).toBeVisible();
  await page.waitForTimeout(500); // The list has been answered by then, and is left otherwise than before.
  await host.press('Tab');
  await expect(page.getByText('Nothing is called “Nem Létező Kft.” here yet'), 'said with what to do').toBeVisible();
  await expect(host, 'and it has not vanished').toHaveValue('Nem Létező Kft.');
  await host.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(host, 'a list does not keep the key of the sections').not.toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(host).toBeFocused();
  await inOneBreath(page, ['Alt ArrowDown', 'Alt ArrowUp']);
  await expect(host, 'back before what was scrolled to is known').toBeFocused();
  await host.fill('Minta');
  await host.blur();
  await expect(page.getByText('“Minta” is not chosen yet: choose from the list')).toBeVisible();
  await expect(host).toHaveValue('Minta');
  await host.fill('Dugonics Napház Kft.');
  await expect(page.getByRole('listbox', { name: /Host organisation/ }).getByText('Nothing matches')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Nothing is called “Dugonics Napház Kft.” here yet'), 'a draft is not saved without it').toBeVisible();
  await expect(host).toBeFocused();
  await host.press('Tab');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(host, 'wherever the focus was').toBeFocused();
  await expect(host).toHaveValue('Dugonics Napház Kft.');
  await chooseHost(page);
  await expect(page.getByText(/Nothing is called/)).toBeHidden();
  await page.getByRole('button', { name: 'Close' }).click();
  await inOneBreath(page, ['n', 'Minta Energia', 'Ctrl s']);
  await expect(
    page.getByRole('heading', { level: 2, name: 'Minta Energia Kft.' }),
    'saved with the host that was still being looked for',
  ).toBeVisible();
  await page.getByRole('link', { name: /Termo Exemplu.*Continue/ }).click();

  await page.getByRole('combobox', { name: 'Add a participant' }).fill('Kovács Katalin');
  await expect(page.getByRole('option', { name: 'Add “Kovács Katalin” as typed' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Kovács Katalin' })).toBeVisible();

  const files = await Promise.all(['#267a82', '#c46a33'].map((colour) => photoWithPosition(page, colour)));
  await page
    .locator('input[type="file"]')
    .setInputFiles([
      ...files.map((buffer, index) => ({ name: `yard-${index + 1}.jpg`, mimeType: 'image/jpeg', buffer })),
      { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture at all') },
    ]);
  await expect(page.getByText('notes.jpg was not added.')).toBeVisible();
  await expect(page.getByText('2 of 2 originals are kept on this laptop')).toBeVisible();

  await page.getByRole('tab', { name: /Magyar/ }).click();
  await page.getByRole('textbox', { name: 'Summary (Magyar)' }).pressSequentially(summary);
  await expect(page.getByText(/Every keystroke saved/)).toBeVisible();
  await expect(
    page.locator('output, [role="status"]').filter({ hasText: /Every keystroke saved/ }),
    'it is not read out each time',
  ).toHaveCount(0);
  const drafts = () => readFileSync(join(laptop.dataFolder, 'drafts.json'), 'utf8');
  await expect.poll(drafts, 'kept without anybody saving it').toContain(summary);
  await page.getByRole('combobox', { name: 'Add a participant' }).fill('Popescu Io');
  await expect.poll(drafts, 'kept before it is anybody').toContain('Popescu Io');
  await killBrowser(sitting, laptop);

  sitting = await sitDown(laptop);
  page = sitting.page;
  await goToVisits(page);
  await page.getByRole('link', { name: /Termo Exemplu.*Continue/ }).click();
  await page.getByRole('tab', { name: /Magyar/ }).click();
  await expect(page.getByRole('textbox', { name: 'Summary (Magyar)' })).toHaveValue(summary);
  await expect(page.getByRole('group', { name: 'Kovács Katalin' })).toBeVisible();
  const participant = page.getByRole('combobox', { name: 'Add a participant' });
  await expect(participant).toHaveValue('Popescu Io');
  await participant.press('End');
  await page.keyboard.type('n');
  await expect(page.getByRole('option', { name: 'Add “Popescu Ion” as typed' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Popescu Ion' })).toBeVisible();
  await expect(participant).toHaveValue('');
  await expect.poll(drafts, 'only what is not chosen yet is kept as typed').not.toContain('~typing');

  await page.getByRole('textbox', { name: 'Summary (Magyar)' }).press('Control+End');
  await page.keyboard.type(' Vége.');
  await page.getByRole('button', { name: 'RO Română' }).click();
  await expect(page.getByRole('heading', { name: 'Ce am văzut' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Rezumat (Magyar)' })).toHaveValue(`${summary} Vége.`);
  await page.getByRole('button', { name: 'EN English' }).click();

  await page.keyboard.press('Alt+m');
  await page.getByRole('textbox', { name: 'Title' }).fill('Távfelügyelet');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('textbox', { name: /How the result is measured/ })).toBeFocused();
  await page.getByRole('textbox', { name: /How the result is measured/ }).fill('4 óra');
  await page.getByRole('button', { name: 'New follow-up' }).click();
  await expect(page.getByRole('textbox', { name: 'What has to be done' })).toBeFocused();
  await page.getByRole('textbox', { name: 'What has to be done' }).blur();
  await page.getByRole('button', { name: /At least one follow-up/ }).click();
  await expect(page.getByRole('textbox', { name: 'What has to be done' }), 'in the step that is there and empty').toBeFocused();
  await page.getByRole('textbox', { name: 'What has to be done' }).fill('Ajánlatkérés');
  await expect(page.getByText('Nothing is missing')).toBeVisible();
  await page.keyboard.press('Control+Enter');

  await expect(page.getByRole('region', { name: 'Visit report' }).getByText('Finalised', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Visit report' }).getByText(`${summary} Vége.`)).toBeVisible();
  await expect(page.getByRole('img', { name: 'Original kept on this laptop' })).toHaveCount(2);

  await page.getByRole('button', { name: 'Make it a practice' }).evaluate((button: HTMLButtonElement) => {
    for (const _ of ['once', 'and again']) button.click();
  });
  await expect(page.getByRole('link', { name: 'Became a practice' })).toBeVisible();
  await expect(page.getByText(/^Practice made/)).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(page.getByRole('button', { name: 'Make it a practice' })).toBeVisible();

  await page.getByRole('button', { name: 'Open the photo yard-1.jpg' }).click();
  const opened = page.getByRole('dialog').getByRole('img', { name: 'yard-1.jpg' });
  await expect.poll(() => opened.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1600);
  await sitting.end();
  const kept = execFileSync('find', [laptop.dataFolder, '-type', 'f'], { encoding: 'utf8' }).split('\n').filter(Boolean);
  for (const file of kept) expect(readFileSync(file).includes(position), file).toBe(false);
});

test('visits are found by the name of their host, narrowed by country, deleted and brought back', async () => {
  const sitting = await sitDown(await newLaptop());
  const { page } = sitting;
  await begin(page, { name: 'Minta Anna', office: /Szeged/, from: 'sample' });
  await goToVisits(page);
  const rows = page.getByRole('grid', { name: 'List of visits' }).getByRole('row');
  await page.getByRole('searchbox', { name: 'Search in the visits' }).fill('curtici');
  await expect(rows).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Search in the visits' }).fill('');
  await page.getByRole('button', { name: /^Romania/ }).click();
  await expect(page.getByText('3 visits')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('What you type is saved already.'), 'the browser would save the page').toBeVisible();
  await rows.first().click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete this visit' }).click();
  await expect(page.getByText('2 visits')).toBeVisible();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(page.getByText('3 visits')).toBeVisible();
  await sitting.end();
});

test('what is taken out of a visit that is being written can be brought back, and the keyboard goes on beside it', async () => {
  const sitting = await sitDown(await newLaptop());
  const { page } = sitting;
  await begin(page, { name: 'Minta Anna', office: /Szeged/, from: 'sample' });
  await goToVisits(page);
  await page.keyboard.press('n');
  await chooseHost(page);
  for (const name of ['Kovács Katalin', 'Popescu Ion']) {
    await page.getByRole('combobox', { name: 'Add a participant' }).fill(name);
    await expect(page.getByRole('option', { name: `Add “${name}” as typed` })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('group', { name })).toBeVisible();
  }
  const katalin = page.getByRole('group', { name: 'Kovács Katalin' });
  await katalin.getByRole('textbox').fill('Példa Kft.');
  await page.getByRole('button', { name: 'Remove Kovács Katalin' }).press('Enter');
  await expect(katalin).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Remove Popescu Ion' })).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(katalin.getByRole('textbox'), 'with all that was written').toHaveValue('Példa Kft.');

  await page.getByRole('button', { name: 'New follow-up' }).click();
  const step = page.getByRole('textbox', { name: 'What has to be done' });
  await step.fill('Ajánlatkérés');
  await step.press('Tab');
  await expect(page.getByRole('textbox', { name: 'Who' }), 'no bin stands in the way').toBeFocused();
  await page.getByRole('button', { name: 'Remove this follow-up' }).click();
  await expect(page.getByRole('button', { name: 'New follow-up' })).toBeFocused();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(step).toHaveValue('Ajánlatkérés');
  await page.getByRole('button', { name: 'Remove this follow-up' }).click();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('The draft is saved on this laptop')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(
    page.getByRole('row', { name: /Termo Exemplu.*Draft/ }),
    'what the form is done with is not brought back over it',
  ).toHaveCount(0);
  await sitting.end();
});
