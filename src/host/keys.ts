import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Clock } from '../base/clock.ts';
import { err, ok, type Result } from '../base/result.ts';
import { openWithIdentities } from '../exchange/envelope.ts';
import { footerMessage } from '../exchange/signature.ts';
import { fingerprint, isSignedBy } from '../exchange/trust/keys.ts';
import {
  type DeviceStatement,
  parseStatement,
  type SignedStatement,
  type Statement,
  statementMessage,
} from '../exchange/trust/statements.ts';
import type { FoundedOffice, Handlers, KeysShown, RequestOf, SecretError } from '../ipc/contract.ts';
import { createQueue } from './disk.ts';
import { type OfficeKey, openOfficeKeys } from './officeKeys.ts';
import type { SecretStore } from './secrets.ts';
import { createSigningKey, parseSigningKey, type SigningKey, signStatement } from './signingKey.ts';

export type KeyMethod =
  | 'keys'
  | 'officeKey'
  | 'signBundle'
  | 'foundOffice'
  | 'requestCertificate'
  | 'admitDevice'
  | 'admitOffice'
  | 'revokeKey'
  | 'rotateOfficeKey'
  | 'unwrapFileKey';
export type KeyHandlers = Pick<Handlers, KeyMethod>;

const deviceKeyName = 'device-key';
const identityName = 'age-identity';

const elsewhere = () => err({ type: 'officeKeyElsewhere' });

/** A secret that is made at its first use and never again: one that cannot be read is a failure, not a reason to make another. */
const readOrMake = async (secrets: SecretStore, name: string, make: () => Promise<string>): Promise<Result<string, SecretError>> => {
  const read = await secrets.read(name);
  if (!read.ok) return read;
  if (read.value !== null) return ok(read.value);
  const made = await make();
  const written = await secrets.write(name, made);
  return written.ok ? ok(made) : written;
};

type AskedOf = Result<Statement, { readonly type: 'statementRefused' | 'requestOutdated' }>;

/** The request of another machine, when its own signature holds and it asks for a certificate of this office's key. */
const parseRequest = async (
  { text, signatures }: SignedStatement,
  { cluster, office, signing, rotations }: OfficeKey,
): Promise<AskedOf> => {
  const refused = err({ type: 'statementRefused' } as const);
  const statement = parseStatement(text);
  if (statement?.kind !== 'device' || statement.cluster !== cluster || statement.office !== office) return refused;
  const own = signatures.find(({ key }) => key === statement.key);
  if (own === undefined || !(await isSignedBy(statement.key, own.signature, statementMessage(text)))) return refused;
  if (statement.officeKey === signing.key) return ok(statement);
  const former = rotations.map((rotation) => parseStatement(rotation.text));
  return former.some((each) => each?.kind === 'rotate' && each.from === statement.officeKey) ? err({ type: 'requestOutdated' }) : refused;
};

