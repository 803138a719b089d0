import { expect, test } from '@playwright/test';
import type { ForeignRecord } from '../replica/bundles.ts';
import { peopleAtWork } from './atWork.ts';
import { openDesk } from './deskActs.ts';
import { foreignOffice, hearFrom } from './foreign.ts';
import { begin, goTo, newLaptop, sitDown, standUp } from './person.ts';

const { sitAnew } = peopleAtWork();

test('after the first start and after leaving the desk the keyboard is in the content of the screen', async () => {
  const person = await sitDown(await newLaptop(), 'ro');
  const { page, say } = person;
  const content = page.getByRole('main');
  await begin(person, { from: 'sample', author: 'Exemplu Ion', office: 'Timișoara' });
  await expect(content, 'the button that began is gone').toBeFocused();
  await openDesk(person);
  await page.keyboard.press('F10');
  await expect(content).toBeFocused();
  await page.getByLabel(say('desk:choose.pin')).fill('4711');
  await openDesk(person);
  await page.keyboard.press('F10');
  await page.keyboard.type('4711\n');
  await expect(content).toBeFocused();
  await standUp(person);
});

test('after a question is decided the keyboard is at the next one, and in the content once none is left', async () => {
  const person = await sitAnew('hu');
  const { page, say } = person;
  await begin(person, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
  const { receive } = await hearFrom(person);
  const firms = (phone: string): readonly ForeignRecord[] =>
    [1, 2, 3, 4].map((n) => ({ type: 'organisation', n, f: { name: `Exemplu ${n}`, country: 'RO', kind: 'enterprise', phone } }));
  await receive('d', 1, [foreignOffice, ...firms('+40256100111')]);
  await receive('e', 1, firms('+40256100222'));
  await goTo(person, 'exchange');
  const list = page.getByRole('region', { name: say('exchange:rivals.title') });
  const questions = list.getByRole('listitem');
  await expect(questions).toHaveCount(4);

  await questions
    .nth(1)
    .getByRole('button', { name: new RegExp(say('exchange:rivals.keep')) })
    .first()
    .click();
  await expect(questions).toHaveCount(3);
  await expect(questions.first()).toBeFocused();
  await questions
    .first()
    .getByRole('button', { name: say('records:another.write') })
    .click();
  await page.keyboard.type('+40256100333\n');
  await expect(questions).toHaveCount(2);
  await expect(questions.first()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(questions.first().getByRole('link'), 'and goes on from there').toBeFocused();

  await list.getByRole('button', { name: say('exchange:inbox.many') }).click();
  await page.getByRole('menuitem', { name: say('exchange:inbox.keepShown') }).click();
  await expect(questions).toHaveCount(0);
  await expect(page.getByRole('main')).toBeFocused();
});
