import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ok } from '../../src/base/result.ts';
import type { RunId } from '../../src/crdt/types.ts';
import { completeHeader, noSizeLimits } from '../../src/exchange/format.ts';
import { createWebHash, joinBytes } from '../../src/exchange/hash.ts';
import { readBundle, readRecords } from '../../src/exchange/read.ts';
import { countRecords, writeBundle } from '../../src/exchange/write.ts';
import { withoutErased } from '../../src/host/snapshotText.ts';
import type { Handlers } from '../../src/ipc/contract.ts';
import { recordId } from '../replica/records.ts';
import { hostIn, sentinelAt, temporaryFolder } from './open.ts';

const run = 'a'.repeat(20) as RunId;
const start = new Date(2026, 10, 2, 9).getTime();
const dayMs = 24 * 60 * 60 * 1000;
const origin = { run, device: 'device', office: 'office', author: 'Szabó Éva', app: '1.0.0' };
const runs = [{ id: run, device: 'device', office: 'office', author: 'Szabó Éva', parent: null }];

type Names = Readonly<Record<number, string | null>>;

/** A whole store as a snapshot: people, or records of another type, by number, `null` for one that was erased. */
const snapshotOf = async (seq: number, people: Names, type = 'person'): Promise<Uint8Array<ArrayBuffer>> => {
  const records = Object.entries(people).map(([n, name]) => {
    const [id, seen] = [recordId(Number(n)), { [run]: seq }];
    if (name === null) return { type, id, erased: [run, seq, start] as const, seen };
    return { type, id, f: { name }, s: { '': [run, 1, start] as const }, seen };
  });
  const organisation = {
    type: 'organisation',
    id: recordId(900),
    f: { name: 'Példa Bt.' },
    s: { '': [run, 1, start] as const },
    seen: { [run]: 1 },
  };
  const header = {
    id: `snapshot-${seq}`,
    cluster: 'cluster',
    from: origin,
    createdAt: start,
    base: {},
    heads: { [run]: seq },
    runs,
    previous: null,
  };
  const all = [organisation, ...records];
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const written = { header: completeHeader(header, countRecords(all)), records: all, createHash: createWebHash };
  for await (const part of writeBundle(written)) parts.push(part);
  return joinBytes(parts);
};

const erasedIn = (people: Names): readonly string[] =>
  Object.entries(people).flatMap(([n, name]) => (name === null ? [recordId(Number(n))] : []));

const send = async (host: Handlers, seq: number, people: Names): Promise<void> => {
  const sentinel = { ...sentinelAt(seq), erased: [...erasedIn(people)] };
  expect(await host.appendSafetyCopy({ seq, snapshot: true, bundle: await snapshotOf(seq, people), sentinel })).toMatchObject({ ok: true });
};

const kept = async (host: Handlers) => {
  const listed = await host.listSnapshots({});
  if (!listed.ok) throw new Error(listed.error.type);
  return listed.value;
};

/** Everything that lies below a folder, packed files unpacked as far as they go. */
const everythingIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    .map((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes).toString('utf8'))
    .join('\n');

