import { expect, test } from '@playwright/test';
import type { ForeignRecord } from '../replica/bundles.ts';
import { recordId } from '../replica/records.ts';
import { fillDisk } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { drawn } from './breath.ts';
import { foreignOffice, hearFrom } from './foreign.ts';
import { begin, goTo } from './person.ts';

const { sitAnew } = peopleAtWork();
const visit = (finding: ForeignRecord['f'][string]): ForeignRecord => ({
  type: 'visit',
  n: 7,
  f: {
    day: '2010-05-25',
    zone: 'Europe/Budapest',
    status: 'final',
    'summary.hu': 'Példa',
    'finding/01935a10-0000-7000-8000-000000000001': finding,
  },
});

const placed = (memberSince: number, town: string): ForeignRecord => ({
  type: 'organisation',
  n: 3,
  f: { name: 'Exemplu 3', country: 'RO', kind: 'enterprise', memberSince, address: { postcode: '310001', town, county: 'RO421' } },
});

const enterprise = (n: number, phone: string, seen: ForeignRecord['seen'] = {}): ForeignRecord => ({
  type: 'organisation',
  n,
  f: { name: `Exemplu ${n}`, country: 'RO', kind: 'enterprise', phone },
  seen,
});

/** Everything of a run of `letter` up to `n`. */
const upTo = (letter: string, n: number): NonNullable<ForeignRecord['seen']> => ({ [letter.repeat(20)]: n });

