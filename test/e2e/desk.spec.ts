import { expect, test } from '@playwright/test';
import { inOneBreath } from './breath.ts';
import { checkIn, countAtDesk, openDesk, registerAtDesk } from './deskActs.ts';
import { begin, goTo, newLaptop, type Person, sitDown, standUp } from './person.ts';

const atDesk = async (pin = ''): Promise<Person> => {
  const person = await sitDown(await newLaptop(), 'en');
  await begin(person, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
  if (pin !== '') {
    await goTo(person, 'desk');
    await person.page.getByRole('textbox', { name: person.say('desk:choose.pin') }).fill(pin);
    await person.page.getByRole('textbox', { name: person.say('desk:choose.station') }).fill('');
  }
  await openDesk(person);
  return person;
};

test('a walk-in is counted once, however often the badge comes back, and a stranger learns nothing', async () => {
  const person = await atDesk();
  const { page, say } = person;
  const [before = 0] = await countAtDesk(person);
  await registerAtDesk(person, 'Őri|Tünde');
  expect(await checkIn(person, 'ori tun')).toBe(say('desk:result.already'));
  await page.keyboard.type('or\n');
  await expect(page.getByRole('heading', { level: 1, name: say('desk:prompt.title') })).toBeVisible();
  await expect(page.getByText(say('desk:prompt.hint'))).toBeVisible();
  const prompt = page.getByRole('textbox', { name: say('desk:prompt.label') });
  await expect(prompt, 'two letters stay, to be typed on').toHaveValue('or');
  expect(await checkIn(person, 'i tun')).toBe(say('desk:result.already'));
  await page.keyboard.press('F4');
  const [code = ''] =
    /[2-9A-X]{4} [2-9A-X]{4}/.exec((await page.getByRole('region', { name: say('desk:badge.title') }).textContent()) ?? '') ?? [];
  await page.keyboard.press('Escape');
  await page.keyboard.type('or\n');
  await expect(prompt).toHaveValue('or');
  expect(await checkIn(person, code.replace(' ', '')), 'a badge behind them is found').toBe(say('desk:result.already'));
  await page.keyboard.type('or\n');
  await page.keyboard.press('Escape');
  await expect(prompt, 'Escape takes them back').toHaveValue('');
  await page.keyboard.type('senki');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: say('desk:prompt.label') }), 'Escape takes back the name before it leaves').toHaveValue(
    '',
  );
  expect(await checkIn(person, 'Kft')).toBe(say('desk:result.no'));
  expect(await checkIn(person, 'Minta Energia')).toBe(say('desk:result.no'));
  expect(await checkIn(person, '2222 2222')).toBe(say('desk:result.no'));
  await expect.poll(async () => (await countAtDesk(person))[0]).toBe(before + 1);
  const taken = await page.evaluateHandle(() => {
    const keys: string[] = [];
    window.addEventListener('keydown', (event) => event.defaultPrevented && keys.push(event.key));
    return keys;
  });
  await page.keyboard.press('Control+s');
  await expect.poll(() => taken.jsonValue(), 'or the browser would offer to save the page').toEqual(['s']);
  await page.keyboard.press('F6');
  await expect(page.getByRole('region', { name: say('desk:title') })).toHaveCount(0);
  await standUp(person);
});

test('what a scanner sends while a result still shows, or after a touch beside the field, is not lost', async () => {
  const person = await atDesk();
  const { page, say } = person;
  const word = (key: string) => page.getByRole('heading', { name: say(`desk:result.${key}`) });
  await registerAtDesk(person, 'Őri|Tünde');
  await registerAtDesk(person, 'Őri|Tamás');
  const isRefused = page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const seen = new MutationObserver(() => {
          if (!document.activeElement?.matches('li button')) return;
          seen.disconnect();
          resolve(!document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })));
        });
        seen.observe(document.body, { childList: true, subtree: true });
      }),
  );
  await page.keyboard.type('ori t\n');
  expect(await isRefused, 'Enter chooses nobody of a list that has not been drawn').toBe(true);
  await page.keyboard.press('F4');
  await page.keyboard.type('2222 2222\n');
  await expect(word('no')).toBeVisible();
  await page.keyboard.type('ori tunde');
  await expect(page.getByRole('textbox', { name: say('desk:prompt.label') })).toHaveValue('ori tunde');
  await page.keyboard.down('Enter');
  await expect(word('already')).toBeVisible();
  await page.keyboard.down('Enter');
  await expect(word('already'), 'a held key does not press the button that has come under it').toBeVisible();
  await page.keyboard.up('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.type('ori tunde\n');
  await expect(word('already')).toBeVisible();
  await word('already').click();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: say('desk:prompt.label') })).toBeFocused();
  await standUp(person);
});

