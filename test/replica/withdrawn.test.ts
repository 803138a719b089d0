import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PackedRecord } from '../../src/crdt/types.ts';
import type { Sha256 } from '../../src/exchange/hash.ts';
import type { SignDigest } from '../../src/exchange/signature.ts';
import type { SignedStatement } from '../../src/exchange/trust/statements.ts';
import { bundleBytes } from '../../src/exchange/write.ts';
import { keyNamed, signedWith } from '../exchange/keyring.ts';
import { runNamed } from '../exchange/samples.ts';
import { call } from './harness.ts';
import { type Running, type Site, startSite, store } from './machines.ts';
import { addFolder, ask, exchange, twoFriends } from './offices.ts';
import { recordId } from './records.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite(18_337);
});
afterAll(() => site.close());

const nodeHash = (): Sha256 => {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), digest: async () => hash.digest('hex') };
};

/** How another office stands with a machine: whether its newest key counts, and how many of its machines do. */
const standingOf = ({ page }: Running, office: string) =>
  page.evaluate(
    async ([name, id]) => {
      const found = (await testPage.api(name).trustBook()).offices.get(id);
      const inForce = found?.signers.filter(({ revokedUpTo }) => revokedUpTo.length === 0).length ?? 0;
      return { isOver: found?.keys.every((key) => found.revokedKeys.includes(key)) ?? null, inForce };
    },
    [store, office] as const,
  );

/** What the host has answered to a request that it grants. */
const granted = async <T>(answer: Promise<unknown>): Promise<T> => {
  const { ok, value } = (await answer) as { readonly ok: boolean; readonly value: T };
  if (!ok) throw new Error('The host refuses.');
  return value;
};

it('an office that is out can neither write on, under whatever name, nor push out the word that it is', { timeout: 120_000 }, async () => {
  const [szeged, timisoara] = await twoFriends(site);
  const folder = await mkdtemp(join(tmpdir(), 'interreg-place-'));
  const [here, there] = [await addFolder(szeged, folder), await addFolder(timisoara, folder)];
  for (const machine of [szeged, timisoara, szeged, timisoara]) await exchange(machine, machine === szeged ? here : there);
  const [us, them] = [await call(szeged.page, store, 'identity'), await call(timisoara.page, store, 'identity')];
  if (!us || !them) throw new Error('Nobody is set up.');
  expect(await standingOf(szeged, them.office.id)).toEqual({ isOver: false, inForce: 1 });
  /** Puts into the place what the other office writes by hand and signs, and answers what comes of it. */
  let n = 900;
  const slip = async (records: readonly PackedRecord[], trust: readonly SignedStatement[] = []) => {
    n += 1;
    const header = {
      ...{ id: recordId(n), cluster: them.cluster, createdAt: 1_800_000_000_000, base: {}, heads: {}, trust, previous: null },
      from: { run: null, device: them.device, office: them.office.id, author: us.author, app: 'by hand' },
      runs: [{ id: runNamed('byhand'), device: us.device, office: us.office.id, author: us.author, parent: null }],
    };
    const sign: SignDigest = (sha256) => granted(ask(timisoara, 'signBundle', { sha256 }));
    const { bytes } = await bundleBytes(header, records, nodeHash, sign);
    await mkdir(join(folder, 'replicas', them.device), { recursive: true });
    await writeFile(join(folder, 'replicas', them.device, `${'y'.repeat(20)}-000${n}.json`), bytes);
    return { bytes, done: await exchange(szeged, here) };
  };
  const flooding = (from: number): readonly SignedStatement[] =>
    Array.from({ length: 2000 }, (_, each) => {
      const stranger = keyNamed(`stranger ${from + each}`);
      const word = { kind: 'office', cluster: them.cluster, office: `stranger ${from + each}`, name: 'Nobody', country: 'RO' } as const;
      return signedWith({ ...word, key: stranger.key, at: 1 }, [stranger]);
    });
  for (const from of [0, 2000]) expect((await slip([], flooding(from))).done).toMatchObject({ value: { applied: [expect.any(String)] } });
  const book = () => szeged.page.evaluate((name) => testPage.api(name).trustBook(), store);
  const { length } = (await book()).strangers;
  expect(length, 'of what it says while it is trusted no more is kept than there is room for').toBeLessThan(3072);
  expect(length).toBeGreaterThan(2000);
  const { heads } = await book();
  const key = them.officeKey ?? '';
  const said = await granted<SignedStatement>(ask(szeged, 'revokeKey', { cluster: us.cluster, office: them.office.id, key, upTo: heads }));
  expect(await call(szeged.page, store, 'addStatements', [said])).toMatchObject({ ok: true });
  const out = { isOver: true, inForce: 0 };
  expect(await standingOf(szeged, them.office.id)).toEqual(out);

  const run = runNamed('byhand');
  const forged: PackedRecord = {
    ...{ type: 'organisation', id: recordId(77), f: { name: 'Hamis Kft.' } },
    ...{ s: { '': [run, 1, 1_800_000_000_000] }, seen: { [run]: 1 } },
  };
  expect((await slip([forged])).done).toMatchObject({ value: { applied: [], aside: [expect.any(String)] } });
  expect(await call(szeged.page, store, 'get', 'organisation', recordId(77))).toBeNull();

  const carried = await timisoara.page.evaluate(async (name) => {
    const made = await testPage.api(name).exportBundle({ for: 'everything' });
    return made.ok ? new Response(made.value.file.stream().pipeThrough(new DecompressionStream('gzip'))).text() : '';
  }, store);
  const trust: readonly SignedStatement[] = JSON.parse(carried).header.trust;
  const again = trust.map(({ text, signatures }) => ({ text, signatures: [...signatures, { key: 'x', signature: 'x' }] }));
  const flood = Array.from({ length: 4096 - again.length }, (_, each) => ({ text: `${each}`, signatures: [] }));
  const { bytes } = await slip([], [...flood, ...again]);
  expect(await standingOf(szeged, them.office.id)).toEqual(out);
  const applied = await szeged.page.evaluate(
    async ([name, text]) => testPage.api(name).importBundle(new Blob([text]), { fileName: 'by hand.json', confirmed: true }),
    [store, new TextDecoder().decode(bytes)] as const,
  );
  expect(applied, 'a person applies it once').toMatchObject({ ok: true });
  expect(await standingOf(szeged, them.office.id)).toEqual(out);
  await szeged.shutDown();
  await timisoara.shutDown();
});