describe('snapshots of earlier days', () => {
  it('are taken once a day, listed the newest first, and given back whole', async () => {
    const folder = temporaryFolder();
    for (let day = 0; day < 3; day += 1) {
      const host = hostIn(folder, start + day * dayMs);
      await host.appendSafetyCopy({ seq: day * 10 + 1, snapshot: false, bundle: new Uint8Array(1), sentinel: sentinelAt(day * 10 + 1) });
      expect(await host.isSnapshotDue({})).toEqual(ok(true));
      await send(host, day * 10 + 2, { 1: `Név ${day}` });
      expect(await host.isSnapshotDue({})).toEqual(ok(false));
      await send(host, day * 10 + 3, { 1: `Név ${day} délután` });
    }
    const host = hostIn(folder, start + 2 * dayMs);
    const entries = await kept(host);
    expect(entries.map(({ seq, at, records }) => ({ seq, at, records }))).toEqual([
      { seq: 22, at: start + 2 * dayMs, records: 2 },
      { seq: 12, at: start + dayMs, records: 2 },
      { seq: 2, at: start, records: 2 },
    ]);
    const packed = await host.readSnapshot({ name: entries[1]?.name ?? '' });
    expect(packed.ok && packed.value.byteLength).toBe(entries[1]?.bytes);
    expect(packed.ok && new Uint8Array(gunzipSync(packed.value))).toEqual(await snapshotOf(12, { 1: 'Név 1' }));
  });

  it('never grow beyond what the rule keeps', async () => {
    const folder = temporaryFolder();
    for (let day = 0; day < 20; day += 1) await send(hostIn(folder, start + day * dayMs), day + 1, { 1: `Név ${day}` });
    const left = await kept(hostIn(folder, start + 20 * dayMs));
    expect(left.length).toBe(9);
    expect(left.slice(0, 7).map(({ seq }) => seq)).toEqual([20, 19, 18, 17, 16, 15, 14]);
    expect(readdirSync(join(folder, 'safety'))).toEqual(['000000020-snapshot.json', '000000020-snapshot.json.sha256']);
  });

  it('say when one has been changed on the disk', async () => {
    const folder = temporaryFolder();
    const host = hostIn(folder, start);
    await send(host, 1, { 1: 'Név' });
    const [entry] = await kept(host);
    const name = entry?.name ?? '';
    writeFileSync(join(folder, 'snapshots', name), 'x');
    expect(await host.readSnapshot({ name })).toEqual({ ok: false, error: { type: 'safetyCopyDamaged', name } });
    expect(await host.readSnapshot({ name: '20261102T080000Z-000000009-1.json.gz' })).toEqual({ ok: false, error: { type: 'notFound' } });
  });
});