test('a badge that is scanned while a walk-in is being saved is checked in behind it', async () => {
  const person = await atDesk();
  const { page, say } = person;
  const given = page.getByRole('textbox', { name: say('desk:walkIn.given'), exact: true });
  const [before = 0] = await countAtDesk(person);
  await registerAtDesk(person, 'Őri|Tünde');
  const fill = async (name: string): Promise<void> => {
    await page.keyboard.press('F3');
    await page.getByRole('textbox', { name: say('desk:walkIn.family'), exact: true }).fill('Pop');
    await given.fill(name);
  };
  await fill('Ioana');
  await inOneBreath(page, ['Ctrl Enter', 'ori tunde', 'Enter']);
  await expect(page.getByRole('heading', { name: say('desk:result.already') })).toBeVisible();
  await expect(page.getByText(/Tünde/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await countAtDesk(person))[0]).toBe(before + 2);

  await fill('Ioana');
  await inOneBreath(page, ['Ctrl Enter', 'ori tunde', 'Enter']);
  await expect(page.getByRole('button', { name: say('desk:walkIn.checkIn') })).toBeVisible();
  await expect(given, 'what a scanner sends is no part of a name').toHaveValue('Ioana');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: say('desk:prompt.label') }), 'nor lost over a question').toHaveValue('ori tunde');

  await page.keyboard.press('Escape');
  await fill('Dana');
  await inOneBreath(page, ['Ctrl Enter', 'Escape', 'F3']);
  await page.keyboard.type('zzz');
  await expect(page.getByRole('combobox', { name: say('desk:walkIn.organisation') }), 'the next form takes its own').toHaveValue('zzz');
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await countAtDesk(person))[0], 'who was left to be saved is').toBe(before + 3);
  expect(await checkIn(person, 'pop dana')).toBe(say('desk:result.already'));
  await standUp(person);
});

test('a badge that is scanned as the result of a walk-in that was left comes is checked in behind it', async () => {
  const person = await atDesk();
  const { page, say } = person;
  const result = (kind: string, name: string) =>
    page.locator(`[data-outcome="${kind}"]`).filter({ hasText: name, has: page.getByRole('heading', { level: 1 }) });
  await registerAtDesk(person, 'Őri|Tünde');
  /** Presses Enter in the very moment in which a result covers the prompt, or so long after it. */
  const enterOverResult = (afterMs: number): Promise<void> =>
    page.evaluate(
      (ms) =>
        new Promise<void>((resolve) => {
          const press = (): void => {
            document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
            resolve();
          };
          const seen = new MutationObserver(() => {
            if (!document.querySelector('[data-outcome="in"]')) return;
            seen.disconnect();
            if (ms === 0) press();
            else setTimeout(press, ms);
          });
          seen.observe(document.body, { childList: true, subtree: true });
        }),
      afterMs,
    );
  const leaveAndScan = async (name: string, afterMs: number): Promise<void> => {
    await page.keyboard.press('F3');
    await page.getByRole('textbox', { name: say('desk:walkIn.family'), exact: true }).fill('Pop');
    await page.getByRole('textbox', { name: say('desk:walkIn.given'), exact: true }).fill(name);
    const entered = enterOverResult(afterMs);
    await inOneBreath(page, ['Ctrl Enter', 'Escape', 'ori tunde']);
    await entered;
  };
  await leaveAndScan('Ioana', 0);
  await expect(result('already', 'Tünde')).toBeVisible();
  await page.keyboard.press('Escape');
  await leaveAndScan('Dana', 60);
  await expect(result('already', 'Tünde')).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await checkIn(person, 'pop dana'), 'the walk-in was saved all the same').toBe(say('desk:result.already'));

  await page.keyboard.press('F3');
  await page.getByRole('textbox', { name: say('desk:walkIn.family'), exact: true }).fill('Pop');
  await page.getByRole('textbox', { name: say('desk:walkIn.given'), exact: true }).fill('Elena');
  await inOneBreath(page, ['Ctrl Enter', 'Escape', 'ori']);
  await expect(result('in', 'Elena')).toBeVisible();
  await page.keyboard.type(' tunde');
  await expect(page.getByRole('textbox', { name: say('desk:prompt.label') }), 'typed on over the result').toHaveValue('ori tunde');
  await standUp(person);
});