/** What answers the contract's calls about keys. One at a time, so that two windows never make two keys. */
export const openKeys = (secrets: SecretStore, clock: Clock): KeyHandlers => {
  const inTurn = createQueue();
  const officeKeys = openOfficeKeys(secrets);

  const deviceKey = async (): Promise<Result<SigningKey, SecretError>> => {
    const seed = await readOrMake(secrets, deviceKeyName, async () => createSigningKey().seed);
    if (!seed.ok) return seed;
    const parsed = parseSigningKey(seed.value);
    return parsed === null ? err({ type: 'secretDamaged', name: deviceKeyName }) : ok(parsed);
  };
  const identity = (): Promise<Result<string, SecretError>> => readOrMake(secrets, identityName, generateX25519Identity);

  const deviceStatement = async (
    { cluster, office, device, author, officeKey }: RequestOf<'requestCertificate'>,
    signing: SigningKey,
  ): Promise<Result<DeviceStatement, SecretError>> => {
    const secret = await identity();
    if (!secret.ok) return secret;
    const recipient = await identityToRecipient(secret.value);
    return ok({ kind: 'device', cluster, office, officeKey, device, key: signing.key, recipient, author, at: clock() });
  };

  const show = async (): Promise<Result<KeysShown, SecretError>> => {
    const [own, secret, office] = [await deviceKey(), await identity(), await officeKeys.current()];
    if (!own.ok) return own;
    if (!secret.ok) return secret;
    if (!office.ok) return office;
    const officeKey = office.value?.signing.key ?? null;
    return ok({
      key: own.value.key,
      recipient: await identityToRecipient(secret.value),
      officeKey,
      officeFingerprint: officeKey === null ? null : fingerprint(officeKey),
    });
  };

  const found = async (request: RequestOf<'foundOffice'>): Promise<Result<FoundedOffice, SecretError>> => {
    const { cluster, office, name, country, device, author } = request;
    const own = await deviceKey();
    if (!own.ok) return own;
    const kept = await officeKeys.found(cluster, office);
    if (!kept.ok) return kept;
    const { signing, rotations } = kept.value;
    const statement = await deviceStatement({ cluster, office, device, author, officeKey: signing.key }, own.value);
    if (!statement.ok) return statement;
    return ok({
      key: signing.key,
      statements: [
        signStatement({ kind: 'office', cluster, office, name, country, key: signing.key, at: clock() }, [signing]),
        ...rotations,
        signStatement(statement.value, [signing, own.value]),
      ],
    });
  };

  /** Signs with the office's key that lies here for this cluster. */
  const signForOffice = async (
    cluster: string,
    statementBy: (office: OfficeKey) => Statement,
  ): Promise<Result<SignedStatement, SecretError | { readonly type: 'officeKeyElsewhere' }>> => {
    const current = await officeKeys.current();
    if (!current.ok) return current;
    if (current.value === null || current.value.cluster !== cluster) return elsewhere();
    const speaking = await officeKeys.speak(current.value, clock());
    return speaking.ok ? ok(signStatement(statementBy(speaking.value), [speaking.value.signing])) : speaking;
  };

  const revoke = async ({ cluster, office, key, upTo }: RequestOf<'revokeKey'>) => {
    const signed = await signForOffice(cluster, ({ signing, spokeAt }) => ({
      ...{ kind: 'revoke', cluster, office, key, upTo, by: signing.key, at: spokeAt },
    }));
    if (signed.ok || signed.error.type !== 'officeKeyElsewhere') return signed;
    const own = await deviceKey();
    if (!own.ok) return own;
    if (own.value.key !== key) return elsewhere();
    return ok(signStatement({ kind: 'revoke', cluster, office, key, upTo, by: key, at: clock() }, [own.value]));
  };

  const admitDevice = async ({ request }: RequestOf<'admitDevice'>) => {
    const office = await officeKeys.current();
    if (!office.ok) return office;
    if (office.value === null) return elsewhere();
    const asked = await parseRequest(request, office.value);
    if (!asked.ok) return asked;
    const statement = asked.value;
    const speaking = await officeKeys.speak(office.value, clock());
    if (!speaking.ok) return speaking;
    const [byOffice] = signStatement(statement, [office.value.signing]).signatures;
    const byDevice = request.signatures.filter(({ key }) => statement.kind === 'device' && key === statement.key).slice(0, 1);
    return ok({ text: request.text, signatures: [...(byOffice === undefined ? [] : [byOffice]), ...byDevice] });
  };

  const rotate = async ({ cluster, office }: RequestOf<'rotateOfficeKey'>) => {
    const kept = await officeKeys.of(cluster, office);
    if (!kept.ok) return kept;
    if (kept.value === null) return elsewhere();
    const rotated = kept.value.used ? await officeKeys.rotate(kept.value, clock()) : kept;
    if (!rotated.ok) return rotated;
    const newest = rotated.value?.rotations.at(-1);
    return newest === undefined ? elsewhere() : ok(newest);
  };

  return {
    keys: () => inTurn(show),
    officeKey: () =>
      inTurn(async () => {
        const office = await officeKeys.current();
        return office.ok ? ok(office.value?.signing.key ?? null) : office;
      }),
    signBundle: ({ sha256 }) =>
      inTurn(async () => {
        const own = await deviceKey();
        return own.ok ? ok({ key: own.value.key, signature: own.value.sign(footerMessage(sha256)) }) : own;
      }),
    foundOffice: (request) => inTurn(() => found(request)),
    requestCertificate: (request) =>
      inTurn(async () => {
        const own = await deviceKey();
        if (!own.ok) return own;
        const statement = await deviceStatement(request, own.value);
        return statement.ok ? ok(signStatement(statement.value, [own.value])) : statement;
      }),
    admitDevice: (request) => inTurn(() => admitDevice(request)),
    admitOffice: ({ cluster, office, key }) =>
      inTurn(() =>
        signForOffice(cluster, ({ signing, spokeAt }) => ({ kind: 'admit', cluster, office, key, by: signing.key, at: spokeAt })),
      ),
    revokeKey: (request) => inTurn(() => revoke(request)),
    rotateOfficeKey: (request) => inTurn(() => rotate(request)),
    unwrapFileKey: ({ header }) =>
      inTurn(async () => {
        const secret = await identity();
        if (!secret.ok) return secret;
        const opened = await openWithIdentities([secret.value])(header);
        if (opened.ok) return ok(new Uint8Array(opened.value));
        const { type } = opened.error;
        return err({ type: type === 'bundleNotForUs' || type === 'bundleNeedsPassphrase' ? type : 'bundleEnvelopeDamaged' });
      }),
  };
};
