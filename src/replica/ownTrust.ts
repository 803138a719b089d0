import type { ReadBundle } from '../exchange/read.ts';
import { claimsOf, reachedFrom } from '../exchange/trust/chains.ts';
import type { PublicKey } from '../exchange/trust/keys.ts';
import { sortStatements } from '../exchange/trust/sorted.ts';
import { parseStatement } from '../exchange/trust/statements.ts';
import type { DesktopPort, Identity } from './api.ts';
import type { Session } from './session.ts';
import { bookOf, hasSpoken, keepStatements, knownStatements, officeKeyIn, ownRequest } from './trust.ts';

type OfficeOfIdentity = Omit<Identity, 'officeKey'>;

/** What a new replica stands on before anything is written: a key of its own for a new office, or the key that the joined bundle names. */
export const firstOfficeKey = async (
  session: Session,
  identity: OfficeOfIdentity,
  joined: ReadBundle | null,
  isNewOffice: boolean,
): Promise<PublicKey | null> => {
  const { desktop } = session;
  if (desktop === null) return null;
  if (isNewOffice) return (await desktop.foundOffice(whoIs(identity))).key;
  return joined && officeKeyIn(joined.header, joined.footer.key, identity.office.id);
};

const whoIs = ({ cluster, office, device, author }: OfficeOfIdentity) => ({
  cluster,
  office: office.id,
  name: office.name,
  country: office.country,
  device,
  author,
});

/** The office whose bundle was joined is spoken to by that: somebody has chosen its file and compared its fingerprint. */
export const admitSigner = async (session: Session, { header, footer }: ReadBundle): Promise<void> => {
  const { desktop, identity } = session;
  const { office } = header.from;
  const key = await officeKeyIn(header, footer.key, office);
  if (desktop === null || identity === null || key === null || office === identity.office.id) return;
  await keepStatements(session, identity, [await desktop.admitOffice({ cluster: identity.cluster, office, key })]);
};

/** Whether other machines have worked for the own office: then its key is theirs to give. */
const hasColleagues = ({ facts, identity }: Session): boolean =>
  [...facts.runs.values()].some((run) => run.office === identity?.office.id && run.device !== identity.device);

/**
 * Writes down what this machine says of itself, where it does not stand there yet: after the first start, after a kill in the midst of it,
 * after it has gone over to another office, after its office has changed its key, and for stores from before there were keys. Stands in the
 * writers' line.
 */
export const completeTrust = async (session: Session, keepKey: (key: PublicKey) => Promise<unknown>): Promise<void> => {
  const { desktop, identity } = session;
  if (desktop === null || identity === null || session.takenOver) return;
  if (hasSpoken(session)) {
    await standOnOwnKey(session, keepKey);
    return renewRequest(session);
  }
  const { officeKey } = identity;
  if (officeKey === null && hasColleagues(session)) return;
  if (officeKey === null || (await desktop.officeKey()) === officeKey) {
    const founded = await desktop.foundOffice(whoIs(identity));
    if (officeKey === null) await keepKey(founded.key);
    await keepStatements(session, identity, founded.statements);
    return;
  }
  await request(session, identity, desktop, officeKey);
};

/**
 * Two keys claim to follow the office's last one, as after its key was changed once more on a restored or copied disk. Nobody else can tell which is
 * right, but the machine that holds one of them stands on it: otherwise nothing that it says for its office would ever count, here neither.
 */
const standOnOwnKey = async (session: Session, keepKey: (key: PublicKey) => Promise<unknown>): Promise<void> => {
  const { desktop, identity } = session;
  if (desktop === null || identity?.officeKey == null) return;
  const { office, officeKey } = identity;
  if ((await bookOf(session)).offices.get(office.id)?.forked !== true) return;
  const held = await desktop.officeKey();
  const rotations = sortStatements(await knownStatements(session), identity.cluster).rotate;
  if (held !== null && held !== officeKey && reachedFrom([officeKey], claimsOf(office.id, rotations).after).has(held)) await keepKey(held);
};

const request = async (session: Session, identity: Identity, desktop: DesktopPort, officeKey: PublicKey): Promise<void> => {
  const { cluster, office, device, author } = identity;
  const asked = await desktop.requestCertificate({ cluster, office: office.id, device, author, officeKey });
  await keepStatements(session, identity, [asked]);
  await knownStatements(session);
};

/**
 * Asks again where the office has gone on with another key before anybody has signed the request: it names the former key, with which nobody
 * can sign any more. Stands in the writers' line.
 */
export const renewRequest = async (session: Session): Promise<void> => {
  const { desktop, identity } = session;
  const asked = desktop === null ? null : await ownRequest(session);
  if (desktop === null || identity === null || asked === null) return;
  const newest = (await bookOf(session)).offices.get(identity.office.id)?.keys.at(-1);
  const named = parseStatement(asked.text);
  if (newest === undefined || named?.kind !== 'device' || named.officeKey === newest) return;
  await request(session, identity, desktop, newest);
};
