import { chmod, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import type { SecretError } from '../ipc/contract.ts';
import { createQueue, onDisk, ownerOnly, systemCode } from './disk.ts';
import { readJson, writeJson } from './jsonFile.ts';

/** Seals a secret before it goes to the disk: Electron hands in the system's key store. */
export type SecretCodec = {
  /** False where the system has no key store worth the name; secrets then lie in files that only their owner may read. */
  readonly isAvailable: () => Promise<boolean>;
  /** Null where the key store refuses, for instance because the person denied it. */
  readonly seal: (secret: string) => Promise<Uint8Array | null>;
  /** Null where the key store does not open it, for instance because another account of the machine sealed it. */
  readonly open: (sealed: Uint8Array) => Promise<string | null>;
};

/** Keys, passwords and tokens by name. They are used by the host only; no method of the contract gives one away. */
export type SecretStore = {
  /** Null where no secret has that name. */
  readonly read: (name: string) => Promise<Result<string | null, SecretError>>;
  /** On the disk itself once this resolves; replaces an earlier secret of the name, whole or not at all. */
  readonly write: (name: string, secret: string) => Promise<Result<null, SecretError>>;
  readonly remove: (name: string) => Promise<Result<null, SecretError>>;
  /** How the next secret will be kept, to be told to the person. */
  readonly protection: () => Promise<SecretProtection>;
};

export type SecretProtection = 'systemKeyStore' | 'ownersFile';

const namePattern = /^[a-z][A-Za-z0-9.-]{0,79}$/;
const keptSchema = z.strictObject({ version: z.literal(1), kept: z.enum(['systemKeyStore', 'ownersFile']), secret: z.base64() });
type Kept = z.infer<typeof keptSchema>;

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** What a disk answers that knows no rights, such as a memory stick's. */
const knowsNoRights: ReadonlySet<string | undefined> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** A copied data folder may have come back with wider rights than it had. Windows keeps rights elsewhere and answers the same for all. */
const tightenRights = async (path: string): Promise<void> => {
  if (process.platform === 'win32' || ((await stat(path)).mode & 0o077) === 0) return;
  await chmod(path, ownerOnly.file).catch((cause: unknown) => {
    if (!knowsNoRights.has(systemCode(cause))) throw cause;
  });
};

const neverAvailable: SecretCodec = {
  isAvailable: async () => false,
  seal: async () => null,
  open: async () => null,
};

/**
 * Secrets under `<data>/secrets`, one file each so that damage to one leaves the others, written atomically for the owner's eyes only.
 * A secret that was sealed by the system's key store is never written back unsealed; one that was not is sealed when next written.
 */
export const openSecrets = (dataFolder: string, codec: SecretCodec = neverAvailable): SecretStore => {
  const folder = join(dataFolder, 'secrets');
  const inTurn = createQueue();
  const pathOf = (name: string): string => {
    if (!namePattern.test(name)) throw new Error(`Not a name for a secret: ${name}`);
    return join(folder, `${name}.json`);
  };

  const pack = async (secret: string): Promise<Kept | null> => {
    if (!(await codec.isAvailable())) return { version: 1, kept: 'ownersFile', secret: toBase64(new TextEncoder().encode(secret)) };
    const sealed = await codec.seal(secret);
    return sealed === null ? null : { version: 1, kept: 'systemKeyStore', secret: toBase64(sealed) };
  };

  const unpack = async (name: string, { kept, secret }: Kept): Promise<Result<string, SecretError>> => {
    if (kept === 'ownersFile') return ok(new TextDecoder().decode(fromBase64(secret)));
    const opened = (await codec.isAvailable()) ? await codec.open(fromBase64(secret)) : null;
    return opened === null ? err({ type: 'secretLocked', name }) : ok(opened);
  };

  const read = async (name: string): Promise<Result<string | null, SecretError>> => {
    const content = await onDisk(async () => {
      const found = await readJson<Kept>(pathOf(name), keptSchema);
      if (found.state === 'read') await tightenRights(pathOf(name));
      return found;
    });
    if (!content.ok) return content;
    if (content.value.state === 'damaged') return err({ type: 'secretDamaged', name });
    return content.value.state === 'absent' ? ok(null) : unpack(name, content.value.value);
  };

  const write = async (name: string, secret: string): Promise<Result<null, SecretError>> => {
    const path = pathOf(name);
    const before = await onDisk(() => readJson<Kept>(path, keptSchema));
    if (!before.ok) return before;
    const wasSealed = before.value.state === 'read' && before.value.value.kept === 'systemKeyStore';
    const packed = await pack(secret);
    if (packed === null || (wasSealed && packed.kept !== 'systemKeyStore')) return err({ type: 'secretLocked', name });
    return onDisk(async () => {
      await mkdir(folder, { recursive: true, mode: ownerOnly.folder });
      await writeJson(path, packed);
      return null;
    });
  };

  const remove = (name: string): Promise<Result<null, SecretError>> =>
    onDisk(async () => {
      await rm(pathOf(name), { force: true });
      return null;
    });

  return {
    read: (name) => inTurn(() => read(name)),
    write: (name, secret) => inTurn(() => write(name, secret)),
    remove: (name) => inTurn(() => remove(name)),
    protection: async () => ((await codec.isAvailable()) ? 'systemKeyStore' : 'ownersFile'),
  };
};
