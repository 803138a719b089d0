import type { RecordChange } from '../../src/replica/api.ts';
import { call } from './harness.ts';
import { exportAs, newMachine, type Running, type Site, setUp, store } from './machines.ts';
import { recordId } from './records.ts';

/** Offices on machines of their own that come to trust one another and share a folder, as persons bring that about. */

export const commit = ({ page }: Running, ...changes: readonly RecordChange[]) => call(page, store, 'commit', changes);

export const named = (n: number, name: string): RecordChange => ({
  kind: 'set',
  type: 'organisation',
  id: recordId(n),
  set: { name },
  shown: {},
});

/** A call of the contract, as a screen makes it. */
export const ask = ({ page }: Running, method: string, request: object): Promise<unknown> =>
  page.evaluate(([name, text]) => testPage.ask(name, text), [method, JSON.stringify(request)] as const).then((text) => JSON.parse(text));

const askFor = async <T>(running: Running, method: string, request: object): Promise<T> => {
  const answer = await ask(running, method, request);
  if (typeof answer !== 'object' || answer === null || !('ok' in answer) || answer.ok !== true || !('value' in answer))
    throw new Error(JSON.stringify(answer));
  return answer.value as T; // As the contract says.
};

/** A laptop of an office, which begins with the named bundle where it joins. */
export const startOffice = async (site: Site, office: string, join?: string): Promise<Running> => {
  const running = await site.switchOn(await newMachine(), [], true);
  const ready = await setUp(running, office, join ?? null);
  if (!ready.ok) throw new Error(ready.error.type);
  return running;
};

/** Szeged and Timișoara: the second joined by the first one's bundle, in which there is one record. */
export const twoOffices = async (site: Site): Promise<readonly [Running, Running]> => {
  const szeged = await startOffice(site, 'Szeged');
  await commit(szeged, named(1, 'Egy Kft.'));
  await exportAs(szeged, 'join');
  return [szeged, await startOffice(site, 'Timișoara', 'join')];
};

export const previewOf = ({ page }: Running, file: string) =>
  page.evaluate(async ([name, bundle]) => await testPage.api(name).previewBundle(await testPage.fetchFile(bundle)), [store, file] as const);

/** What a person says after having compared the fingerprint: the office of the bundle's signer is one of ours. */
export const admit = async (running: Running, file: string): Promise<void> => {
  const preview = await previewOf(running, file);
  if (!preview.ok || preview.value.signer.state !== 'unknownKey' || !preview.value.signer.claim) throw new Error(JSON.stringify(preview));
  const { office, key } = preview.value.signer.claim;
  const cluster = (await call(running.page, store, 'identity'))?.cluster;
  const said = await askFor<never>(running, 'admitOffice', { cluster, office, key });
  const kept = await call(running.page, store, 'addStatements', [said]);
  if (!kept.ok) throw new Error(kept.error.type);
};

/** Two offices that trust each other. */
export const twoFriends = async (site: Site): Promise<readonly [Running, Running]> => {
  const [szeged, timisoara] = await twoOffices(site);
  await exportAs(timisoara, 'hello');
  await admit(szeged, 'hello');
  return [szeged, timisoara];
};

/** Makes a folder a shared place of this machine; answers its id. */
export const addFolder = async (running: Running, path: string, sealed = false): Promise<string> => {
  const identity = await call(running.page, store, 'identity');
  const added = await askFor<{ readonly id: string }>(running, 'addPlace', {
    label: 'Közös mappa',
    config: { kind: 'folder', path },
    secret: null,
    cluster: identity?.cluster,
    device: identity?.device,
    sealed,
  });
  return added.id;
};

export const exchange = ({ page }: Running, id: string, sealed = false) => call(page, store, 'exchangeWith', { id, sealed });
