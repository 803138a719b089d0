import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure, Result } from '../../src/base/result.ts';
import type { Handlers, RequestOf } from '../../src/ipc/contract.ts';
import { entryAt, hostIn, sentinelAt, sha256Of, temporaryFolder } from './open.ts';

/** The disk under the host: it counts every call, and fails those from number `from` to number `to` with `code`. */
const disk = vi.hoisted(() => ({ calls: 0, from: Number.POSITIVE_INFINITY, to: 0, code: 'EIO' }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  type Anything = (...args: readonly unknown[]) => Promise<unknown>;
  const strike = (syscall: string): void => {
    disk.calls += 1;
    if (disk.calls >= disk.from && disk.calls <= disk.to)
      throw Object.assign(new Error(`${disk.code}: refused, ${syscall}`), { code: disk.code, syscall });
  };
  const wrapped =
    (name: string, work: Anything): Anything =>
    async (...args) => {
      strike(name);
      return work(...args);
    };
  const handleOf = (handle: import('node:fs/promises').FileHandle) => ({
    writeFile: async (bytes: Uint8Array) => {
      try {
        strike('write');
      } catch (cause) {
        await handle.writeFile(bytes.subarray(0, bytes.byteLength / 2)); // A full disk takes what still fits.
        throw cause;
      }
      await handle.writeFile(bytes);
    },
    sync: async () => strike('fsync'),
    close: async () => {
      await handle.close();
      strike('close');
    },
  });
  const calls = ['mkdir', 'readdir', 'readFile', 'rename', 'rm', 'stat', 'utimes', 'writeFile'] as const;
  return {
    ...real,
    ...Object.fromEntries(calls.map((name) => [name, wrapped(name, real[name] as unknown as Anything)])),
    open: async (path: string, flags: string, mode?: number) => {
      strike('open');
      return handleOf(await real.open(path, flags, mode));
    },
  };
});

const heal = (): void => {
  Object.assign(disk, { calls: 0, from: Number.POSITIVE_INFINITY, to: 0 });
};
beforeEach(heal);

type Act = (host: Handlers) => Promise<Result<unknown, Failure>>;
type Trouble = { readonly code: string; readonly from: number; readonly mode: 'once' | 'from here on' };

const codes = ['EIO', 'ENOSPC', 'EROFS'] as const;

/** Every call of an act as the place where the disk begins to fail, once and for good. */
const troublesOf = async (template: string, act: Act): Promise<readonly Trouble[]> => {
  const folder = copyOf(template);
  heal();
  expect(await act(hostIn(folder))).toMatchObject({ ok: true });
  const { calls } = disk;
  expect(calls).toBeGreaterThan(3);
  return Array.from({ length: calls }, (_, at) => at + 1).flatMap((from) =>
    codes.flatMap((code) => (['once', 'from here on'] as const).map((mode) => ({ code, from, mode }))),
  );
};

const copyOf = (template: string): string => {
  const folder = temporaryFolder();
  cpSync(template, folder, { recursive: true });
  return folder;
};

/** Acts on a copy of the template while the disk fails, then heals it. */
const actInTrouble = async (template: string, act: Act, { code, from, mode }: Trouble) => {
  const folder = copyOf(template);
  Object.assign(disk, { calls: 0, from, to: mode === 'once' ? from : Number.POSITIVE_INFINITY, code });
  const answer = await act(hostIn(folder));
  heal();
  return { folder, answer };
};

/** What a recovery would read: the last snapshot and everything after it, without a hole, up to the sentinel. Throws where it cannot. */
const recovered = async (host: Handlers): Promise<readonly string[]> => {
  const [sentinel, listed] = [await host.readSentinel({}), await host.listSafetyCopy({})];
  if (!sentinel.ok || !listed.ok || sentinel.value === null) throw new Error('The safety copy has no sentinel or no list.');
  const from = Math.max(
    0,
    listed.value.findLastIndex((entry) => entry.snapshot),
  );
  const texts: string[] = [];
  for (const [at, entry] of listed.value.slice(from).entries()) {
    const first = listed.value[from];
    if (entry.seq !== (first?.seq ?? 0) + at || !(first?.snapshot || first?.seq === 1)) throw new Error('The safety copy has a gap.');
    const read = await host.readSafetyCopy({ name: entry.name });
    if (read.ok) texts.push(Buffer.from(read.value).toString('utf8'));
    else if (entry.seq <= sentinel.value.seq) throw new Error(`${entry.name}: ${read.error.type}`);
  }
  if ((listed.value.at(-1)?.seq ?? 0) < sentinel.value.seq) throw new Error('The safety copy is shorter than its sentinel.');
  return texts;
};