test('what somebody writes beside values that wait stays when others decide or change them meanwhile', async () => {
  const person = await sitAnew('ro');
  const { page, say } = person;
  await begin(person, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
  const { receive } = await hearFrom(person);
  await receive('d', 1, [foreignOffice, enterprise(1, '+40256100111'), enterprise(2, '+40256200111'), placed(2009, 'Arad')]);
  await receive('e', 1, [enterprise(1, '+40256100222'), enterprise(2, '+40256200222'), placed(2010, 'Aradul Nou')]);
  const card = (n: number) => page.getByRole('region', { name: new RegExp(`Exemplu ${n},.*${say('fields:organisation.phone')}`) });
  const write = async (n: number, text: string) => {
    await card(n)
      .getByRole('button', { name: say('records:another.write') })
      .click();
    await boxOf(n).fill(text);
  };
  const boxOf = (n: number) => card(n).getByRole('textbox', { name: say('records:another.label') });
  const makeRoom = await fillDisk(person);
  await write(1, '+402561003');
  await expect(card(1).getByRole('alert'), 'what could not be kept says so').toHaveText(say('common:saved.failed'));
  await makeRoom();
  await boxOf(1).fill('');
  await expect(card(1).getByRole('button', { name: say('records:another.save') })).toHaveAccessibleDescription(
    say('records:another.empty'),
  );
  await boxOf(1).fill('+40256100333');
  await expect(card(1).getByRole('alert')).toBeHidden();
  await write(2, '+40256200333');
  await receive('d', 2, [enterprise(1, '+40256100444', upTo('e', 1)), enterprise(2, '+40256200555', upTo('d', 1))]);

  await expect(card(1).getByText(say('records:another.decided'))).toBeVisible();
  await expect(card(1).getByText('+40 256 100 444')).toBeVisible();
  await expect(boxOf(1)).toHaveValue('+40256100333');
  await expect(card(2).getByText(say('records:another.changed'))).toBeVisible();
  await expect(boxOf(2)).toHaveValue('+40256200333');
  await page.screenshot({ path: 'test/test-results/another-meanwhile-ro.png' });
  await goTo(person, 'directory');
  await page.reload(); // The window is gone; what was typed is not.
  await goTo(person, 'home');
  await expect(page.getByText(say('home:draft.unfinished')), 'it is no draft of a form').toHaveCount(0);
  await goTo(person, 'exchange');
  await expect(boxOf(1)).toHaveValue('+40256100333');
  await boxOf(1).press('Enter');
  await expect(card(1).getByRole('button', { name: /333/ })).toBeVisible(); // Nobody who wrote it had seen the decision.
  await expect(card(1).getByRole('button', { name: /444/ })).toBeVisible();

  await boxOf(2).press('Escape');
  await expect(boxOf(2)).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(boxOf(2)).toHaveValue('+40256200333');
  await boxOf(2).press('Enter');
  await expect(card(2).getByRole('button', { name: /555/ })).toBeVisible();
  await expect(card(2).getByRole('button', { name: /333/ })).toBeVisible();

  const other = (path: string) => page.getByRole('region', { name: new RegExp(`Exemplu 3,.*${say(`fields:organisation.${path}`)}`) });
  const begins = (path: string) =>
    other(path)
      .getByRole('button', { name: say('records:another.write') })
      .click();
  await begins('memberSince');
  const year = other('memberSince').getByRole('textbox', { name: say('fields:organisation.memberSince') });
  await expect(year).toBeFocused();
  await year.fill('2011');
  await year.press('Enter');
  await expect(other('memberSince')).toBeHidden();
  await begins('address');
  const street = other('address').getByRole('textbox', { name: say('fields:organisation.address.street') });
  await street.fill('Strada Exemplu 5');
  await page.screenshot({ path: 'test/test-results/another-address-ro.png' });
  await street.press('Enter');
  await expect(other('address')).toBeHidden();
  await goTo(person, 'directory');
  await page.getByRole('row', { name: /Exemplu 3/ }).click();
  await expect(page.getByText('Strada Exemplu 5').first()).toBeVisible();
  await expect(page.getByText('2011').first()).toBeVisible();
});

const deletedBy = (letter: string, n: number, record: ForeignRecord): ForeignRecord => ({
  ...record,
  f: { ...record.f, '#del': { del: true, saw: upTo(letter, n) } },
});

test('a record says itself that it was deleted, or deleted and edited, by whom, and lets a person decide', async () => {
  const person = await sitAnew('ro');
  const { page, say } = person;
  await begin(person, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
  const { receive } = await hearFrom(person);
  const somebody: ForeignRecord = {
    type: 'person',
    n: 5,
    f: { name: { family: 'Exemplu', given: 'Ana', order: 'given-first' }, organisation: recordId(1) },
  };
  const meeting: ForeignRecord = {
    type: 'event',
    n: 8,
    f: { kind: 'workshop', 'title.ro': 'Atelier', status: 'planned', start: Date.UTC(2027, 2, 15, 8), zone: 'Europe/Bucharest' },
  };
  const guest = (role: string): ForeignRecord => ({
    type: 'registration',
    n: 9,
    f: { event: recordId(8), status: 'confirmed', role, name: { family: 'Probă', given: 'Ion', order: 'given-first' } },
  });
  const talk = (room: string): ForeignRecord => ({ type: 'session', n: 10, f: { event: recordId(8), 'title.ro': 'Deschidere', room } });
  const all = [enterprise(1, '+40256100111'), somebody, visit({ title: 'Napelem' }), guest('participant'), talk('1')];
  const gone = all.map((record) => deletedBy('d', 1, record));
  await receive('d', 1, [foreignOffice, meeting, ...all]);
  await receive('d', 2, gone);
  await receive('e', 1, [enterprise(1, '+40256100222'), somebody, guest('speaker'), talk('2')]);
  const byWhom = page.getByText(/^Ștearsă de Ion Exemplu, Oradea/);
  await goTo(person, 'home');
  await expect(page.getByText(`Exemplu 1: ${say('exchange:rivals.deletedAndEdited')}`)).toBeVisible();
  await goTo(person, 'directory');
  await page.getByRole('row', { name: /Exemplu 1/ }).click();
  const question = page.getByRole('region', { name: say('records:contested.title') });
  await expect(question.getByText(/^Ștearsă de Ion Exemplu, Oradea/)).toBeVisible();
  await expect(question.getByText(/^Editată fără a ști aceasta de Ion Exemplu, Oradea/)).toBeVisible();
  await page.screenshot({ path: 'test/test-results/contested-ro.png' });
  await question.getByRole('button', { name: say('records:contested.keep') }).click();
  await expect(question).toBeHidden();
  await page.getByRole('tab', { name: new RegExp(say('directory:tab.people')) }).click();
  await question.getByRole('button', { name: say('records:contested.delete') }).click();
  await expect(page.getByText('Ana Exemplu', { exact: true })).toBeHidden(); // The toast names her too.

  const go = (hash: string) => page.evaluate((to) => window.location.assign(to), hash);
  await go(`#/events/${recordId(8)}/registrations/${recordId(9)}`);
  await page.screenshot({ path: 'test/test-results/contested-registration-ro.png' });
  await question.getByRole('button', { name: say('records:contested.delete') }).click();
  const deleted = page.getByRole('dialog', { name: 'Ion Probă' });
  await expect(deleted.getByText(/^Ștearsă de Minta Anna/)).toBeVisible();
  await page.reload(); // Opened by its address it is still that registration, and no new one.
  await expect(deleted.getByText(/^Ștearsă de Minta Anna/)).toBeVisible();
  await expect(deleted.getByRole('textbox')).toHaveCount(0);
  await deleted.getByRole('button', { name: say('records:deleted.restore') }).click();
  const form = page.getByRole('dialog', { name: say('events:registration.edit') });
  await expect(form.getByLabel(say('fields:registration.name.given'), { exact: true })).toHaveValue('Ion');
  await form.getByRole('button', { name: say('events:registration.delete') }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await go(`#/events/${recordId(8)}/sessions/${recordId(10)}`);
  await question.getByRole('button', { name: say('records:contested.keep') }).click();
  await expect(question).toBeHidden();
  await page.keyboard.press('Escape');
  await page
    .getByRole('row', { name: /Deschidere/ })
    .getByRole('button')
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('events:session.delete') })
    .click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await go(`#/events/${recordId(8)}/sessions/${recordId(10)}`);
  const session = page.getByRole('dialog', { name: 'Deschidere' });
  await expect(session.getByText(/^Ștearsă de Minta Anna/)).toBeVisible();
  await session.getByRole('button', { name: say('records:deleted.restore') }).click();
  await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('row', { name: /Deschidere/ })).toBeVisible();

  await go(`#/visits/${recordId(7)}/edit`);
  await expect(byWhom, 'also in the form').toBeVisible();
  await go(`#/visits/${recordId(7)}`);
  await expect(byWhom).toBeVisible();
  await page.screenshot({ path: 'test/test-results/deleted-visit-ro.png' });
  await page.getByRole('button', { name: say('records:deleted.restore') }).click();
  await expect(byWhom).toBeHidden();
  await expect(page.getByText('Napelem').first()).toBeVisible();
});

