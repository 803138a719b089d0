import { cpSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Result } from '../../../src/base/result.ts';
import { createWebHash } from '../../../src/exchange/hash.ts';
import { readBundle } from '../../../src/exchange/read.ts';
import type { PublicKey } from '../../../src/exchange/trust/keys.ts';
import { bundleBytes } from '../../../src/exchange/write.ts';
import type { DesktopPort, Identity } from '../../../src/replica/api.ts';
import { writeImport } from '../../../src/replica/importing.ts';
import { completeTrust } from '../../../src/replica/ownTrust.ts';
import { prepareImport } from '../../../src/replica/reading.ts';
import type { Session } from '../../../src/replica/session.ts';
import { headerDraft } from '../../../src/replica/snapshot.ts';
import { addStatements, bookOf, requestIn, signerOf, statementsToCarry } from '../../../src/replica/trust.ts';
import { keyNamed } from '../../exchange/keyring.ts';
import { hostIn, temporaryFolder } from '../../host/open.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

const given = async <T>(answer: Promise<Result<T, { readonly type: string }>>): Promise<T> => {
  const result = await answer;
  if (!result.ok) throw new Error(result.error.type);
  return result.value;
};

/** A machine of the office with a host of its own; `officeKey` as somebody gave it who founded the office. */
const machine = async (n: number, officeKey: Identity['officeKey']) => {
  const folder = temporaryFolder();
  const host = hostIn(folder);
  const desktop = {
    signBundle: (sha256: string) => given(host.signBundle({ sha256 })),
    officeKey: () => given(host.officeKey({})),
    foundOffice: (who: Parameters<typeof host.foundOffice>[0]) => given(host.foundOffice(who)),
    requestCertificate: (who: Parameters<typeof host.requestCertificate>[0]) => given(host.requestCertificate(who)),
  } as unknown as DesktopPort; // Nothing else is asked of it.
  const session: Session = { ...storeOn({ held: Promise.resolve(), rows: [] }), desktop };
  const identity = { ...(session.identity as Identity), device: recordId(n), officeKey }; // The fake store is set up.
  session.identity = identity;
  const keepKey = async (key: PublicKey): Promise<void> => {
    session.identity = { ...identity, officeKey: key };
  };
  await completeTrust(session, keepKey);
  return { session, folder, host, identity, keepKey };
};

const bundleOf = async (session: Session): Promise<Blob> => {
  const draft = { ...headerDraft(session, {}, []), trust: await statementsToCarry(session) };
  return new Blob([(await bundleBytes(draft, [], createWebHash, signerOf(session))).bytes]);
};

const importInto = async (session: Session, file: Blob): Promise<void> => {
  const signal = new AbortController().signal;
  const prepared = await prepareImport(session, file, { job: 'import', signal, cluster: session.identity?.cluster });
  if (!prepared.ok) throw new Error(prepared.error.type);
  expect(await writeImport(session, prepared.value, prepared.value.preview.sha256, '')).toBeNull();
  await session.turns(async () => undefined); // What is done behind the import.
};

it('a laptop that has asked to be admitted asks again once its office has gone on with another key', async () => {
  const holder = await machine(1, null);
  const laptop = await machine(2, holder.session.identity?.officeKey ?? null);
  const { cluster, office, device, author } = holder.identity;
  const rotated = await given(holder.host.rotateOfficeKey({ cluster, office: office.id }));
  const renewed = await given(holder.host.foundOffice({ cluster, office: office.id, name: '', country: '', device, author }));
  await addStatements(holder.session, [rotated, ...renewed.statements]);

  const requestOf = async () => {
    const read = await readBundle(await bundleOf(laptop.session), { createHash: createWebHash });
    const request = read.ok ? await requestIn(holder.session, read.value) : null;
    if (request === null) throw new Error('It does not ask.');
    return request;
  };
  expect(await holder.host.admitDevice({ request: await requestOf() })).toEqual({ ok: false, error: { type: 'requestOutdated' } });
  await importInto(laptop.session, await bundleOf(holder.session));
  const certificate = await given(holder.host.admitDevice({ request: await requestOf() }));
  expect(await addStatements(holder.session, [certificate])).toMatchObject({ ok: true });
  expect((await bookOf(holder.session)).offices.get(office.id)?.signers.map((signer) => signer.device)).toContain(recordId(2));
});

it('an office whose key was changed twice from one state goes on with the one that its machine holds', async () => {
  const holder = await machine(1, null);
  const { session, host, identity } = holder;
  const { cluster, office, device, author } = identity;
  const former = session.identity?.officeKey ?? null;
  const changed = async (at: typeof host) => {
    const rotated = await given(at.rotateOfficeKey({ cluster, office: office.id }));
    const renewed = await given(at.foundOffice({ cluster, office: office.id, name: 'Szeged', country: 'HU', device, author }));
    return [rotated, ...renewed.statements];
  };
  const restored = temporaryFolder();
  cpSync(holder.folder, restored, { recursive: true });
  await addStatements(session, await changed(hostIn(restored)));
  await addStatements(session, await changed(host));

  const partner = keyNamed('Timișoara').key;
  await addStatements(session, [await given(host.admitOffice({ cluster, office: 'timisoara', key: partner }))]);
  expect((await bookOf(session)).offices.get(office.id)).toMatchObject({ keys: [former], forked: true });
  expect((await bookOf(session)).offices.has('timisoara')).toBe(false);

  await completeTrust(session, holder.keepKey);
  expect((await bookOf(session)).offices.get(office.id)).toMatchObject({ keys: [former, await given(host.officeKey({}))], forked: false });
  expect((await bookOf(session)).offices.has('timisoara')).toBe(true);
});
