import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Of } from '../host/open.ts';
import { foreignBundle } from './bundles.ts';
import { call } from './harness.ts';
import { copyDisk, importFrom, type Machine, newMachine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { recordId } from './records.ts';

let site: Site;
let template: Machine;

const write = async ({ page }: Running, n: number, name = `Szervezet ${n}`): Promise<void> => {
  const shown = (await call(page, store, 'get', 'organisation', recordId(n)))?.seen ?? {};
  const written = await call(page, store, 'commit', [{ kind: 'set', type: 'organisation', id: recordId(n), set: { name }, shown }]);
  expect(written).toMatchObject({ ok: true });
};

const names = async ({ page }: Running): Promise<readonly unknown[]> =>
  (await call(page, store, 'list', { type: 'organisation', locale: 'hu', offset: 0, limit: 500 })).rows.map((row) => row.values.name);

const between = (from: number, to: number): readonly string[] => Array.from({ length: to - from }, (_, at) => `Szervezet ${from + at}`);

const copiesIn = async ({ data }: Machine): Promise<Readonly<Record<string, string>>> => {
  const folder = join(data, 'safety');
  const found = (await readdir(folder).catch(() => [])).sort();
  return Object.fromEntries(await Promise.all(found.map(async (name) => [name, await readFile(join(folder, name), 'latin1')] as const)));
};

beforeAll(async () => {
  site = await startSite(18_231);
  template = await newMachine();
  const first = await site.switchOn(template);
  expect(first.opened).toMatchObject({ ok: true, value: { state: 'fresh' } });
  expect(await setUp(first, 'Szeged')).toMatchObject({ ok: true });
  for (let n = 10; n < 30; n += 1) await write(first, n);
  await first.shutDown();
});
afterAll(() => site.close());

describe('a store beside its sentinel', () => {
  it('is open as it was left when nothing happened to it', async () => {
    const running = await site.switchOn(await copyDisk(template));
    expect(running.opened).toMatchObject({ ok: true, value: { state: 'open', recovered: null, identity: { office: { name: 'Szeged' } } } });
    expect(await names(running)).toEqual(between(10, 30));
    await running.shutDown();
  });

  it('is rebuilt and never taken for a first start when the profile is empty', async () => {
    const machine = await copyDisk(template);
    await rm(machine.profile, { recursive: true });
    const before = await copiesIn(machine);
    const running = await site.switchOn(machine);
    expect(running.opened).toMatchObject({
      ok: true,
      value: { state: 'recovered', recovered: { reason: 'emptied', records: 21 }, identity: { author: 'Szerző (Szeged)' } },
    });
    expect(await names(running)).toEqual(between(10, 30));
    await write(running, 30);
    await running.shutDown();
    expect(await copiesIn(machine)).toMatchObject(before);
    const again = await site.switchOn(machine);
    expect(again.opened).toMatchObject({ ok: true, value: { state: 'open', recovered: null } });
    expect(await names(again)).toEqual(between(10, 31));
    await again.shutDown();
  });

  it('is unavailable, not fresh, when the host cannot be asked and the profile is empty', async () => {
    const machine = await copyDisk(template);
    await rm(machine.profile, { recursive: true });
    site.unreachable.add(machine.data);
    const before = await copiesIn(machine);
    const running = await site.switchOn(machine);
    expect(running.opened).toEqual({ ok: false, error: { type: 'desktopUnavailable' } });
    await running.shutDown();
    site.unreachable.delete(machine.data);
    expect(await copiesIn(machine)).toEqual(before);
    const again = await site.switchOn(machine);
    expect(again.opened).toMatchObject({ ok: true, value: { state: 'recovered' } });
    await again.shutDown();
  });

  it('opens without its host and hands over what was written meanwhile later', async () => {
    const machine = await copyDisk(template);
    site.unreachable.add(machine.data);
    const alone = await site.switchOn(machine);
    expect(alone.opened).toMatchObject({ ok: true, value: { state: 'open' } });
    await write(alone, 40);
    await expect.poll(async () => (await call(alone.page, store, 'status')).safetyCopyFailing).toBe(true);
    await alone.kill();
    site.unreachable.delete(machine.data);
    const again = await site.switchOn(machine);
    expect(again.opened).toMatchObject({ ok: true, value: { state: 'open' } });
    await again.shutDown();
    expect(Object.keys(await copiesIn(machine))).toContain('000000022.json');
  });

  it.each([
    ['a file of it was cut', 13, (folder: string) => truncate(join(folder, '000000005.json'), 100)],
    ['the last file of it is gone', 29, (folder: string) => rm(join(folder, '000000021.json'))],
  ])('is rebuilt from what can be read, and says so, when the safety copy of its first day is damaged too: %s', async (_, lost, damage) => {
    const machine = await copyDisk(template);
    await rm(machine.profile, { recursive: true });
    await damage(join(machine.data, 'safety'));
    const running = await site.switchOn(machine);
    const recovered = { reason: 'emptied', records: 20, asOf: 'pieces' };
    expect(running.opened).toMatchObject({ ok: true, value: { recovered, identity: { office: { name: 'Szeged' } } } });
    const left = between(10, 30).filter((name) => name !== `Szervezet ${lost}`);
    expect(await names(running)).toEqual(left);
    await write(running, lost, 'Újra');
    await running.shutDown();
    await rm(machine.profile, { recursive: true });
    const again = await site.switchOn(machine);
    expect(again.opened).toMatchObject({ ok: true, value: { recovered: { asOf: null } } });
    expect([...(await names(again))].sort()).toEqual([...left, 'Újra'].sort());
    await again.shutDown();
  });

  it('still knows its own office when just the file that founded it is damaged, and writes it down again', async () => {
    const machine = await newMachine();
    const first = await site.switchOn(machine, [], true);
    expect(await setUp(first, 'Szeged')).toMatchObject({ ok: true });
    await write(first, 10);
    await first.shutDown();
    await rm(machine.profile, { recursive: true });
    await truncate(join(machine.data, 'safety', '000000001.json'), 100);
    const running = await site.switchOn(machine, [], true);
    expect(running.opened).toMatchObject({ ok: true, value: { recovered: { asOf: 'pieces' }, identity: { office: { name: 'Szeged' } } } });
    await expect.poll(async () => (await call(running.page, store, 'counts')).office).toBe(1);
    await running.shutDown();
  });

  it('cannot be rebuilt, and nothing is written, when nothing of the safety copy is left but the sentinel', async () => {
    const machine = await copyDisk(template);
    await rm(machine.profile, { recursive: true });
    await rm(join(machine.data, 'safety'), { recursive: true });
    for (const _start of [1, 2]) {
      const running = await site.switchOn(machine);
      expect(running.opened).toMatchObject({ ok: false, error: { type: 'recoveryFailed' } });
      await running.shutDown();
    }
    expect(await copiesIn(machine)).toEqual({});
  });

  it('is rebuilt from an earlier snapshot and all that can be read behind it when the safety copy is damaged too, and says so', async () => {
    const machine = await copyDisk(template);
    const folder = join(machine.data, 'safety');
    const running = await site.switchOn(machine);
    await expect
      .poll(async () => (await readdir(join(machine.data, 'snapshots')).catch(() => [])).length, { timeout: 60_000 })
      .toBeGreaterThan(1);
    const { cluster = '' } = (await call(running.page, store, 'identity')) ?? {};
    site.files.set('foreign', await foreignBundle(cluster, 'e', 1, [{ type: 'organisation', n: 98, f: { name: 'Máshonnan' } }]));
    for (const n of [40, 41]) await write(running, n);
    expect(await importFrom(running, 'foreign')).toMatchObject({ ok: true });
    for (const n of [42, 43]) await write(running, n);
    await running.shutDown();
    await rm(machine.profile, { recursive: true });
    const [whole = '', firstOfRun = '', , imported = ''] = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    expect(whole).toContain('snapshot');
    for (const name of [whole, firstOfRun, imported]) await truncate(join(folder, name), 200);
    const rebuilt = await site.switchOn(machine);
    expect(rebuilt.opened).toMatchObject({ ok: true, value: { state: 'recovered', recovered: { asOf: expect.any(Number) } } });
    expect(await names(rebuilt)).toEqual([...between(10, 30), ...between(41, 44)]);
    await write(rebuilt, 45);
    await rebuilt.shutDown();
    await rm(machine.profile, { recursive: true });
    const again = await site.switchOn(machine);
    expect(again.opened).toMatchObject({ ok: true, value: { recovered: { asOf: null } } });
    expect(await names(again)).toContain('Szervezet 45');
    await again.shutDown();
  });

  it('is rebuilt whatever the size of what it holds', async () => {
    const machine = await copyDisk(template);
    const sentinelPath = join(machine.data, 'sentinel.json');
    const sentinel: { readonly cluster: string; readonly seq: number } = JSON.parse(await readFile(sentinelPath, 'utf8'));
    const long = 'x'.repeat(3 * 1024 * 1024);
    const bundle = await foreignBundle(sentinel.cluster, 'd', 1, [{ type: 'organisation', n: 99, f: { name: 'Hosszú Kft.', note: long } }]);
    const name = `${String(sentinel.seq + 1).padStart(9, '0')}.json`;
    await writeFile(join(machine.data, 'safety', `${name}.sha256`), `${sha256Of(bundle)}  ${name}\n`);
    await writeFile(join(machine.data, 'safety', name), bundle);
    await writeFile(sentinelPath, JSON.stringify({ ...sentinel, seq: sentinel.seq + 1 }));
    await rm(machine.profile, { recursive: true });
    const running = await site.switchOn(machine);
    expect(running.opened).toMatchObject({ ok: true, value: { state: 'recovered', recovered: { asOf: null } } });
    expect((await call(running.page, store, 'get', 'organisation', recordId(99)))?.values.note).toHaveLength(long.length);
    await running.shutDown();
  });

  it('is no first start when the sentinel is lost, however little the safety copy holds', async () => {
    const machine = await copyDisk(template);
    await rm(machine.profile, { recursive: true });
    for (const name of await readdir(join(machine.data, 'safety'))) {
      if (!name.startsWith('000000001.')) await rm(join(machine.data, 'safety', name));
    }
    const damages = [() => writeFile(join(machine.data, 'sentinel.json'), '{'), () => rm(join(machine.data, 'sentinel.json'))];
    for (const damage of damages) {
      await damage();
      const running = await site.switchOn(machine);
      expect(running.opened).toEqual({ ok: false, error: { type: 'sentinelLost' } });
      await running.shutDown();
    }
  });

  it('is rebuilt from the copy’s files alone when the sentinel is lost too and a person wants it, as whose it was and with what was begun', async () => {
    const machine = await newMachine();
    const first = await site.switchOn(machine, [], true);
    expect(await setUp(first, 'Szeged')).toMatchObject({ ok: true });
    await write(first, 10);
    const before = await call(first.page, store, 'identity');
    site.files.set(
      'foreign',
      await foreignBundle(before?.cluster ?? '', 'e', 1, [{ type: 'organisation', n: 98, f: { name: 'Máshonnan' } }]),
    );
    expect(await importFrom(first, 'foreign')).toMatchObject({ ok: true });
    const begun = (n: number, city: string) => ({
      ...{ key: `organisation/${recordId(n)}`, type: 'organisation' as const, id: recordId(n), shown: {}, values: { city }, at: n },
    });
    for (const n of [10, 12]) expect(await call(first.page, store, 'saveDraft', begun(n, 'Mak'))).toMatchObject({ ok: true });
    expect(await call(first.page, store, 'saveDraft', begun(10, 'Makó'))).toMatchObject({ ok: true });
    await call(first.page, store, 'dropDraft', begun(12, '').key);
    const copied = (): Promise<string> => readFile(join(machine.data, 'drafts.json'), 'utf8').catch(() => '');
    await expect.poll(copied, { timeout: 20_000 }).toBe(JSON.stringify([begun(10, 'Makó')]));
    await first.kill();
    await rm(machine.profile, { recursive: true });
    await rm(join(machine.data, 'sentinel.json'));
    const running = await site.switchOn(machine, [], true, undefined, 'rebuild');
    expect(running.opened).toMatchObject({
      ok: true,
      value: { state: 'recovered', recovered: { reason: 'emptied', records: 3, asOf: 'unproven' } },
    });
    expect(await names(running)).toEqual(['Máshonnan', 'Szervezet 10']);
    await expect.poll(() => call(running.page, store, 'identity'), { timeout: 20_000 }).toEqual(before);
    expect(await call(running.page, store, 'drafts')).toEqual([begun(10, 'Makó')]);
    expect(await call(running.page, store, 'commit', [{ kind: 'erase', type: 'organisation', id: recordId(10) }])).toMatchObject({
      ok: true,
    });
    await expect.poll(copied, { timeout: 20_000 }).toBe('[]');
    await write(running, 11);
    await running.shutDown();
    const again = await site.switchOn(machine, [], true);
    expect(again.opened).toMatchObject({ ok: true, value: { state: 'open', recovered: null, identity: before } });
    expect(await names(again)).toEqual(['Máshonnan', 'Szervezet 11']);
    await again.shutDown();
  });

  it('is kept aside, whole, where no file is left that says whose it was and a person wants to begin anew; nothing is written before', async () => {
    const machine = await copyDisk(template);
    await rm(machine.profile, { recursive: true });
    await rm(join(machine.data, 'sentinel.json'));
    for (const name of await readdir(join(machine.data, 'safety')))
      if (name.endsWith('.json')) await truncate(join(machine.data, 'safety', name), 100);
    const before = await copiesIn(machine);
    for (let times = 0; times < 2; times += 1) {
      const running = await site.switchOn(machine, [], false, undefined, 'rebuild');
      expect(running.opened).toEqual({ ok: false, error: { type: 'copyNamesNobody' } });
      await running.shutDown();
    }
    expect(await copiesIn(machine)).toEqual(before);
    const anew = await site.switchOn(machine, [], false, undefined, 'anew');
    expect(anew.opened).toMatchObject({ ok: true, value: { state: 'fresh', identity: null } });
    const [aside = ''] = (await readdir(machine.data)).filter((name) => name.startsWith('copy-set-aside'));
    expect(await copiesIn({ ...machine, data: join(machine.data, aside) })).toEqual(before);
    expect(await setUp(anew, 'Szeged')).toMatchObject({ ok: true });
    await write(anew, 10);
    await anew.shutDown();
    const again = await site.switchOn(machine);
    expect(again.opened).toMatchObject({ ok: true, value: { state: 'open', recovered: null } });
    expect(await names(again)).toEqual(['Szervezet 10']);
    await again.shutDown();
  });

  it('gives the host its sentinel back where nothing else is lost', async () => {
    const machine = await copyDisk(template);
    const before = await copiesIn(machine);
    await rm(join(machine.data, 'sentinel.json'));
    const running = await site.switchOn(machine);
    expect(running.opened).toMatchObject({ ok: true, value: { state: 'open', recovered: null } });
    await expect
      .poll(async () => JSON.parse(await readFile(join(machine.data, 'sentinel.json'), 'utf8').catch(() => '{}')), { timeout: 20_000 })
      .toMatchObject({ seq: 21 });
    await running.shutDown();
    expect(await copiesIn(machine)).toEqual(before);
  });
});

describe('two profiles over one data folder', () => {
  it('each bring what only they hold, and neither throws away the other’s', async () => {
    const one = await copyDisk(template);
    const other: Machine = { ...(await newMachine()), data: one.data };
    await cp(one.profile, other.profile, { recursive: true });
    site.unreachable.add(one.data);
    const alone = await site.switchOn(one);
    await write(alone, 50, 'Csak az egyikben');
    await call(alone.page, store, 'saveDraft', {
      key: `visit/${recordId(7)}`,
      type: 'visit',
      id: recordId(7),
      shown: {},
      values: { day: '2010-05-25' },
      at: 1,
    });
    await alone.kill();
    site.unreachable.delete(one.data);

    const elsewhere = await site.switchOn(other);
    for (let n = 60; n < 64; n += 1) await write(elsewhere, n);
    await elsewhere.shutDown();

    const back = await site.switchOn(one);
    expect(back.opened).toMatchObject({ ok: true, value: { state: 'recovered', recovered: { reason: 'shortened' } } });
    expect([...(await names(back))].sort()).toEqual(['Csak az egyikben', ...between(10, 30), ...between(60, 64)].sort());
    expect(await call(back.page, store, 'drafts')).toMatchObject([{ values: { day: '2010-05-25' } }]);
    await back.shutDown();

    const there = await site.switchOn(other);
    expect(there.opened).toMatchObject({ ok: true, value: { state: 'recovered', recovered: { reason: 'shortened' } } });
    expect([...(await names(there))].sort()).toEqual(['Csak az egyikben', ...between(10, 30), ...between(60, 64)].sort());
    await there.shutDown();
  });

  it('do not bring back what the other one has erased, and keep what only they knew of the past', async () => {
    const one = await copyDisk(template);
    const other: Machine = { ...(await newMachine()), data: one.data };
    const first = await site.switchOn(one);
    await write(first, 10, 'Új név');
    await first.shutDown();
    const second = await site.switchOn(other);
    expect(second.opened).toMatchObject({ ok: true, value: { state: 'recovered', recovered: { reason: 'emptied' } } });
    expect(await call(second.page, store, 'commit', [{ kind: 'erase', type: 'organisation', id: recordId(11) }])).toMatchObject({
      ok: true,
    });
    await second.shutDown();
    const again = await site.switchOn(one);
    expect(again.opened).toMatchObject({ ok: true, value: { state: 'recovered', recovered: { reason: 'shortened' } } });
    expect(await call(again.page, store, 'get', 'organisation', recordId(11))).toMatchObject({ erased: true, values: {} });
    const history = await call(again.page, store, 'history', 'organisation', recordId(10));
    expect(history.map(({ value, state }) => [value, state])).toEqual([
      ['Új név', 'shown'],
      ['Szervezet 10', 'past'],
    ]);
    const before = Object.keys(await copiesIn(one));
    await again.shutDown();
    expect(Object.keys(await copiesIn(one))).toEqual(before); // Nothing was beyond the safety copy, so nothing is sent.
  });

  it('notice each other also when both have written equally much', async () => {
    const one = await copyDisk(template);
    const other: Machine = { ...(await newMachine()), data: one.data };
    await cp(one.profile, other.profile, { recursive: true });
    const first = await site.switchOn(one);
    await write(first, 70);
    await first.shutDown();
    site.unreachable.add(one.data);
    const second = await site.switchOn(other);
    await write(second, 71);
    await second.kill();
    site.unreachable.delete(one.data);
    const again = await site.switchOn(other);
    expect(again.opened).toMatchObject({ ok: true, value: { state: 'recovered', recovered: { reason: 'shortened' } } });
    expect(await names(again)).toEqual([...between(10, 30), ...between(70, 72)]);
    await again.shutDown();
  });

  it('of different clusters are not mixed: the data folder decides whose data is shown, and keeps its copy', async () => {
    const other = await newMachine();
    const alone = await site.switchOn(other);
    expect(await setUp(alone, 'Makó')).toMatchObject({ ok: true });
    await write(alone, 90, 'Csak Makón');
    await alone.shutDown();
    const before = await copiesIn(other);
    const home = await copyDisk(template);
    const crossed: Machine = { ...home, data: other.data };
    const running = await site.switchOn(crossed);
    expect(running.opened).toMatchObject({ ok: true, value: { recovered: { reason: 'foreign' }, identity: { office: { name: 'Makó' } } } });
    expect(await names(running)).toEqual(['Csak Makón']);
    await running.shutDown();
    expect(await copiesIn(other)).toEqual(before);
    for (const [machine, office] of [[crossed, 'Makó'] as const, [home, 'Szeged'] as const, [crossed, 'Makó'] as const]) {
      const again = await site.switchOn(machine);
      expect(again.opened).toMatchObject({ ok: true, value: { state: 'open', identity: { office: { name: office } } } });
      await again.shutDown();
    }

    await rm(join(other.data, 'sentinel.json'));
    const kept = await copiesIn(other);
    const unnoted = await site.switchOn({ ...(await copyDisk(template)), data: other.data });
    expect(unnoted.opened, 'also where the host has lost its note').toEqual({ ok: false, error: { type: 'sentinelLost' } });
    await unnoted.shutDown();
    expect(await copiesIn(other)).toEqual(kept);
    const own = await site.switchOn(crossed);
    expect(own.opened).toMatchObject({ ok: true, value: { state: 'open', identity: { office: { name: 'Makó' } } } });
    await own.shutDown();
  });
});