describe('an erasure', () => {
  it('leaves nothing of the person in the data folder, and every other record in snapshots that still read as bundles', async () => {
    const folder = temporaryFolder();
    const people = { 1: 'Törlendő Tímea', 2: 'Maradó Márton', 3: 'Utolsó Ubul' };
    for (let day = 0; day < 3; day += 1) await send(hostIn(folder, start + day * dayMs), day + 1, people);
    const host = hostIn(folder, start + 2 * dayMs);
    await host.appendSafetyCopy({
      seq: 4,
      snapshot: false,
      bundle: new Uint8Array(Buffer.from('the erasing commit')),
      sentinel: { ...sentinelAt(4), erased: [recordId(1)] },
    });
    expect(await host.isSnapshotDue({})).toEqual(ok(true));
    expect(everythingIn(folder)).toContain('Törlendő');
    await send(host, 4, { ...people, 1: null });
    expect(await host.isSnapshotDue({})).toEqual(ok(false));
    const all = everythingIn(folder);
    expect(all).not.toContain('Törlendő');
    expect(all.split('Maradó').length - 1).toBe(4);
    const entries = await kept(host);
    expect(entries.map(({ seq, records }) => [seq, records])).toEqual([
      [3, 3],
      [2, 3],
      [1, 3],
    ]);
    for (const { name } of entries) {
      const packed = await host.readSnapshot({ name });
      const bundle = await readBundle(packed.ok ? packed.value : new Uint8Array(), { createHash: createWebHash, cluster: 'cluster' });
      if (!bundle.ok) throw new Error(bundle.error.type);
      expect(bundle.value.header.counts).toEqual({ records: 3, byType: { organisation: 1, person: 2 } });
      const records = await readRecords(bundle.value);
      expect(records.ok && records.value.map(({ id }) => id)).toEqual([recordId(900), recordId(2), recordId(3)]);
    }
  });

  it.skipIf(!process.env.SLOW)('is made in a snapshot that is longer than a text may be', { timeout: 300_000 }, async () => {
    const folder = temporaryFolder();
    const note = 'x'.repeat(2 ** 20);
    const people = Object.fromEntries([...Array(560).keys()].map((n) => [n + 2, note]));
    await send(hostIn(folder, start), 1, { 1: 'Törlendő Tímea', ...people });
    const host = hostIn(folder, start + dayMs);
    await send(host, 2, { 1: null, ...people });
    const entries = await kept(host);
    expect(entries.map(({ seq, records }) => [seq, records])).toEqual([
      [2, 562],
      [1, 561],
    ]);
    const packed = await host.readSnapshot({ name: entries[1]?.name ?? '' });
    const bundle = await readBundle(new Blob([packed.ok ? packed.value : '']), {
      createHash: createWebHash,
      cluster: 'cluster',
      limits: noSizeLimits,
    });
    if (!bundle.ok) throw new Error(bundle.error.type);
    const records = await readRecords(bundle.value);
    expect(records.ok && records.value.some(({ id }) => id === recordId(1))).toBe(false);
    expect(records.ok && records.value.length).toBe(561);
  });

  it('is finished at the next start when a crash came before the snapshots were rewritten', async () => {
    const folder = temporaryFolder();
    await send(hostIn(folder, start), 1, { 1: 'Törlendő Tímea' });
    const erased = [recordId(1)];
    await hostIn(folder, start).appendSafetyCopy({
      seq: 2,
      snapshot: false,
      bundle: new Uint8Array(1),
      sentinel: { ...sentinelAt(2), erased },
    });
    const again = hostIn(folder, start + 60_000);
    expect(await again.isSnapshotDue({})).toEqual(ok(true));
    await send(again, 2, { 1: null });
    expect(everythingIn(folder)).not.toContain('Törlendő');
    expect(await again.isSnapshotDue({})).toEqual(ok(false));
  });

  it('reaches a copy that was set aside: whole and damaged files keep what others wrote, one that cannot be unpacked goes', async () => {
    const folder = temporaryFolder();
    const people = { 1: 'Törlendő Tímea', 2: 'Maradó Márton' };
    await send(hostIn(folder, start), 1, people);
    const host = hostIn(folder, start + dayMs);
    await host.keepDrafts({ text: JSON.stringify({ id: recordId(1), name: 'Törlendő' }) });
    const [packed] = await kept(host);
    const whole = readFileSync(join(folder, 'safety', '000000001-snapshot.json'));
    writeFileSync(join(folder, 'safety', '000000002.json'), whole.subarray(0, -100));
    writeFileSync(join(folder, 'snapshots', `x-${packed?.name}`), gzipSync(whole).subarray(0, -20));
    writeFileSync(join(folder, 'sentinel.json'), '{');
    expect(await host.setSafetyCopyAside({})).toEqual(ok(null));
    await send(host, 1, { 3: 'Más' });
    expect(everythingIn(folder)).toContain('Törlendő');
    await send(host, 2, { 1: null, 3: 'Más' });
    const left = everythingIn(folder);
    expect(left).not.toContain('Törlendő');
    expect(left.split('Maradó').length - 1, 'in the snapshot, the day’s packed one and the damaged one').toBe(3);
  });

  it.each(['"', '\\', 'a\u0001"]', 'ș'.repeat(64), '\u0001'.repeat(64)])(
    'keeps every other record of a snapshot that holds a type which a later program may name as it likes: %j',
    async (type) => {
      const left = withoutErased(await snapshotOf(3, { 1: 'Törlendő', 2: 'Maradó', 3: null }, type), new Set([recordId(1)]));
      const bundle = left && (await readBundle(new Blob([left]), { createHash: createWebHash, cluster: 'cluster', limits: noSizeLimits }));
      const records = bundle?.ok ? await readRecords(bundle.value) : bundle;
      expect(records).toMatchObject({
        ok: true,
        value: [{ type: 'organisation' }, { type, f: { name: 'Maradó' } }, { type, id: recordId(3) }],
      });
      expect(bundle).toMatchObject({ ok: true, value: { header: { counts: { records: 3, byType: { organisation: 1, [type]: 2 } } } } });
    },
  );

  it('removes a snapshot that cannot be read any more, because it may hold the person too', async () => {
    const folder = temporaryFolder();
    await send(hostIn(folder, start), 1, { 1: 'Törlendő Tímea' });
    const host = hostIn(folder, start + dayMs);
    const [damaged] = await kept(host);
    writeFileSync(join(folder, 'snapshots', `${damaged?.name}.sha256`), '');
    await send(host, 2, { 1: null });
    expect((await kept(host)).map(({ seq }) => seq)).toEqual([2]);
    expect(everythingIn(folder)).not.toContain('Törlendő');
  });
});
