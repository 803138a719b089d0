import { createRecordId, type RecordId } from '../base/ids.ts';
import { err, ok, type Result } from '../base/result.ts';
import { isErased } from '../crdt/pack.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { ReadBundle } from '../exchange/read.ts';
import type { PublicKey } from '../exchange/trust/keys.ts';
import type { CommitError, Identity, SetUpError, SetUpRequest } from './api.ts';
import { commitChanges } from './commit.ts';
import { writeOwned } from './fence.ts';
import { fileIdentity } from './fileIdentity.ts';
import { writeImport } from './importing.ts';
import { writeWithin } from './journal.ts';
import { admitSigner, completeTrust, firstOfficeKey } from './ownTrust.ts';
import { type PreparedImport, prepareImport } from './reading.ts';
import { newRun, type Session, shelfOf } from './session.ts';
import { recordOf } from './shelf.ts';
import { identityRow } from './store.ts';
import { bookOf } from './trust.ts';
import { valueAt } from './values.ts';

type Office = Identity['office'];

const officeNamed = (session: Session, request: SetUpRequest['office']): Office =>
  'id' in request ? { id: request.id, name: '', country: '' } : { id: createRecordId(session.clock, session.random), ...request };

const knownOffice = (session: Session, id: RecordId): Office | null => {
  const record = recordOf(shelfOf(session, 'office'), id);
  if (!record || isErased(record)) return null;
  return { id, name: String(valueAt(record, 'name') ?? ''), country: String(valueAt(record, 'country') ?? '') };
};

const writeIdentity = async (session: Session, identity: Identity): Promise<CommitError | null> => {
  const failure = await writeWithin(
    session,
    () => writeOwned(session, [], () => session.db.meta.put(identityRow(identity))),
    () => undefined,
  );
  if (!failure) session.identity = identity;
  return failure;
};

const joinBundle = async (session: Session, prepared: PreparedImport, file: Blob): Promise<CommitError | null> => {
  const name = await fileIdentity(file, prepared.bundle.footer.sha256);
  return writeImport(session, prepared, name, file instanceof File ? file.name : '');
};

/** Writes the office's record where it is a new one, or takes its name from the record that is here. */
const settleOffice = async (session: Session, office: Office, isNew: boolean): Promise<SetUpError | null> => {
  if (isNew) {
    const { name, country } = office;
    const committed = await commitChanges(session, [{ kind: 'set', type: 'office', id: office.id, set: { name, country }, shown: {} }]);
    return committed.ok ? null : committed.error;
  }
  const known = knownOffice(session, office.id);
  if (!known) return { type: 'officeUnknown' };
  return session.identity ? writeIdentity(session, { ...session.identity, office: known }) : null;
};

const hasOffice = (prepared: PreparedImport | null, office: SetUpRequest['office']): boolean =>
  !('id' in office) || prepared?.preview.offices.some((each) => each.id === office.id) === true;

/** Makes an empty store a replica, as `ReplicaApi.setUp`. Stands in the writers' line. No question is asked about the size of a joined bundle. */
export const setUpStore = async (
  session: Session,
  request: SetUpRequest,
  signal: AbortSignal,
): Promise<Result<Identity, SetUpError | BundleError>> => {
  if (session.takenOver) return err({ type: 'takenOver' });
  if (session.identity) return err({ type: 'alreadySetUp' });
  const prepared = request.join ? await prepareImport(session, request.join, { job: 'import', signal, cluster: undefined }) : null;
  if (prepared && !prepared.ok) return prepared;
  if (!hasOffice(prepared?.value ?? null, request.office)) return err({ type: 'officeUnknown' });
  const isNewOffice = !('id' in request.office);
  const who = {
    cluster: prepared?.value.bundle.header.cluster ?? createRecordId(session.clock, session.random),
    device: createRecordId(session.clock, session.random),
    author: request.author,
    office: officeNamed(session, request.office),
  };
  const officeKey = await firstOfficeKey(session, who, prepared?.value.bundle ?? null, isNewOffice);
  const identity: Identity = { ...who, officeKey };
  const refused = await writeIdentity(session, identity);
  if (refused) return err(refused);
  const joined = prepared && request.join ? await joinBundle(session, prepared.value, request.join) : null;
  const failure = joined ?? (await settleOffice(session, identity.office, isNewOffice));
  if (failure) {
    session.identity = null;
    await session.db.meta.delete('identity');
    return err(failure);
  }
  await settleTrust(session, prepared?.value.bundle ?? null);
  return ok(session.identity ?? identity);
};

/** What this machine says of itself; where the desktop cannot be asked, the next start does it. */
const settleTrust = async (session: Session, joined: ReadBundle | null): Promise<void> => {
  try {
    await completeTrust(session, (key) => keepOfficeKey(session, key));
    if (joined) await admitSigner(session, joined);
  } catch (error) {
    console.error('The keys could not be asked for and are tried again at the next start.', error);
  }
};

const keepOfficeKey = async (session: Session, officeKey: PublicKey): Promise<void> => {
  if (session.identity) await writeIdentity(session, { ...session.identity, officeKey });
};

/** Writes the own office's record where a kill came between joining a bundle and writing it. Stands in the writers' line. */
export const completeSetUp = async (session: Session): Promise<void> => {
  const office = session.identity?.office;
  if (session.takenOver || !office) return;
  if (office.name !== '' && !recordOf(shelfOf(session, 'office'), office.id)) await writeOffice(session, office);
  await settleTrust(session, null);
};

const writeOffice = async (session: Session, office: Office): Promise<void> => {
  const set = { name: office.name, country: office.country };
  const committed = await commitChanges(session, [{ kind: 'set', type: 'office', id: office.id, set, shown: {} }]);
  if (!committed.ok) console.error('The own office could not be written and is tried again at the next start.', committed.error);
};

const keyOfOffice = async (session: Session, office: RecordId): Promise<PublicKey | null> =>
  (await bookOf(session)).offices.get(office)?.keys.at(-1) ?? null;

/** Another person or office from now on, in a new run. Stands in the writers' line. */
export const changeIdentity = async (
  session: Session,
  who: { readonly author: string; readonly office: RecordId },
): Promise<Result<Identity, CommitError>> => {
  if (session.takenOver) return err({ type: 'takenOver' });
  const office = knownOffice(session, who.office);
  if (!session.identity || !office) return err(session.identity ? { type: 'invalidChange', path: 'office' } : { type: 'notSetUp' });
  const officeKey = office.id === session.identity.office.id ? session.identity.officeKey : await keyOfOffice(session, office.id);
  const identity: Identity = { ...session.identity, author: who.author, office, officeKey };
  const failure = await writeIdentity(session, identity);
  if (failure) return err(failure);
  session.run = newRun(session.clock, session.random);
  session.undoable.clear();
  return ok(identity);
};
