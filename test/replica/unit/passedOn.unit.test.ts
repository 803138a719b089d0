import { expect, it } from 'vitest';
import type { RunRecord } from '../../../src/crdt/types.ts';
import { createWebHash } from '../../../src/exchange/hash.ts';
import { bundleBytes } from '../../../src/exchange/write.ts';
import type { Identity } from '../../../src/replica/api.ts';
import { writeImport } from '../../../src/replica/importing.ts';
import { prepareImport } from '../../../src/replica/reading.ts';
import { admit, device, keyNamed, office, revoke, signsAs } from '../../exchange/keyring.ts';
import { draftHeader, idOf, noon, organisation, runNamed, runRecord } from '../../exchange/samples.ts';
import { storeOn } from './fakeStore.ts';

const [szeged, timisoara] = [keyNamed('Szeged'), keyNamed('Timișoara')];
const [stolen, pc] = [keyNamed('a stolen laptop'), keyNamed('a pc')];
const [stolenRun, pcRun] = [runNamed('stolen'), runNamed('pc')];

const runs: readonly RunRecord[] = [
  { ...runRecord(stolenRun), device: 'laptop', office: 'Timișoara' },
  { ...runRecord(pcRun), device: 'pc', office: 'Timișoara' },
];

/** The `n`-th bundle of a machine whose keys count, which had `passedOn` changes of the stolen one before it heard that it is stolen. */
const bundleOf = async (n: number, passedOn: number): Promise<Blob> => {
  const from = { run: pcRun, device: 'pc', office: 'Timișoara', author: 'Popa Ion', app: '0.2.0' };
  const header = draftHeader({ id: `bundle ${n} ${passedOn}`, from, heads: { [pcRun]: n, [stolenRun]: passedOn }, runs });
  const records = [organisation(n, `Exemplu ${n} S.R.L.`, [pcRun, n, noon]), organisation(100, 'Lopott Kft.', [stolenRun, passedOn, noon])];
  return new Blob([(await bundleBytes(header, records, createWebHash, signsAs(pc))).bytes]);
};

it('asks once about what a stolen machine had written for others to pass on, and not again with every bundle of theirs', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const none = { limit: () => ({ keys: async () => [] }), primaryKeys: async () => [] };
  Object.assign(session.db.replaced, { orderBy: () => ({ reverse: () => none }), put: async () => '', bulkDelete: async () => undefined });
  session.identity = {
    ...(session.identity as Identity), // The fake store is set up.
    ...{ cluster: 'a cluster', office: { id: 'Szeged' as Identity['office']['id'], name: 'Szeged', country: 'HU' }, officeKey: szeged.key },
  };
  const statements = [
    ...[office('Szeged', szeged), office('Timișoara', timisoara), admit(szeged, 'Timișoara', timisoara)],
    ...[device('Timișoara', timisoara, 'laptop', stolen), device('Timișoara', timisoara, 'pc', pc)],
    revoke(timisoara, 'Timișoara', stolen, { [stolenRun]: 2 }),
  ];
  session.facts = { ...session.facts, statements };
  /** What is made of a bundle; it is taken in where nobody has to be asked, or somebody has said yes. */
  const read = async (bundle: Blob, confirmed: boolean) => {
    const signal = new AbortController().signal;
    const prepared = await prepareImport(session, bundle, { job: 'import', signal, cluster: 'a cluster' });
    if (!prepared.ok) return prepared.error.type;
    const { asks, signer, sha256 } = prepared.value.preview;
    if (asks === null || confirmed) expect(await writeImport(session, prepared.value, sha256, '')).toBeNull();
    return signer.state;
  };
  expect(await read(await bundleOf(1, 2), false)).toBe('trusted');
  expect(await read(await bundleOf(2, 5), false)).toBe('revoked');
  expect(await read(await bundleOf(2, 5), true)).toBe('revoked');
  expect(await read(await bundleOf(3, 5), false)).toBe('trusted');
  expect(await read(await bundleOf(4, 6), false), 'what goes on beyond that is asked about').toBe('revoked');
  expect(session.shelves.get('organisation')?.records.map(({ id }) => id)).toContain(idOf(3));
});
