import { expect, test } from '@playwright/test';
import type { ForeignRecord } from '../replica/bundles.ts';
import { peopleAtWork } from './atWork.ts';
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
  await goTo(person, 'visits');
  await page.getByRole('grid').getByRole('row').first().click();
  await expect(page.getByText('A csarnokon.').first()).toBeVisible();
  await expect(page.getByText('Tetőn.').first()).toBeVisible();
});