test('the next walk-in may be begun while the one before is being saved, and is not begun over a question', async () => {
  const person = await atDesk();
  const { page, say } = person;
  const [before = 0] = await countAtDesk(person);
  const family = page.getByRole('textbox', { name: say('desk:walkIn.family'), exact: true });
  const given = page.getByRole('textbox', { name: say('desk:walkIn.given'), exact: true });
  const begun = async (name: string): Promise<void> => {
    await page.keyboard.press('F3');
    await family.fill('Pop');
    await given.fill(name);
  };
  await begun('Ioana');
  await inOneBreath(page, ['Ctrl Enter', 'Enter', 'F3', 'zzz', 'Enter', 'Dana', 'Tab', 'Lup', 'Ctrl Enter']);
  await expect(page.getByRole('heading', { name: say('desk:result.in') })).toBeVisible();
  await expect(page.getByText('Dana Lup')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await countAtDesk(person))[0], 'both are counted').toBe(before + 2);
  expect(await checkIn(person, 'pop ioana')).toBe(say('desk:result.already'));

  await begun('Ioana');
  await inOneBreath(page, ['Ctrl Enter', 'F3', 'zzz']);
  await expect(page.getByRole('button', { name: say('desk:walkIn.checkIn') })).toBeVisible();
  await expect(given, 'what was meant for the next one is no part of this name').toHaveValue('Ioana');
  await expect(page.getByRole('combobox', { name: say('desk:walkIn.organisation') })).toHaveValue('');
  await standUp(person);
});

