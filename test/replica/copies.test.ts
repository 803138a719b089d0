import { cp, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Values } from '../../src/replica/api.ts';
import { call } from './harness.ts';
import { copyDisk, exportAs, importFrom, type Machine, newMachine, type Running, type Site, setUp, startSite, store } from './machines.ts';
import { recordId } from './records.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_232);
});
afterAll(() => site.close());

const write = async ({ page }: Running, n: number, set: Values): Promise<void> => {
  const shown = (await call(page, store, 'get', 'organisation', recordId(n)))?.seen ?? {};
  const written = await call(page, store, 'commit', [{ kind: 'set', type: 'organisation', id: recordId(n), set, shown }]);
  expect(written).toMatchObject({ ok: true });
};

/** Everything a person could see of the organisations, comparable between replicas. */
const contents = async ({ page }: Running) => {
  const { rows } = await call(page, store, 'list', { type: 'organisation', locale: 'hu', offset: 0, limit: 500 });
  const views = await Promise.all(rows.map((row) => call(page, store, 'get', 'organisation', row.id)));
  return views
    .map((view) => ({
      id: view?.id,
      values: view?.values,
      seen: view?.seen,
      rivals: Object.entries(view?.versions ?? {}).map(([path, versions]) => [path, versions.map((each) => each.value).sort()]),
    }))
    .sort((a, b) => String(a.id).localeCompare(String(b.id)));
};

const headsOf = async (running: Running, name: string): Promise<unknown> => {
  await exportAs(running, name);
  const line = await running.page.evaluate(async (file) => {
    const packed = (await testPage.fetchFile(file)).stream().pipeThrough(new DecompressionStream('gzip'));
    return (await new Response(packed).text()).split('\n')[0] ?? '';
  }, name);
  return (JSON.parse(`${line}]}`) as { readonly header: { readonly heads: unknown } }).header.heads;
};

/** How many other copies of its disk a machine tells its person of. */
const copiesTold = async ({ page }: Running): Promise<number> => (await call(page, store, 'status')).copies;

const work = async <T>(machine: Machine, job: (running: Running) => Promise<T>): Promise<T> => {
  const running = await site.switchOn(machine);
  expect(running.opened).toMatchObject({ ok: true });
  const result = await job(running);
  await running.shutDown();
  return result;
};

const firstMachine = async (office: string, count: number): Promise<Machine> => {
  const machine = await newMachine();
  await work(machine, async (running) => {
    expect(await setUp(running, office)).toMatchObject({ ok: true });
    for (let n = 1; n <= count; n += 1) await write(running, n, { name: `Szervezet ${n}` });
    await exportAs(running, 'start');
  });
  return machine;
};

const joined = async (office: string): Promise<Machine> => {
  const machine = await newMachine();
  await work(machine, async (running) => expect(await setUp(running, office, 'start')).toMatchObject({ ok: true }));
  return machine;
};

const bring = async (running: Running, names: readonly string[]): Promise<void> => {
  for (const name of names) expect(await importFrom(running, name)).toMatchObject({ ok: true });
};

