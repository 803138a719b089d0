import { createRequire } from 'node:module';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, it } from 'vitest';
import type { PackedLive } from '../../src/crdt/types.ts';
import { checkRecipients, openWithIdentities } from '../../src/exchange/envelope.ts';
import { type Bytes, completeHeader } from '../../src/exchange/format.ts';
import { createWebHash } from '../../src/exchange/hash.ts';
import { readBundle, readRecords } from '../../src/exchange/read.ts';
import { parseStatement, verifyStatement } from '../../src/exchange/trust/statements.ts';
import { countRecords, writeBundle } from '../../src/exchange/write.ts';
import { keyNamed, office, signsAs } from './keyring.ts';
import { draftHeader, organisation } from './samples.ts';

/** The published list of strings that break programs. */
const naughty: readonly string[] = createRequire(import.meta.url)('big-list-of-naughty-strings');
const szeged = keyNamed('Szeged');

it('every naughty string comes through a signed, compressed and encrypted bundle as it was: as value, as field name, as author', async () => {
  expect(naughty.length).toBeGreaterThan(400);
  const wellFormed = naughty.filter((each) => each.isWellFormed());
  const records = wellFormed.map((each, at): PackedLive => {
    const record = organisation(at + 1, each);
    const isPath = each !== '' && each.length <= 200;
    return { ...record, f: { ...record.f, [isPath ? `note/${each}` : 'note']: [each, { deep: each }] } };
  });
  const identity = await generateX25519Identity();
  const encryptTo = checkRecipients([await identityToRecipient(identity)]);
  if (!encryptTo.ok) throw new Error(encryptTo.error.type);
  const author = wellFormed.find((each) => each.length > 50 && each.length < 200) ?? '';
  const header = completeHeader(draftHeader({ from: { ...draftHeader().from, author } }), countRecords(records));
  const parts: Bytes[] = [];
  const options = { gzip: true, sign: signsAs(szeged), encryptTo: encryptTo.value };
  for await (const part of writeBundle({ header, records, createHash: createWebHash, ...options })) parts.push(part);
  const read = await readBundle(new Blob(parts), { createHash: createWebHash, open: openWithIdentities([identity]) });
  if (!read.ok) throw new Error(read.error.type);
  expect(read.value.header.from.author).toBe(author);
  expect(await readRecords(read.value)).toEqual({ ok: true, value: records });
});

it('a statement says an office’s naughty name as it is', async () => {
  for (const name of naughty.filter((each) => each.isWellFormed() && each !== '' && each.length <= 64)) {
    const signed = { ...office(name, szeged) };
    expect(await verifyStatement(signed), name).not.toBeNull();
    expect(parseStatement(signed.text), name).toMatchObject({ office: name, name });
  }
});