test('somebody who is registered already is offered instead of being registered twice', async () => {
  const person = await atDesk();
  const { page, say } = person;
  await registerAtDesk(person, 'Pop|Ioana');
  await page.keyboard.press('F3');
  await page.getByRole('textbox', { name: say('desk:walkIn.family'), exact: true }).fill('Pop');
  await page.getByRole('textbox', { name: say('desk:walkIn.given'), exact: true }).fill('Ioana');
  await page.getByRole('button', { name: say('desk:walkIn.save') }).click();
  const offered = page.getByRole('button', { name: say('desk:walkIn.checkIn') });
  await expect(offered).toBeVisible();
  const given = page.getByRole('textbox', { name: say('desk:walkIn.given'), exact: true });
  await given.press('Enter');
  await expect(offered, 'Enter, which follows every other visitor, leads to the question and does not answer it').toBeFocused();
  // The second half of a double click, which has not read the question.
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await offered.click();
  await expect(page.getByRole('heading', { name: say('desk:result.already') })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await checkIn(person, 'pop ioana')).toBe(say('desk:result.already'));
  const desk = page.url();
  const event = /[^/]+$/.exec(desk)?.[0] ?? '';
  await page.keyboard.press('F10');
  await page.evaluate((id) => window.location.assign(`#/events/${id}/registrations`), event);
  const ioana = page.getByRole('row', { name: /Pop Ioana/ });
  await ioana.getByRole('button').click();
  const registration = page.getByRole('dialog', { name: say('events:registration.edit') });
  await registration.getByRole('button', { name: say('events:registration.takeArrivalBack') }).click();
  await expect(registration.getByLabel(say('fields:registration.name.given'), { exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(ioana, 'somebody who was checked in by mistake is not counted').toContainText(say('events:registration.notArrived'));
  await page.getByRole('button', { name: say('common:action.more') }).click();
  await page.getByRole('menuitem', { name: say('events:delete') }).click();
  await expect(page).toHaveURL(/#\/events$/);
  await page.goto(desk);
  await expect(page.getByText(say('desk:eventDeleted')), 'another office may delete an event while its desk is open').toBeVisible();
  await standUp(person);
});

test('a walk-in is saved wherever the focus is, takes no country from the screen, and leaves no draft when given up', async () => {
  const person = await atDesk();
  const { page, say } = person;
  const family = page.getByRole('textbox', { name: say('desk:walkIn.family'), exact: true });
  const given = page.getByRole('textbox', { name: say('desk:walkIn.given'), exact: true });
  await page.keyboard.press('F3');
  await given.fill('Feladott');
  await page.keyboard.press('F3');
  await page.keyboard.press('F6');
  await page.keyboard.type('ó');
  await expect(page.locator('input:focus')).toHaveValue('Feladottó');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  await page.keyboard.press('F3');
  const organisation = page.getByRole('combobox', { name: say('desk:walkIn.organisation') });
  await page.setViewportSize({ width: 1093, height: 614 }); // 1366 × 768 at 125 %.
  await organisation.fill('temes');
  await expect(page.getByRole('option')).toHaveCount(7);
  for (let row = 1; row < 7; row += 1) await page.keyboard.press('ArrowDown');
  const last = page.getByRole('option', { name: say('desk:walkIn.newOrganisation', { name: 'temes' }) });
  await expect(last, 'what the keys lead to is seen in a small window').toBeInViewport({ ratio: 0.9 });
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.keyboard.press('Escape');
  await inOneBreath(page, ['F3', 'temes', 'Enter', 'Őri']);
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(organisation, 'Enter waits for what is found').not.toHaveValue(/^temes/);
  await expect(family.or(given).and(page.locator(':focus')), 'and what is typed on waits for the name').toHaveValue('Őri');
  await organisation.fill('Zzz Új Cég');
  await family.fill('Őri');
  await given.fill('Tünde');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('heading', { name: say('desk:result.in') })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('F4');
  const badge = page.getByRole('region', { name: say('desk:badge.title') });
  await expect(badge).toContainText('Zzz Új Cég');
  await expect(badge).not.toContainText('other');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F3');
  await organisation.fill('uj ceg');
  await expect(page.getByRole('option', { name: 'Zzz Új Cég' }), 'the next of a group finds the firm of the first').toBeVisible();
  await organisation.fill('minta energia kft');
  await family.fill('Őri');
  await given.fill('Ödön');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Őri Ödön')).toBeVisible();
  await page.keyboard.press('F4');
  await expect(badge, 'named in full without being chosen, a member of the directory is one').toContainText('Minta Energia Kft.');
  await expect(badge).toContainText('HU');
  await page.keyboard.press('F10');
  await goTo(person, 'home');
  await expect(page.getByText(say('home:draft.unfinished'))).toHaveCount(0);
  await standUp(person);
});

test('with a PIN the back button, an address and a reload do not leave the desk', async () => {
  const person = await atDesk('4711');
  const { page, say } = person;
  const asked = page.getByLabel(say('desk:leaving.label'), { exact: true });
  await expect(page.getByText(say('desk:table', { station: '' }).trim()), 'a table without a name is not spoken of').toHaveCount(0);
  await page.goBack();
  await expect(asked).toBeFocused();
  await page.evaluate(() => {
    window.location.hash = '#/directory';
  });
  await expect(asked).toBeVisible();
  await page.reload();
  await expect(page.getByRole('textbox', { name: say('desk:prompt.label') })).toBeFocused();
  await page.keyboard.press('F10');
  await asked.fill('0000');
  await page.keyboard.press('Enter');
  await expect(page.getByText(say('desk:leaving.wrong'))).toBeVisible();
  await asked.fill('4711');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: say('common:rooms.directory') })).toBeVisible();
  await standUp(person);
});
