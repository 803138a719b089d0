import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from './harness.ts';
import { type Machine, newMachine, type Site, setUp, startSite, store } from './machines.ts';
import { commit, named } from './offices.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_243);
});
afterAll(() => site.close());

/** The database's log at whose end it goes on writing. */
const logOf = async ({ profile }: Machine): Promise<string> => {
  const names = await readdir(profile, { recursive: true });
  const log = names
    .filter((name) => /IndexedDB.*leveldb.*\.log$/.test(name))
    .toSorted()
    .at(-1);
  if (!log) throw new Error('The profile has no database.');
  return join(profile, log);
};

/** The beginning of a record of 2,000 bytes (checksum, length, kind), cut off at several places. */
const record = Buffer.concat([Buffer.from([1, 2, 3, 4, 2000 & 0xff, 2000 >> 8, 1]), Buffer.alloc(1000, 7)]);

it.each([3, 7, 100, 1007])(
  'what a kill left half written in the log (%i bytes) costs nothing, even where there is no safety copy',
  async (bytes) => {
    const machine = await newMachine();
    const first = await site.switchOn(machine);
    await setUp(first, 'Szeged');
    site.unreachable.add(machine.data);
    let expected = 0;
    for (; expected < 8; expected += 1) expect(await commit(first, named(expected, 'Szervezet'))).toMatchObject({ ok: true });
    await first.kill();
    for (let life = 0; life < 3; life += 1) {
      if (life === 0) await appendFile(await logOf(machine), record.subarray(0, bytes));
      const again = await site.switchOn(machine);
      expect(again.opened).toMatchObject({ ok: true, value: { state: 'open' } });
      expect((await call(again.page, store, 'counts')).organisation).toBe(expected);
      for (let n = 0; n < 3; n += 1, expected += 1) expect(await commit(again, named(expected, 'Szervezet'))).toMatchObject({ ok: true });
      await again.kill();
    }
  },
);