test('one finding that two laptops wrote is combined text by text and keeps what is no text', async () => {
  const person = await sitAnew('ro');
  const { page, say } = person;
  await begin(person, { from: 'empty', author: 'Minta Anna', office: 'Szeged' });
  const { receive } = await hearFrom(person);
  await receive('d', 1, [foreignOffice, visit({ title: 'Napelem', text: 'Tetőn.', measure: '12 kW', transferable: true })]);
  await receive('e', 1, [visit({ title: 'Napelem', text: 'A csarnokon.', measure: '12 kW', transferable: true })]);
  const entry = page.getByRole('region', { name: new RegExp(say('fields:visit.finding')) });
  await entry.getByRole('button', { name: say('records:another.combine') }).click();
  const text = entry.getByRole('textbox', { name: say('fields:visit.finding.text') });
  await expect(text).toHaveValue(/^(Tetőn\.\n\nA csarnokon\.|A csarnokon\.\n\nTetőn\.)$/);
  await expect(entry.getByRole('textbox', { name: say('fields:visit.finding.measure') })).toHaveValue('12 kW');
  await page.screenshot({ path: 'test/test-results/combine-finding-ro.png' });
  await text.press('Control+Enter');
  await expect(page.getByText(say('exchange:rivals.none'))).toBeVisible();

  await receive('d', 2, [enterprise(1, '+40256100111'), enterprise(2, '+40256200111')]);
  await receive('e', 2, [enterprise(1, '+40256100222'), enterprise(2, '+40256200222')]);
  const questions = page.getByRole('region', { name: new RegExp(say('fields:organisation.phone')) });
  await expect(questions).toHaveCount(2);
  await questions
    .first()
    .getByRole('button', { name: new RegExp(`^${say('exchange:rivals.keep')}`) })
    .first()
    .dblclick();
  await expect(questions).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(questions, 'a double click decides once').toHaveCount(2);
  await drawn(page);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const key = () => new KeyboardEvent('keydown', { key: '1', bubbles: true, cancelable: true });
        const gone = new MutationObserver(() => {
          if (document.querySelectorAll('[data-current]').length > 1) return;
          gone.disconnect();
          const early = key(); // The next question is there, but not yet on the screen; the window gets round to the key later.
          requestAnimationFrame(() =>
            setTimeout(() => {
              document.body.dispatchEvent(early);
              resolve();
            }),
          );
        });
        gone.observe(document.body, { childList: true, subtree: true });
        document.body.dispatchEvent(key());
        document.body.dispatchEvent(key());
      }),
  );
  await page.keyboard.press('Control+z');
  await expect(questions, 'one was decided, once, so one undo brings all back').toHaveCount(2);
  await goTo(person, 'visits');
  await page.getByRole('grid').getByRole('row').first().click();
  await expect(page.getByText('A csarnokon.').first()).toBeVisible();
  await expect(page.getByText('Tetőn.').first()).toBeVisible();
});