const everything = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    .map((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8'))
    .join('\n');

const refusals = ['diskFailed', 'safetyCopyDamaged'];

const expectToldAs = (answer: Result<unknown, Failure>): void => {
  if (!answer.ok) expect(refusals).toContain(answer.error.type);
};

const filled = async (): Promise<string> => {
  const folder = temporaryFolder();
  for (const seq of [1, 2]) await hostIn(folder).appendSafetyCopy(entryAt(seq, `commit ${seq}`));
  return folder;
};

describe('on a disk that fails at any one of its calls, once or from there on', () => {
  it('a commit’s safety copy is there whole or not at all, and what was there before is there in any case', async () => {
    const template = await filled();
    const act: Act = (host) => host.appendSafetyCopy(entryAt(3, 'commit 3'));
    for (const trouble of await troublesOf(template, act)) {
      const { folder, answer } = await actInTrouble(template, act, trouble);
      expectToldAs(answer);
      const left = await recovered(hostIn(folder));
      expect(left.slice(0, 2)).toEqual(['commit 1', 'commit 2']);
      expect(left.slice(2).every((text) => text === 'commit 3')).toBe(true);
      if (answer.ok) expect(left).toHaveLength(3);
      expect(await act(hostIn(folder))).toMatchObject({ ok: true });
      expect(await recovered(hostIn(folder))).toEqual(['commit 1', 'commit 2', 'commit 3']);
    }
  });

  it('a snapshot replaces what it holds only once it is there, and whom it erases is gone at the latest at the next try', async () => {
    const line = (id: string, name: string): string => `{"type":"person","id":"${id}","f":{"name":"${name}"},"s":{},"seen":{}}`;
    const document = (lines: readonly string[]): string =>
      [
        `{"format":"interreg-cluster/bundle","version":1,"header":{"counts":{"records":${lines.length},"byType":{"person":${lines.length}}}},"records":[`,
        lines.join(',\n'),
        `],"footer":{"records":${lines.length},"sha256":""}}`,
        '',
      ].join('\n');
    const template = temporaryFolder();
    await hostIn(template).appendSafetyCopy(entryAt(1, document([line('a', 'Törlendő'), line('b', 'Maradó')]), true));
    await hostIn(template).appendSafetyCopy(entryAt(2, 'the erasing commit'));
    const act: Act = (host) =>
      host.appendSafetyCopy({ ...entryAt(2, document([line('b', 'Maradó')]), true), sentinel: { ...sentinelAt(2), erased: ['a'] } });
    const before = [document([line('a', 'Törlendő'), line('b', 'Maradó')]), 'the erasing commit'];
    const after = [document([line('b', 'Maradó')])];
    const troubles = await troublesOf(template, act);
    for (const trouble of troubles.filter(({ code, from }) => code === codes[from % codes.length])) {
      const { folder, answer } = await actInTrouble(template, act, trouble);
      expectToldAs(answer);
      const left = await recovered(hostIn(folder));
      expect([before, after]).toContainEqual(left);
      if (answer.ok) expect(everything(folder)).not.toContain('Törlendő');
      else expect(await act(hostIn(folder))).toMatchObject({ ok: true });
      expect(everything(folder)).not.toContain('Törlendő');
      expect(everything(folder).split('Maradó')).toHaveLength(3);
      expect(await recovered(hostIn(folder))).toEqual(after);
    }
  });

  it('settings are the old or the new ones', async () => {
    const template = temporaryFolder();
    await hostIn(template).writeSettings({ language: 'hu' });
    const act: Act = (host) => host.writeSettings({ language: 'ro' });
    for (const trouble of await troublesOf(template, act)) {
      const { folder, answer } = await actInTrouble(template, act, trouble);
      expectToldAs(answer);
      const left = await hostIn(folder).readSettings({});
      expect(answer.ok ? ['ro'] : ['hu', 'ro']).toContain(left.ok && left.value.language);
    }
  });

  it('a photo is kept whole, or said not to be there, and can be put again', async () => {
    const template = temporaryFolder();
    mkdirSync(join(template, 'files'));
    const file = new Uint8Array(Buffer.from(`%PDF-1.4 ${'kép '.repeat(500)}`));
    const request: RequestOf<'putAttachment'> = { sha256: sha256Of(file), file };
    const act: Act = (host) => host.putAttachment(request);
    for (const trouble of await troublesOf(template, act)) {
      const { folder, answer } = await actInTrouble(template, act, trouble);
      expectToldAs(answer);
      const left = await hostIn(folder).getAttachment({ sha256: request.sha256 });
      if (left.ok) expect(left.value).toEqual(file);
      else expect([answer.ok, left.error.type]).toEqual([false, 'notFound']);
      expect(await act(hostIn(folder))).toMatchObject({ ok: true });
      expect(await hostIn(folder).getAttachment({ sha256: request.sha256 })).toEqual({ ok: true, value: file });
    }
  });

  it.each([
    ['readSentinel', (host: Handlers) => host.readSentinel({})],
    ['listSafetyCopy', (host: Handlers) => host.listSafetyCopy({})],
    ['listSnapshots', (host: Handlers) => host.listSnapshots({})],
    ['isSnapshotDue', (host: Handlers) => host.isSnapshotDue({})],
  ])('%s answers a failure and never passes for an empty store', async (_, act: Act) => {
    const template = await filled();
    mkdirSync(join(template, 'snapshots'));
    heal();
    const right = await act(hostIn(template));
    const { calls } = disk;
    for (let from = 1; from <= calls; from += 1) {
      const { answer } = await actInTrouble(template, act, { code: 'EIO', from, mode: 'from here on' });
      expect([right, { ok: false, error: { type: 'diskFailed', code: 'EIO' } }]).toContainEqual(answer);
      expect(answer.ok).toBe(false);
    }
  });
});
