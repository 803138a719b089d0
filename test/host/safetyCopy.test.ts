import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ok } from '../../src/base/result.ts';
import { bytesOf, entryAt, hostIn, sentinelAt, sha256Of, temporaryFolder } from './open.ts';

const filesOf = (folder: string): readonly string[] => readdirSync(join(folder, 'safety')).filter((name) => name.endsWith('.json'));

describe('the safety copy', () => {
  it('holds nothing and no sentinel on a first start', async () => {
    const host = hostIn(temporaryFolder());
    expect(await host.readSentinel({})).toEqual(ok(null));
    expect(await host.listSafetyCopy({})).toEqual(ok([]));
  });

  it('gives back each document as it was, in the order of the commits, with the newest sentinel', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    for (const seq of [2, 1, 10])
      expect(await host.appendSafetyCopy(entryAt(seq, `ő${seq}`, false, 10))).toEqual(ok({ at: 1_790_000_000_000 }));
    const again = hostIn(folder);
    expect(await again.listSafetyCopy({})).toEqual(
      ok(
        [1, 2, 10].map((seq) => ({
          name: `${String(seq).padStart(9, '0')}.json`,
          seq,
          snapshot: false,
          bytes: bytesOf(`ő${seq}`).byteLength,
          sha256: sha256Of(bytesOf(`ő${seq}`)),
        })),
      ),
    );
    expect(await again.readSafetyCopy({ name: '000000010.json' })).toEqual(ok(bytesOf('ő10')));
    expect(await again.readSentinel({})).toEqual(ok(sentinelAt(10)));
  });

  it('is kept aside whole where its sentinel is lost, and left alone where it can be read', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    await host.appendSafetyCopy(entryAt(1, 'one'));
    expect(await host.setSafetyCopyAside({})).toEqual({ ok: false, error: { type: 'safetyCopyAhead' } });
    writeFileSync(join(folder, 'sentinel.json'), '{');
    expect(await host.setSafetyCopyAside({})).toEqual(ok(null));
    const [aside = ''] = readdirSync(folder).filter((name) => name.startsWith('copy-set-aside'));
    expect(readdirSync(join(folder, aside)).sort()).toEqual(['safety', 'sentinel.json']);
    expect(readFileSync(join(folder, aside, 'safety', '000000001.json'), 'utf8')).toBe('one');
    expect(await host.readSentinel({})).toEqual(ok(null));
    expect(await host.appendSafetyCopy(entryAt(1, 'another one'))).toMatchObject({ ok: true });
    expect(filesOf(folder)).toEqual(['000000001.json']);
  });

  it('replaces what a snapshot holds and keeps what came after it', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    for (const seq of [1, 2, 3, 5]) await host.appendSafetyCopy(entryAt(seq, `${seq}`));
    await host.appendSafetyCopy(entryAt(3, 'everything up to 3', true, 5));
    expect(filesOf(folder)).toEqual(['000000003-snapshot.json', '000000005.json']);
    await host.appendSafetyCopy(entryAt(6, 'everything up to 6', true));
    expect(filesOf(folder)).toEqual(['000000006-snapshot.json']);
    expect(readdirSync(join(folder, 'safety')).length).toBe(2);
  });

  it('refuses what a store sends that stands behind what it has sent before, or is of another cluster, and takes it from another one of this', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    for (const seq of [1, 2, 3]) await host.appendSafetyCopy(entryAt(seq, `${seq}`));
    const outdated = entryAt(2, 'an older two', true);
    expect(await host.appendSafetyCopy(outdated)).toEqual({ ok: false, error: { type: 'safetyCopyAhead' } });
    const stranger = { ...entryAt(4, 'of another cluster'), sentinel: { ...sentinelAt(4), cluster: 'another', device: 'another' } };
    expect(await host.appendSafetyCopy(stranger)).toEqual({ ok: false, error: { type: 'safetyCopyAhead' } });
    expect(await host.readSafetyCopy({ name: '000000002.json' })).toEqual(ok(bytesOf('2')));
    expect(filesOf(folder)).toEqual(['000000001.json', '000000002.json', '000000003.json']);
    expect(await host.readSentinel({})).toEqual(ok(sentinelAt(3)));
    expect(await host.appendSafetyCopy(entryAt(3, '3'))).toMatchObject({ ok: true });
    const other = { ...outdated, sentinel: { ...outdated.sentinel, device: 'another device' } };
    expect(await host.appendSafetyCopy(other)).toMatchObject({ ok: true });
  });

  it('names the entry whose bytes have changed', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    await host.appendSafetyCopy(entryAt(1, 'first'));
    await host.appendSafetyCopy(entryAt(2, 'second'));
    writeFileSync(join(folder, 'safety', '000000002.json'), 'sEcond');
    expect(await host.readSafetyCopy({ name: '000000001.json' })).toEqual(ok(bytesOf('first')));
    expect(await host.readSafetyCopy({ name: '000000002.json' })).toEqual({
      ok: false,
      error: { type: 'safetyCopyDamaged', name: '000000002.json' },
    });
  });

  it.each([
    ['shortened', (path: string) => truncateSync(path, 3)],
    ['emptied', (path: string) => truncateSync(path, 0)],
    ['without its record', (path: string) => rmSync(`${path}.sha256`)],
  ])('names an entry that is %s', async (_what, damage) => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    await host.appendSafetyCopy(entryAt(7, 'seventh'));
    damage(join(folder, 'safety', '000000007.json'));
    const name = '000000007.json';
    expect(await host.readSafetyCopy({ name })).toEqual({ ok: false, error: { type: 'safetyCopyDamaged', name } });
    expect(await host.listSafetyCopy({})).toMatchObject({ ok: true, value: [{ name }] });
  });

  it('says that an entry is not there', async () => {
    expect(await hostIn(temporaryFolder()).readSafetyCopy({ name: '000000001.json' })).toEqual({ ok: false, error: { type: 'notFound' } });
  });

  it('never takes a lost or unreadable sentinel for a first start', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    await host.appendSafetyCopy(entryAt(1, '1'));
    const damaged = { ok: false, error: { type: 'safetyCopyDamaged', name: 'sentinel.json' } };
    for (const text of ['', '{', '{}', JSON.stringify({ ...sentinelAt(1), seq: 'one' })]) {
      writeFileSync(join(folder, 'sentinel.json'), text);
      expect(await host.readSentinel({})).toEqual(damaged);
    }
    rmSync(join(folder, 'sentinel.json'));
    expect(await host.readSentinel({})).toEqual(damaged);
    await host.appendSafetyCopy(entryAt(2, '2'));
    expect(await host.readSentinel({})).toEqual(ok(sentinelAt(2)));
  });

  it('never takes a folder that cannot be read for an empty one', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'safety'), 'a file where the folder was');
    const failed = { ok: false, error: { type: 'diskFailed', code: 'ENOTDIR' } };
    expect(await hostIn(folder).readSentinel({})).toEqual(failed);
    expect(await hostIn(folder).listSafetyCopy({})).toEqual(failed);
  });

  it('passes over files that it did not name', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    await host.appendSafetyCopy(entryAt(1, 'one'));
    for (const name of ['1.json', '000000001 (conflict).json', '000000002.json.unfinished', 'notes.txt']) {
      writeFileSync(join(folder, 'safety', name), 'stranger');
    }
    expect(await host.listSafetyCopy({})).toMatchObject({ ok: true, value: [{ seq: 1 }] });
  });

  it('takes the same number again, as after an answer that got lost', async () => {
    const host = hostIn(temporaryFolder());
    await host.appendSafetyCopy(entryAt(1, 'first attempt'));
    await host.appendSafetyCopy(entryAt(1, 'second attempt'));
    expect(await host.readSafetyCopy({ name: '000000001.json' })).toEqual(ok(bytesOf('second attempt')));
  });

  it('is whole still after the disk has refused the same number again and again', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    await host.appendSafetyCopy(entryAt(1, 'everything', true));
    const inTheWay = join(folder, 'safety', '000000001-snapshot.json.unfinished');
    mkdirSync(inTheWay);
    for (const attempt of [1, 2, 3]) expect((await host.appendSafetyCopy(entryAt(1, `attempt ${attempt}`, true))).ok).toBe(false);
    expect(await host.readSafetyCopy({ name: '000000001-snapshot.json' })).toEqual(ok(bytesOf('everything')));
    rmSync(inTheWay, { recursive: true });
    for (const text of ['at last', 'and once more']) {
      expect(await host.appendSafetyCopy(entryAt(1, text, true))).toMatchObject({ ok: true });
      expect(await host.readSafetyCopy({ name: '000000001-snapshot.json' })).toEqual(ok(bytesOf(text)));
    }
    const record = readFileSync(join(folder, 'safety', '000000001-snapshot.json.sha256'), 'utf8');
    expect(record).toBe(`${sha256Of(bytesOf('and once more'))}  000000001-snapshot.json\n`);
  });

  it('keeps twenty writers at once apart', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder);
    const seqs = Array.from({ length: 20 }, (_, index) => index + 1);
    await Promise.all(seqs.map((seq) => host.appendSafetyCopy(entryAt(seq, `${seq}`))));
    for (const seq of seqs)
      expect(await host.readSafetyCopy({ name: `${String(seq).padStart(9, '0')}.json` })).toEqual(ok(bytesOf(`${seq}`)));
    expect(await host.readSentinel({})).toEqual(ok(sentinelAt(20)));
  });

  it('can be checked with sha256sum', async () => {
    const folder = temporaryFolder();
    await hostIn(folder).appendSafetyCopy(entryAt(1, 'one'));
    expect(readFileSync(join(folder, 'safety', '000000001.json.sha256'), 'utf8')).toBe(`${sha256Of(bytesOf('one'))}  000000001.json\n`);
  });

  it.skipIf(process.platform === 'win32')('is for its owner only', async () => {
    const folder = temporaryFolder();
    await hostIn(folder).appendSafetyCopy(entryAt(1, 'one'));
    expect(statSync(join(folder, 'safety')).mode & 0o777).toBe(0o700);
    for (const name of ['safety/000000001.json', 'safety/000000001.json.sha256', 'sentinel.json']) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    }
  });
});
