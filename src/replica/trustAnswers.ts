import type { RandomBytes } from '../base/clock.ts';
import { err, type Result } from '../base/result.ts';
import { checkPassphrase, createPassphrase } from '../exchange/passphrase.ts';
import { type Invitation, invitationText, objectionTo, parseInvitation } from '../exchange/trust/invitation.ts';
import { invitationCode } from '../exchange/trust/invitationCode.ts';
import { fingerprint, isPublicKey } from '../exchange/trust/keys.ts';
import type { InvitationFailure, ShownTrust, TrustApi } from './api.ts';
import type { Session } from './session.ts';
import { bookOf, knownStatements } from './trust.ts';

/** Who is trusted here, with the fingerprint of every key in it, what was known when it was asked, and the own office's invitation. */
const shownTrust = async (session: Session): Promise<ShownTrust> => {
  const book = await bookOf(session);
  const keys = [
    ...[...book.offices.values()].flatMap((office) => [...office.keys, ...office.signers.map(({ key }) => key)]),
    ...book.strangers.map(({ key }) => key),
    ...book.proposals.map(({ key }) => key),
  ];
  const text = invitationText(await knownStatements(session), book);
  return {
    ...book,
    fingerprints: new Map(keys.map((key) => [key, fingerprint(key)])),
    heads: session.facts.heads,
    invitation: text === null ? null : { text, code: await invitationCode(text) },
  };
};

const readInvitation = async (session: Session, text: string): Promise<Result<Invitation, InvitationFailure>> => {
  const parsed = await parseInvitation(text);
  const objection = parsed.ok && objectionTo(parsed.value, await bookOf(session), await knownStatements(session));
  return objection ? err(objection) : parsed;
};

/** What a window asks about keys and passphrases, answered without writing anything. */
export const trustAnswers = (loadedSession: () => Promise<Session>, random: RandomBytes): TrustApi => ({
  trustBook: async () => shownTrust(await loadedSession()),
  fingerprint: async (key) => (isPublicKey(key) ? fingerprint(key) : ''),
  readInvitation: async (text) => readInvitation(await loadedSession(), text),
  checkPassphrase: async (typed) => {
    const checked = checkPassphrase(typed);
    return checked.ok ? { ok: true, value: null } : checked;
  },
  newPassphrase: async () => createPassphrase(random),
});
