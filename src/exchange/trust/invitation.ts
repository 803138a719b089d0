import { z } from 'zod';
import { err, ok, type Result } from '../../base/result.ts';
import type { TrustBook } from './book.ts';
import { textOfCode } from './invitationCode.ts';
import { fingerprint } from './keys.ts';
import { type DeviceStatement, newStatements, type OfficeStatement, type SignedStatement, type VerifiedStatement } from './statements.ts';

/**
 * What an office hands to another one so that it is known there: its own word on its key, and the certificates of its replicas, so that
 * the first bundle for it can be encrypted. Small enough for a QR code; worth nothing until its fingerprint was compared by voice.
 */
export type Invitation = {
  readonly office: OfficeStatement;
  readonly devices: readonly DeviceStatement[];
  /** 24 digits in six groups, to be read aloud by one side and compared by the other. */
  readonly fingerprint: string;
  readonly statements: readonly SignedStatement[];
};
/** `invitationNone`: the text is something else. `invitationNewer`: it needs a newer program. `invitationDamaged`: it does not hold. */
export type InvitationError =
  | { readonly type: 'invitationNone' }
  | { readonly type: 'invitationNewer' }
  | { readonly type: 'invitationDamaged' };

/**
 * Why there is nothing to accept: it is the own office's, or of another cluster; its key was withdrawn, and no yes makes it count again; or
 * all of it is known and accepted.
 */
export type InvitationObjection =
  | { readonly type: 'invitationOwn' }
  | { readonly type: 'invitationElsewhere' }
  | { readonly type: 'invitationRevoked'; readonly office: string }
  | { readonly type: 'invitationKnown'; readonly office: string };

const format = 'interreg-cluster/invitation';
const version = 1;
const mostCharacters = 16 * 1024;
/** More would not fit a QR code. */
const mostDevices = 2;

const envelope = z.object({ format: z.literal(format), version: z.number().int().min(1) });
const schema = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  statements: z
    .array(
      z.strictObject({
        text: z.string().max(4096),
        signatures: z.array(z.strictObject({ key: z.string().max(256), signature: z.string().max(256) })).max(4),
      }),
    )
    .min(1)
    .max(1 + mostDevices),
});

/**
 * The invitation of the book's own office as text, from the statements known; null where it has not said its newest key yet. What another key
 * says under the name of that office is nothing of it.
 */
export const invitationText = (known: readonly VerifiedStatement[], { anchor: { cluster, office }, offices }: TrustBook): string | null => {
  const key = offices.get(office)?.keys.at(-1);
  const ours = known.filter(({ statement }) => statement.cluster === cluster && statement.office === office);
  const called = ours.findLast(({ statement }) => statement.kind === 'office' && statement.key === key);
  if (called === undefined) return null;
  const devices = ours.filter(({ statement }) => statement.kind === 'device' && statement.officeKey === key).slice(-mostDevices);
  return JSON.stringify({ format, version, statements: [called, ...devices].map(({ signed }) => signed) });
};

/**
 * Reads an invitation, as it stands in a file or as a QR code carries it; every statement in it must hold and speak of the one office.
 * Whether to believe it, a person decides.
 */
export const parseInvitation = async (text: string): Promise<Result<Invitation, InvitationError>> => {
  if (text.length > mostCharacters) return err({ type: 'invitationNone' });
  const plain = await textOfCode(text.trim(), mostCharacters);
  if (plain === null) return err({ type: 'invitationDamaged' });
  const value = parseJson(plain);
  const outer = envelope.safeParse(value);
  if (!outer.success) return err({ type: 'invitationNone' });
  if (outer.data.version > version) return err({ type: 'invitationNewer' });
  const parsed = schema.safeParse(value);
  if (!parsed.success) return err({ type: 'invitationDamaged' });
  const { statements } = parsed.data;
  const held = await newStatements([], statements);
  const [office, ...others] = held.map(({ statement }) => statement);
  if (held.length !== statements.length || office?.kind !== 'office') return err({ type: 'invitationDamaged' });
  const devices = others.filter(
    (each): each is DeviceStatement =>
      each.kind === 'device' && each.cluster === office.cluster && each.office === office.office && each.officeKey === office.key,
  );
  if (devices.length !== others.length) return err({ type: 'invitationDamaged' });
  return ok({ office, devices, fingerprint: fingerprint(office.key), statements });
};

/** What speaks against asking a person about an invitation, by the book and the statements known here; null where nothing does. */
export const objectionTo = (
  { office, statements }: Invitation,
  { anchor, offices }: TrustBook,
  known: readonly VerifiedStatement[],
): InvitationObjection | null => {
  if (office.cluster !== anchor.cluster) return { type: 'invitationElsewhere' };
  if (office.office === anchor.office) return { type: 'invitationOwn' };
  const trusted = offices.get(office.office);
  if (trusted?.mayReturn.includes(office.key)) return null;
  if (trusted?.revokedKeys.includes(office.key)) return { type: 'invitationRevoked', office: office.name };
  const texts = new Set(known.map(({ signed }) => signed.text));
  const isKnown = trusted?.keys.includes(office.key) === true && statements.every(({ text }) => texts.has(text));
  return isKnown ? { type: 'invitationKnown', office: office.name } : null;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // No JSON value is `undefined`, so the schema refuses it.
  }
};
