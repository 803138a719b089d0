import { expect, it } from 'vitest';
import { commitChanges } from '../../../src/replica/commit.ts';
import { changeIdentity, setUpStore } from '../../../src/replica/setUp.ts';
import { foreignBundle } from '../bundles.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

const long = 'Kovács '.repeat(40);

it('nobody begins or goes on under a name that no bundle could carry, so that all they write would be refused', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  const founding = { kind: 'set', type: 'office', id: recordId(900), set: { name: 'Szeged', country: 'HU' }, shown: {} } as const;
  expect(await commitChanges(session, [founding])).toMatchObject({ ok: true });
  const refused = (path: string) => ({ ok: false, error: { type: 'invalidChange', path } });
  expect(await changeIdentity(session, { author: long, office: recordId(900) })).toEqual(refused('author'));
  session.identity = null;
  const begin = (author: string, name: string) =>
    setUpStore(session, { author, office: { name, country: 'HU' }, join: null }, new AbortController().signal);
  expect(await begin(long, 'Szeged')).toEqual(refused('author'));
  expect(await begin('Anna', long)).toEqual(refused('office'));
});

it('nobody joins with a bundle that was changed after it had been signed', async () => {
  const session = storeOn({ held: Promise.resolve(), rows: [] });
  session.identity = null;
  const bundle = new TextDecoder().decode(
    await foreignBundle(recordId(901), 'f', 1, [{ type: 'organisation', n: 1, f: { name: 'Példa Kft.' } }]),
  );
  const signed = bundle.replace(/\}\}\n$/, `,"key":"ed25519:${'A'.repeat(43)}","signature":"${'A'.repeat(86)}"}}\n`);
  const join = (text: string) =>
    setUpStore(
      session,
      { author: 'Anna', office: { name: 'Szeged', country: 'HU' }, join: new Blob([text]) },
      new AbortController().signal,
    );
  expect(await join(signed)).toEqual({ ok: false, error: { type: 'bundleDamaged' } });
  expect(session.identity).toBeNull();
});
