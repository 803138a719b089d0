import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWhole, type SharedPlace } from '../../../src/exchange/place.ts';
import { sha256 } from '../../../src/host/disk.ts';
import { openFolder } from '../../../src/host/places/folder.ts';
import type { FolderFiles } from '../../../src/host/places/folderFiles.ts';
import { claimPlace } from '../../../src/host/places/marker.ts';
import { temporaryFolder } from '../open.ts';
import { itIsASharedPlace } from './itIsASharedPlace.ts';
import { createMirror, cut, type Mirror } from './mirror.ts';
import { bytesOf, errorOf, good, nameOf, namesIn, noise, type OpenedPlace, someRun, szeged, timisoara } from './opened.ts';
import { stickFiles } from './stickFiles.ts';

type Mirrored = OpenedPlace & { readonly mirror: Mirror; readonly folders: readonly [string, string] };

const folderAt = (path: string, files: FolderFiles): SharedPlace => openFolder({ path, files, suffix: someRun });

let seed = 0;
/** `mine` and `theirs` are two folders that look like memory sticks, and a tool carries between them. */
const openMirrored = async (): Promise<Mirrored> => {
  seed += 1;
  const folders = [temporaryFolder(), temporaryFolder()] as const;
  const mirror = createMirror(...folders, seed);
  return {
    mine: folderAt(folders[0], stickFiles),
    theirs: folderAt(folders[1], stickFiles),
    settle: mirror.settle,
    put: async (name, bytes) => {
      await mkdir(dirname(join(folders[0], name)), { recursive: true });
      await writeFile(join(folders[0], name), bytes);
    },
    empty: async () => {
      for (const name of await readdir(folders[0])) await rm(join(folders[0], name), { recursive: true });
    },
    requests: () => null,
    mirror,
    folders,
  };
};

itIsASharedPlace('A folder mirrored to another disk', openMirrored);

describe('a mirrored folder', () => {
  it('brings every bundle of both sides whole in the end, whatever was half there before', async () => {
    const { mine, theirs, mirror, settle } = await openMirrored();
    const sent = new Map<string, string>();
    for (let n = 1; n <= 12; n += 1) {
      const [place, device] = n % 2 === 0 ? [mine, szeged] : [theirs, timisoara];
      const bytes = noise(3000 + n);
      good(await place.writeNew(nameOf({ device, n }), bytes));
      sent.set(nameOf({ device, n }), sha256(bytes));
      await mirror.round();
      // What is seen on the way is a name that is expected, and never larger than what was sent.
      for (const seen of [mine, theirs])
        for (const { name, bytes: size } of good(await seen.list('bundles')).entries) {
          expect(sent.has(name)).toBe(true);
          expect(size).toBeLessThanOrEqual(3012);
        }
    }
    await settle();
    for (const place of [mine, theirs]) {
      expect(await namesIn(place)).toEqual([...sent.keys()].sort());
      for (const [name, hash] of sent) expect(sha256(good(await readWhole(place, name as ReturnType<typeof nameOf>, 10_000)))).toBe(hash);
    }
  });

  it('carries a removal across, and nothing else goes', async () => {
    const { mine, theirs, settle } = await openMirrored();
    for (const n of [1, 2, 3]) good(await mine.writeNew(nameOf({ n }), noise(500)));
    await settle();
    good(await mine.remove(nameOf({ n: 2 })));
    await settle();
    for (const place of [mine, theirs]) expect(await namesIn(place)).toEqual([nameOf(), nameOf({ n: 3 })]);
  });

  it.each(Array.from({ length: 16 }, (_, part) => part * 64))(
    'shows a file that has come up to byte %i as it is, for the reader to refuse',
    async (bytes) => {
      const { mine, folders } = await openMirrored();
      const whole = noise(1024);
      good(await mine.writeNew(nameOf(), whole));
      await cut(join(folders[0], nameOf()), bytes);
      expect(good(await mine.list('bundles')).entries).toEqual([{ name: nameOf(), bytes }]);
      expect(sha256(good(await readWhole(mine, nameOf(), 2000)))).not.toBe(sha256(whole));
    },
  );

  it('takes two spellings of a name for one, as its disk does', async () => {
    const { mine, put } = await openMirrored();
    await put(nameOf().toUpperCase(), bytesOf('shouted'));
    expect(errorOf(await mine.writeNew(nameOf(), bytesOf('bundle')))).toBe('nameTaken');
    expect(await namesIn(mine)).toEqual([]);
  });

  it('may be claimed on both sides before either has heard of the other, as one cluster', async () => {
    const { mine, theirs, settle } = await openMirrored();
    expect(await claimPlace(mine, 'cluster-1')).toEqual({ ok: true, value: null });
    expect(await claimPlace(theirs, 'cluster-1')).toEqual({ ok: true, value: null });
    await settle();
    expect(await claimPlace(theirs, 'cluster-2')).toEqual({ ok: false, error: { type: 'placeOtherCluster', cluster: 'cluster-1' } });
  });
});
