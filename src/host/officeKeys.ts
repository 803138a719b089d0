import { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import type { SignedStatement } from '../exchange/trust/statements.ts';
import type { SecretError } from '../ipc/contract.ts';
import type { SecretStore } from './secrets.ts';
import { createSigningKey, parseSigningKey, type SigningKey, signStatement } from './signingKey.ts';

/** The key of an office on this machine, and the rotations that led to it: they are said again until the replica has written them down. */
export type OfficeKey = {
  readonly cluster: string;
  readonly office: string;
  readonly signing: SigningKey;
  readonly rotations: readonly SignedStatement[];
  /** Whether the newest key has signed anything since it was made. */
  readonly used: boolean;
  /** When the office last spoke, by a clock that never goes back: a later word counts more than an earlier one. UTC milliseconds. */
  readonly spokeAt: number;
};

export type OfficeKeys = {
  /** The office that was founded or spoken for last; null where no office's key lies here. */
  readonly current: () => Promise<Result<OfficeKey | null, SecretError>>;
  readonly of: (cluster: string, office: string) => Promise<Result<OfficeKey | null, SecretError>>;
  /** The office's key, made where there is none, and the current one from now on. */
  readonly found: (cluster: string, office: string) => Promise<Result<OfficeKey, SecretError>>;
  readonly rotate: (key: OfficeKey, at: number) => Promise<Result<OfficeKey, SecretError>>;
  /** Notes that the office speaks now, or just after it last spoke where the clock has been set back since; `spokeAt` says when. */
  readonly speak: (key: OfficeKey, now: number) => Promise<Result<OfficeKey, SecretError>>;
};

const name = 'office-keys';

const keptSchema = z.strictObject({
  cluster: z.string(),
  office: z.string(),
  seed: z.string().refine((seed) => parseSigningKey(seed) !== null),
  rotations: z.array(z.object({ text: z.string(), signatures: z.array(z.object({ key: z.string(), signature: z.string() })) })),
  used: z.boolean(),
  spokeAt: z.number().int().default(0),
});
const listSchema = z.array(keptSchema);

const parse = (text: string): readonly OfficeKey[] | null => {
  try {
    const list = listSchema.parse(JSON.parse(text));
    return list.flatMap(({ seed, ...rest }) => {
      const signing = parseSigningKey(seed);
      return signing === null ? [] : [{ ...rest, signing }];
    });
  } catch {
    return null; // Damaged; never taken for "no key", or a second one would be made.
  }
};

/** Office keys in one secret, the current one last. The caller runs one task at a time. */
export const openOfficeKeys = (secrets: SecretStore): OfficeKeys => {
  const readAll = async (): Promise<Result<readonly OfficeKey[], SecretError>> => {
    const read = await secrets.read(name);
    if (!read.ok) return read;
    const keys = read.value === null ? [] : parse(read.value);
    return keys === null ? err({ type: 'secretDamaged', name }) : ok(keys);
  };

  /** Puts a key last, in place of the one its office had. */
  const keep = async (key: OfficeKey): Promise<Result<OfficeKey, SecretError>> => {
    const all = await readAll();
    if (!all.ok) return all;
    const others = all.value.filter(({ cluster, office }) => cluster !== key.cluster || office !== key.office);
    const list = [...others, key].map(({ signing, ...rest }) => ({ ...rest, seed: signing.seed }));
    const written = await secrets.write(name, JSON.stringify(list));
    return written.ok ? ok(key) : written;
  };

  const of = async (cluster: string, office: string): Promise<Result<OfficeKey | null, SecretError>> => {
    const all = await readAll();
    return all.ok ? ok(all.value.find((each) => each.cluster === cluster && each.office === office) ?? null) : all;
  };

  return {
    of,
    current: async () => {
      const all = await readAll();
      return all.ok ? ok(all.value.at(-1) ?? null) : all;
    },
    found: async (cluster, office) => {
      const known = await of(cluster, office);
      if (!known.ok) return known;
      return keep(known.value ?? { cluster, office, signing: createSigningKey(), rotations: [], used: true, spokeAt: 0 });
    },
    rotate: (key, at) => {
      const next = createSigningKey();
      const { cluster, office, signing, rotations, spokeAt } = key;
      const rotation = signStatement({ kind: 'rotate', cluster, office, from: signing.key, to: next.key, at }, [signing, next]);
      return keep({ cluster, office, signing: next, rotations: [...rotations, rotation], used: false, spokeAt });
    },
    speak: (key, now) => keep({ ...key, used: true, spokeAt: Math.max(now, key.spokeAt + 1) }),
  };
};
