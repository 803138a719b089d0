import { expect, it } from 'vitest';
import { admit, anchorOf, bundleFrom, device, keyNamed, office, verdictFor } from '../keyring.ts';

const szeged = keyNamed('Szeged');
const timisoara = keyNamed('Timișoara');
const oradea = keyNamed('Oradea');
const laptop = keyNamed('a laptop of Timișoara');
const here = anchorOf('Szeged', szeged);
const theirs = [office('Timișoara', timisoara), device('Timișoara', timisoara, 'laptop', laptop)];

it('a bundle of an admitted office’s replica is trusted, also when it brings its own certificate', async () => {
  const bundle = await bundleFrom('Timișoara', 'laptop', laptop, { trust: theirs });
  const trusted = { state: 'trusted', office: 'Timișoara', device: 'laptop', author: 'Minta Mária' };
  expect(await verdictFor(bundle, here, [admit(szeged, 'Timișoara', timisoara)])).toEqual(trusted);
});

it('an unknown signer is told with who it says to be and who vouches for it', async () => {
  const bundle = await bundleFrom('Timișoara', 'laptop', laptop, { trust: theirs });
  const known = [admit(szeged, 'Oradea', oradea), admit(oradea, 'Timișoara', timisoara)];
  expect(await verdictFor(bundle, here, known)).toMatchObject({
    state: 'unknownKey',
    key: laptop.key,
    claim: { office: 'Timișoara', name: 'Timișoara', key: timisoara.key, vouching: ['Oradea'] },
  });
  expect(await verdictFor(await bundleFrom('Timișoara', 'laptop', laptop), here, [])).toMatchObject({ state: 'unknownKey', claim: null });
});

it('a bundle that a known key signed for somebody else is not its', async () => {
  const known = [...theirs, admit(szeged, 'Timișoara', timisoara)];
  const notIts = { state: 'notIts', office: 'Timișoara', device: 'laptop' };
  expect(await verdictFor(await bundleFrom('Timișoara', 'another', laptop), here, known)).toEqual(notIts);
  expect(await verdictFor(await bundleFrom('Szeged', 'laptop', laptop), here, known)).toEqual(notIts);
});

it('a bundle without a signature, and one whose signer has no key yet to trust with', async () => {
  expect(await verdictFor(await bundleFrom('Timișoara', 'laptop', null), here, theirs)).toEqual({ state: 'unsigned' });
  const known = [...theirs, admit(szeged, 'Timișoara', timisoara)];
  expect(await verdictFor(await bundleFrom('Timișoara', 'laptop', laptop), anchorOf('Szeged', null), known)).toMatchObject({
    state: 'unknownKey',
  });
});
