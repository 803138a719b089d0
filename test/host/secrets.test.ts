import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ok } from '../../src/base/result.ts';
import { openSecrets, type SecretCodec } from '../../src/host/secrets.ts';
import { temporaryFolder } from './open.ts';

/** A memory stick with exFAT shows every file as open to all and refuses to change that. */
const stick = vi.hoisted(() => ({ refusesRights: false }));
vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const chmod = async (path: string, mode: number): Promise<void> => {
    if (stick.refusesRights) throw Object.assign(new Error('EPERM, chmod'), { code: 'EPERM', syscall: 'chmod' });
    await real.chmod(path, mode);
  };
  return { ...real, chmod };
});

const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a);
const keyring = (available = true): SecretCodec => ({
  isAvailable: async () => available,
  seal: async (secret) => flip(new TextEncoder().encode(secret)),
  open: async (sealed) => new TextDecoder().decode(flip(sealed)),
});
const denying: SecretCodec = { isAvailable: async () => true, seal: async () => null, open: async () => null };
const locked = { ok: false, error: { type: 'secretLocked', name: 'office' } };

describe('secrets', () => {
  it('come back after a restart, each under its name, accents included', async () => {
    const folder = temporaryFolder();
    const secrets = openSecrets(folder);
    expect(await secrets.read('office')).toEqual(ok(null));
    await secrets.write('office', 'árvíztűrő țară');
    await secrets.write('place.nas', 'second');
    await secrets.write('place.nas', 'third');
    const again = openSecrets(folder);
    expect(await again.read('office')).toEqual(ok('árvíztűrő țară'));
    expect(await again.read('place.nas')).toEqual(ok('third'));
    expect(await again.remove('place.nas')).toEqual(ok(null));
    expect(await again.remove('place.nas')).toEqual(ok(null));
    expect(await openSecrets(folder).read('place.nas')).toEqual(ok(null));
  });

  it('lie in a folder and files that only their owner may read', async () => {
    const folder = temporaryFolder();
    await openSecrets(folder).write('office', 'secret');
    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'secrets', 'office.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'secrets'))).toEqual(['office.json']);
  });

  it('take back rights that a copy of the folder has widened', async () => {
    const folder = temporaryFolder();
    await openSecrets(folder).write('office', 'secret');
    chmodSync(join(folder, 'secrets', 'office.json'), 0o644);
    expect(await openSecrets(folder).read('office')).toEqual(ok('secret'));
    expect(statSync(join(folder, 'secrets', 'office.json')).mode & 0o777).toBe(0o600);
  });

  it('can be read on a disk that knows no rights', async () => {
    const folder = temporaryFolder();
    await openSecrets(folder).write('office', 'secret');
    chmodSync(join(folder, 'secrets', 'office.json'), 0o777);
    stick.refusesRights = true;
    const read = await openSecrets(folder).read('office');
    stick.refusesRights = false;
    expect(read).toEqual(ok('secret'));
  });

  it('do not stand readable on the disk where the system has a key store', async () => {
    const folder = temporaryFolder();
    const secrets = openSecrets(folder, keyring());
    expect(await secrets.protection()).toBe('systemKeyStore');
    await secrets.write('office', 'a plain password');
    const { secret } = JSON.parse(readFileSync(join(folder, 'secrets', 'office.json'), 'utf8')) as { readonly secret: string };
    expect(Buffer.from(secret, 'base64').toString()).not.toContain('plain');
    expect(await secrets.read('office')).toEqual(ok('a plain password'));
  });

  it('stay sealed and are told to be locked when the key store is gone, and are never rewritten unsealed', async () => {
    const folder = temporaryFolder();
    await openSecrets(folder, keyring()).write('office', 'sealed');
    for (const codec of [undefined, keyring(false), denying]) {
      expect(await openSecrets(folder, codec).read('office')).toEqual(locked);
      expect(await openSecrets(folder, codec).write('office', 'unsealed')).toEqual(locked);
    }
    expect(await openSecrets(folder, keyring()).read('office')).toEqual(ok('sealed'));
  });

  it('that were kept in a file are read beside a key store and sealed when next written', async () => {
    const folder = temporaryFolder();
    await openSecrets(folder).write('office', 'first');
    const secrets = openSecrets(folder, keyring());
    expect(await secrets.read('office')).toEqual(ok('first'));
    await secrets.write('office', 'second');
    expect(await openSecrets(folder).read('office')).toEqual(locked);
  });

  it.each(['', '{', '{"version":1}', '{"version":1,"kept":"ownersFile","secret":"*"}', '\xff'])(
    'are told to be damaged, not absent, when their file holds %j',
    async (content) => {
      const folder = temporaryFolder();
      mkdirSync(join(folder, 'secrets'));
      writeFileSync(join(folder, 'secrets', 'office.json'), content, 'latin1');
      const secrets = openSecrets(folder);
      expect(await secrets.read('office')).toEqual({ ok: false, error: { type: 'secretDamaged', name: 'office' } });
      expect(await secrets.write('office', 'anew')).toEqual(ok(null));
      expect(await secrets.read('office')).toEqual(ok('anew'));
    },
  );

  it.each(['', '../office', 'a/b', 'A', 'a\0', 'x'.repeat(81)])('are never looked for outside their folder: %j', async (name) => {
    await expect(openSecrets(temporaryFolder()).read(name)).rejects.toThrow('Not a name');
  });
});
