import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Language } from '../../src/domain/recordTypes.ts';
import { editOrganisation, killEverything, makeBundle, openOrganisation, readBundle, readRefused } from './acts.ts';
import { peopleAtWork } from './atWork.ts';
import { recordsOf } from './bundleLines.ts';
import { checkIn, countAtDesk, leaveDesk, openDesk, registerAtDesk } from './deskActs.ts';
import { begin, goTo, type Laptop, newLaptop, type Person } from './person.ts';
import { recordVisit } from './visitActs.ts';

/**
 * One real day of two offices and a desk, without a network: everybody edits, bundles travel in an awkward order, a laptop loses its power,
 * and in the evening all three hold the same. Told in each language.
 */

const enterprise = 'Példa Napelem Bt.';
const visitors = ['Kiss|Ödön', 'Țepeș|Ștefania', 'Őri|Zsófia', 'Pop|Ană', 'Nagy|Tünde'] as const;

const valuesOf = (path: string, name: string): readonly unknown[] =>
  recordsOf(path)
    .map((line) => JSON.parse(line) as { f?: Record<string, unknown>; r?: Record<string, { v: unknown }[]> })
    .filter((record) => record.f?.name === name)
    .flatMap((record) => [
      record.f?.phone,
      record.f?.email,
      ...[record.f?.website, ...(record.r?.website ?? []).map((version) => version.v)].sort(),
    ]);

type Loose = { readonly type: string; readonly id: string; readonly f?: Readonly<Record<string, unknown>> };

/** Badge codes of those who are registered for the next event. */
const badgesOf = (path: string): readonly string[] => {
  const records = recordsOf(path).map((line) => JSON.parse(line) as Loose);
  const next = records
    .filter(({ type, f }) => type === 'event' && Number(f?.start) > Date.now())
    .sort((a, b) => Number(a.f?.start) - Number(b.f?.start))[0];
  return records.filter(({ type, f }) => type === 'registration' && f?.event === next?.id).map(({ f }) => String(f?.badge));
};

const told: readonly Language[] = ['en', 'hu', 'ro'];

const { sit } = peopleAtWork();

for (const language of told) {
  test(`a day of two offices and a desk, in ${language}`, async () => {
    const laptops: Laptop[] = await Promise.all([newLaptop(), newLaptop(), newLaptop()]);
    const [szegedLaptop, timisoaraLaptop, deskLaptop] = laptops as [Laptop, Laptop, Laptop];

    const szeged = await sit(szegedLaptop, language);
    await begin(szeged, { from: 'sample', author: 'Minta Anna', office: 'Szeged' });
    const beginning = await makeBundle(szeged);

    let timisoara: Person = await sit(timisoaraLaptop, language);
    await begin(timisoara, { from: { bundle: beginning }, author: 'Ion Exemplu', office: 'Timișoara' });
    const desk = await sit(deskLaptop, language);
    await begin(desk, { from: { bundle: beginning }, author: 'Teszt-Szabó Őrs', office: 'Szeged' });

    await editOrganisation(szeged, enterprise, { phone: '+36 20 123 4567', website: 'https://szeged.pelda.example' });
    await editOrganisation(timisoara, enterprise, { email: 'nou@pelda.example', website: 'https://timisoara.pelda.example' });
    const firstFromTimisoara = await makeBundle(timisoara);

    await openDesk(desk);
    for (const visitor of visitors) await registerAtDesk(desk, visitor);
    const badges = badgesOf(beginning).slice(0, 3);
    for (const badge of badges) expect(await checkIn(desk, badge)).toBe(desk.say('desk:result.in'));
    expect(await checkIn(desk, badges[0] ?? '')).toBe(desk.say('desk:result.already'));
    await expect.poll(async () => (await countAtDesk(desk))[0]).toBe(visitors.length + badges.length);
    await leaveDesk(desk);
    const fromDesk = await makeBundle(desk);

    await recordVisit(timisoara);
    await killEverything(timisoara);
    timisoara = await sit(timisoaraLaptop, language);
    await timisoara.page.getByRole('link', { name: timisoara.say('common:rooms.directory') }).waitFor();
    const secondFromTimisoara = await makeBundle(timisoara, 'Szeged');

    // The second before the first, one of them twice, the desk's in between.
    await readBundle(szeged, secondFromTimisoara);
    await readBundle(szeged, fromDesk);
    await readBundle(szeged, firstFromTimisoara);
    await readBundle(szeged, secondFromTimisoara);
    const fromSzeged = await makeBundle(szeged);
    await readBundle(timisoara, fromSzeged);
    await readBundle(timisoara, fromDesk);
    await readBundle(desk, secondFromTimisoara);
    await readBundle(desk, fromSzeged);

    const evening = await Promise.all([szeged, timisoara, desk].map((person) => makeBundle(person)));
    const [atSzeged, atTimisoara, atDesk] = evening as [string, string, string];
    expect(recordsOf(atTimisoara)).toEqual(recordsOf(atSzeged));
    expect(recordsOf(atDesk)).toEqual(recordsOf(atSzeged));
    expect(valuesOf(atSzeged, enterprise)).toEqual([
      '+36201234567',
      'nou@pelda.example',
      'https://szeged.pelda.example',
      'https://timisoara.pelda.example',
    ]);
    for (const person of [szeged, timisoara, desk]) {
      await openOrganisation(person, enterprise);
      await expect(person.page.getByText('szeged.pelda.example').first()).toBeVisible();
      await expect(person.page.getByText('timisoara.pelda.example').first()).toBeVisible();
    }

    const damaged = `${fromSzeged}-damaged.json.gz`;
    writeFileSync(damaged, readFileSync(fromSzeged).subarray(0, 2000));
    expect(await readRefused(timisoara, damaged)).not.toBe('');
    await goTo(timisoara, 'home');
    expect(recordsOf(await makeBundle(timisoara))).toEqual(recordsOf(atSzeged));
    expect(execFileSync(process.execPath, ['src/cli/bundle.ts', 'verify', atSzeged], { encoding: 'utf8' })).not.toBe('');
  });
}
