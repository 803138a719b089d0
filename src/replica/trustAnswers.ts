import type { RandomBytes } from '../base/clock.ts';
import { checkPassphrase, createPassphrase } from '../exchange/passphrase.ts';
import { invitationText, parseInvitation } from '../exchange/trust/invitation.ts';
import { invitationCode } from '../exchange/trust/invitationCode.ts';
import { fingerprint, isPublicKey } from '../exchange/trust/keys.ts';
import type { ShownTrust, TrustApi } from './api.ts';
import type { Session } from './session.ts';
import { anchorOf, bookOf, knownStatements } from './trust.ts';

/** Who is trusted here, with the fingerprint of every key in it, what was known when it was asked, and the own office's invitation. */
const shownTrust = async (session: Session): Promise<ShownTrust> => {
  const book = await bookOf(session);
  const keys = [
    ...[...book.offices.values()].flatMap((office) => [...office.keys, ...office.signers.map(({ key }) => key)]),
    ...book.strangers.map(({ key }) => key),
    ...book.proposals.map(({ key }) => key),
  ];
  const { cluster, office } = anchorOf(session);
  const text = invitationText(await knownStatements(session), cluster, office);
  return {
    ...book,
    fingerprints: new Map(keys.map((key) => [key, fingerprint(key)])),
    heads: session.facts.heads,
    invitation: text === null ? null : { text, code: await invitationCode(text) },
  };
};

/** What a window asks about keys and passphrases, answered without writing anything. */
export const trustAnswers = (loadedSession: () => Promise<Session>, random: RandomBytes): TrustApi => ({
  trustBook: async () => shownTrust(await loadedSession()),
  fingerprint: async (key) => (isPublicKey(key) ? fingerprint(key) : ''),
  readInvitation: async (text) => parseInvitation(text),
  checkPassphrase: async (typed) => {
    const checked = checkPassphrase(typed);
    return checked.ok ? { ok: true, value: null } : checked;
  },
  newPassphrase: async () => createPassphrase(random),
});
