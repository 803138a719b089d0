import { expect, it } from 'vitest';
import { completeHeader } from '../../src/exchange/format.ts';
import { createWebHash } from '../../src/exchange/hash.ts';
import { readBundle } from '../../src/exchange/read.ts';
import { verifyFooter } from '../../src/exchange/signature.ts';
import { bundleBytes, countRecords, writeBundle } from '../../src/exchange/write.ts';
import { keyNamed, office, signsAs } from './keyring.ts';
import { draftHeader, organisation } from './samples.ts';

const szeged = keyNamed('Szeged');
const records = [organisation(1, 'Példa Kft.'), organisation(2, 'Exemplu S.R.L.')];
const draft = draftHeader({ to: ['Timișoara'], trust: [office('Szeged', szeged)] });

const signedBytes = async () => (await bundleBytes(draft, records, createWebHash, signsAs(szeged))).bytes;

it('a signed bundle carries recipients and statements in its header, in the format’s order', async () => {
  const read = await readBundle(await signedBytes(), { createHash: createWebHash });
  expect(read).toMatchObject({ ok: true, value: { header: { to: ['Timișoara'], trust: draft.trust } } });
  if (!read.ok) return;
  expect(Object.keys(completeHeader(draft, countRecords(records)))).toEqual([
    ...['id', 'cluster', 'from', 'to', 'createdAt', 'base', 'heads', 'runs', 'trust', 'previous', 'schema', 'minReader', 'counts'],
  ]);
  expect(await verifyFooter(read.value.footer)).toBe('right');
});

it('is the same bytes at once and in portions', async () => {
  const header = completeHeader(draft, countRecords(records));
  const portions: Uint8Array[] = [];
  for await (const portion of writeBundle({ header, records, createHash: createWebHash, sign: signsAs(szeged) })) portions.push(portion);
  expect(Buffer.concat(portions)).toEqual(Buffer.from(await signedBytes()));
});

it('is unsigned where the signer answers nothing', async () => {
  const { bytes } = await bundleBytes(draft, records, createWebHash, async () => null);
  expect(bytes).toEqual((await bundleBytes(draft, records, createWebHash)).bytes);
});

it('a signature is missing, wrong or right', async () => {
  const read = await readBundle(await signedBytes(), { createHash: createWebHash });
  if (!read.ok) throw new Error(read.error.type);
  const { records: count, sha256, key = '', signature = '' } = read.value.footer;
  expect(await verifyFooter({ records: count, sha256 })).toBe('missing');
  expect(await verifyFooter({ records: count, sha256, key })).toBe('wrong');
  expect(await verifyFooter({ records: count, sha256, signature })).toBe('wrong');
  expect(await verifyFooter({ records: count, sha256, key: keyNamed('Oradea').key, signature })).toBe('wrong');
  expect(await verifyFooter({ records: count, sha256: sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0')), key, signature })).toBe(
    'wrong',
  );
  expect(await verifyFooter({ records: count, sha256, key, signature: signature.slice(1) })).toBe('wrong');
  expect(await verifyFooter({ records: count, sha256, key, signature })).toBe('right');
});
