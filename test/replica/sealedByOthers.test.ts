import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFrom, type Site, startSite } from './machines.ts';
import { addFolder, commit, exchange, named, startOffice, twoFriends } from './offices.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_239);
});
afterAll(() => site.close());

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'replica-place-'));

/** How the bundles that lie there end. */
const endingsIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(folder, 'replicas'), { recursive: true })).flatMap((name) => /\.json.*$/.exec(name) ?? []).toSorted();

/** A name that looks encrypted, from a device that nobody knows. */
const plant = async (folder: string): Promise<void> => {
  const device = join(folder, 'replicas', '01990000-0000-7000-8000-000000000009');
  await mkdir(device, { recursive: true });
  await writeFile(join(device, `${'a'.repeat(20)}-000001.json.gz.age`), 'junk');
};

describe('an open folder in which another office begins to encrypt', () => {
  it('takes only encrypted bundles from everybody in the very next round, and none that lay there open stays', async () => {
    const [szeged, timisoara] = await twoFriends(site);
    await importFrom(szeged, 'hello'); // Or the key that comes with the first bundle would have everything written once more.
    const folder = await newFolder();
    const here = await addFolder(szeged, folder);
    expect(await exchange(szeged, here)).toMatchObject({ ok: true, value: { sealedNow: false } });
    expect(await endingsIn(folder)).toEqual(['.json.gz']);
    const there = await addFolder(timisoara, folder, true);
    await commit(timisoara, named(2, 'Doi SRL'));
    expect(await exchange(timisoara, there, true)).toMatchObject({ ok: true, value: { published: expect.stringMatching(/age$/) } });
    await commit(szeged, named(3, 'Három Kft.'));
    expect(await exchange(szeged, here)).toMatchObject({
      ok: true,
      value: { applied: [expect.any(String)], published: expect.stringMatching(/\.json\.gz\.age$/), sealedNow: true, isUnreadable: false },
    });
    expect(await endingsIn(folder)).toEqual(['.json.gz.age', '.json.gz.age']);
    expect(await exchange(szeged, here, true)).toMatchObject({ ok: true, value: { published: null, sealedNow: false } });
    expect(await exchange(timisoara, there, true)).toMatchObject({ ok: true, value: { applied: [expect.any(String)], refused: [] } });
  });

  it('goes on publishing where a stranger only pretends to, and says that nobody can read it', async () => {
    const szeged = await startOffice(site, 'Szeged');
    const folder = await newFolder();
    const here = await addFolder(szeged, folder);
    expect(await exchange(szeged, here)).toMatchObject({ ok: true, value: { isUnreadable: false } });
    await plant(folder);
    await commit(szeged, named(1, 'Egy Kft.'));
    expect(await exchange(szeged, here)).toMatchObject({
      ok: true,
      value: { published: expect.stringMatching(/age$/), sealedNow: true, isUnreadable: true },
    });
  });
});