describe('three replicas', () => {
  it('hold the same whatever the order of bundles, one of them twice', async () => {
    const szeged = await firstMachine('Szeged', 3);
    const machines = [szeged, await joined('Arad'), await joined('Temesvár')];
    for (const [at, machine] of machines.entries()) {
      await work(machine, async (running) => {
        await write(running, 1, { website: `https://${at}.example` });
        await write(running, 2, { [`tag/t${at}`]: true });
        await write(running, 10 + at, { name: `Új ${at}` });
        await exportAs(running, `from-${at}`);
      });
    }
    const orders = [
      ['from-1', 'from-2', 'from-1'],
      ['from-2', 'from-0'],
      ['from-0', 'from-1', 'from-0'],
    ];
    const seen: unknown[] = [];
    for (const [at, machine] of machines.entries()) {
      await work(machine, (running) => bring(running, orders[at] ?? []));
      seen.push(
        await work(machine, async (running) => {
          expect(await copiesTold(running)).toBe(0);
          return { contents: await contents(running), heads: await headsOf(running, `end-${at}`) };
        }),
      );
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({
      contents: [
        { rivals: [['website', ['https://0.example', 'https://1.example', 'https://2.example']]] },
        { values: { name: 'Szervezet 2', 'tag/t0': true, 'tag/t1': true, 'tag/t2': true } },
        {},
        { values: { name: 'Új 0' } },
        { values: { name: 'Új 1' } },
        { values: { name: 'Új 2' } },
      ],
    });
  });
});

describe('a copied disk', () => {
  it('taken twice goes on under names of its own: after an exchange through a third nothing is lost and all heads are equal', async () => {
    const original = await firstMachine('Szeged', 2);
    const third = await joined('Arad');
    const running = await site.switchOn(original);
    await write(running, 1, { phone: '+3662000000' });
    await running.kill(); // The image is taken of a machine that was never shut down.
    const copies = [original, await copyDisk(original), await copyDisk(original)];
    for (const [at, machine] of copies.entries()) {
      await work(machine, async (one) => {
        await write(one, 20 + at, { name: `Példány ${at}` });
        await write(one, 2, { website: `https://copy-${at}.example` });
        await exportAs(one, `copy-${at}`);
      });
    }
    await work(third, async (one) => {
      await bring(one, ['copy-2', 'copy-0', 'copy-1']);
      await exportAs(one, 'third');
    });
    const seen: unknown[] = [];
    for (const [at, machine] of [...copies, third].entries()) {
      seen.push(
        await work(machine, async (one) => {
          expect(await copiesTold(one)).toBe(0);
          if (machine !== third) await bring(one, ['third']);
          expect(await copiesTold(one)).toBe(machine === third ? 0 : 2);
          return { contents: await contents(one), heads: await headsOf(one, `after-${at}`) };
        }),
      );
    }
    for (const each of seen) expect(each).toEqual(seen[0]);
    expect(seen[0]).toMatchObject({
      contents: [
        { values: { name: 'Szervezet 1', phone: '+3662000000' }, rivals: [] },
        { rivals: [['website', ['https://copy-0.example', 'https://copy-1.example', 'https://copy-2.example']]] },
        { values: { name: 'Példány 0' } },
        { values: { name: 'Példány 1' } },
        { values: { name: 'Példány 2' } },
      ],
    });
  });

  it.each([
    ['with its data folder', true],
    ['without its data folder', false],
  ])('put back a week later, %s, edits and exchanges without losing what others hold of it', async (_, isWhole) => {
    const machine = await firstMachine('Szeged', 2);
    const other = await joined('Arad');
    const lastWeek = await copyDisk(machine);
    await work(machine, async (running) => {
      await write(running, 1, { phone: '+3662111111' });
      await write(running, 30, { name: 'E heti' });
      await exportAs(running, 'this-week');
    });
    await work(other, (running) => bring(running, ['this-week']));
    await rm(machine.profile, { recursive: true });
    await cp(lastWeek.profile, machine.profile, { recursive: true });
    if (isWhole) {
      await rm(machine.data, { recursive: true });
      await cp(lastWeek.data, machine.data, { recursive: true });
    }
    await work(machine, async (running) => {
      expect(running.opened).toMatchObject({ value: { state: isWhole ? 'open' : 'recovered' } });
      await write(running, 1, { email: 'uj@example.hu' });
      await write(running, 31, { name: 'Visszaállítás után' });
      await exportAs(running, 'restored');
    });
    const there = await work(other, async (running) => {
      await bring(running, ['restored']);
      await exportAs(running, 'back');
      return { contents: await contents(running), heads: await headsOf(running, 'there') };
    });
    const here = await work(machine, async (running) => {
      await bring(running, ['back']);
      expect(await copiesTold(running)).toBe(isWhole ? 1 : 0);
      return { contents: await contents(running), heads: await headsOf(running, 'here') };
    });
    expect(here).toEqual(there);
    expect(here.contents).toMatchObject([
      { values: { name: 'Szervezet 1', phone: '+3662111111', email: 'uj@example.hu' }, rivals: [] },
      {},
      { values: { name: 'E heti' } },
      { values: { name: 'Visszaállítás után' } },
    ]);
  });
});
