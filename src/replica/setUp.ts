import { createRecordId, type RecordId } from '../base/ids.ts';
import { err, ok, type Result } from '../base/result.ts';
import { isErased } from '../crdt/pack.ts';
import type { BundleError } from '../exchange/errors.ts';
import type { ReadBundle } from '../exchange/read.ts';
import type { PublicKey } from '../exchange/trust/keys.ts';
import { statementLimits } from '../exchange/trust/statements.ts';
import type { CommitError, Identity, SetUpError, SetUpRequest } from './api.ts';
import { commitChanges } from './commit.ts';
import type { JournalRow } from './database.ts';
import { diskLimitMs } from './deadline.ts';
import { writeOwned } from './fence.ts';
import { fileIdentity } from './fileIdentity.ts';
import { missingSpace, writeImport } from './importing.ts';
import { type appendEntry, journalRow, type NotSaved, sizeOf, writeRow, writeWithin } from './journal.ts';
import { admitSigner, completeTrust, firstOfficeKey } from './ownTrust.ts';
import { pause } from './pause.ts';
import { type PreparedImport, prepareImport } from './reading.ts';
import { forgetMemory } from './recovery.ts';
import { renewRun, type Session, shelfOf } from './session.ts';
import { recordOf } from './shelf.ts';
import { identityRow } from './store.ts';
import { bookOf } from './trust.ts';
import { valueAt } from './values.ts';

type Office = Identity['office'];

const knownOffice = (session: Session, id: RecordId): Office | null => {
  const record = recordOf(shelfOf(session, 'office'), id);
  if (!record || isErased(record)) return null;
  return { id, name: String(valueAt(record, 'name') ?? ''), country: String(valueAt(record, 'country') ?? '') };
};

const writeIdentity = async (session: Session, identity: Identity): Promise<CommitError | null> => {
  const failure = await writeRow(session, identityRow(identity), () => identityRow(session.identity ?? identity));
  if (!failure) session.identity = identity;
  return failure;
};

/** A new office, or one of the joined bundle by its id; null where the bundle does not know it. */
const officeFor = (session: Session, prepared: PreparedImport | null, office: SetUpRequest['office']): Office | null =>
  'id' in office
    ? (prepared?.preview.offices.find((each) => each.id === office.id) ?? null)
    : { id: createRecordId(session.clock, session.random), ...office };

/** What a first start is to write, kept back until all of it is known. */
type FirstWrite = {
  readonly append: typeof appendEntry;
  /** Keeps work back that needs this thread only: it is done while the disk is busy with what has been appended. */
  readonly place: (work: () => void) => void;
  /** Writes all of it in one transaction, the identity with it, and does the work. */
  readonly write: (session: Session) => Promise<NotSaved | null>;
};

/** What an earlier first start has left, which had been called unsaved and came through all the same, makes room. */
const createFirstWrite = (identity: Identity): FirstWrite => {
  const rows: JournalRow[] = [];
  const keptWork: (() => void)[] = [];
  let working = Promise.resolve();
  const workOff = (): void => {
    for (const work of keptWork.splice(0)) work();
  };
  const putAll = async ({ db: { journal, meta } }: Session): Promise<void> => {
    await journal
      .where('seq')
      .aboveOrEqual(rows[0]?.seq ?? 0)
      .delete();
    await journal.bulkAdd(rows);
    await meta.put(identityRow(identity));
    working = pause().then(workOff); // The browser commits what has been put once this thread lets go of it.
  };
  return {
    append: async (_, entry, document) => {
      rows.push(journalRow(entry, document));
      return null;
    },
    place: (work) => {
      keptWork.push(work);
    },
    write: async (session) => {
      const failure = await writeWithin(
        session,
        () => writeOwned(session, [session.db.journal], () => putAll(session)),
        () => undefined,
        diskLimitMs(rows.reduce((sum, row) => sum + sizeOf(row.bundle), 0)),
      );
      if (failure) keptWork.length = 0; // What is written late is not shown.
      await working;
      return failure;
    },
  };
};

const writeFirst = async (
  session: Session,
  identity: Identity,
  joined: Joined | null,
  { isNewOffice, isFree }: { readonly isNewOffice: boolean; readonly isFree: Promise<unknown> },
): Promise<CommitError | null> => {
  const { append, place, write } = createFirstWrite(identity);
  if (joined) {
    const { prepared, file } = joined;
    const name = await fileIdentity(file, prepared.bundle.footer.sha256);
    const failure = await writeImport(session, prepared, name, file instanceof File ? file.name : '', { append, place, isFree });
    if (failure) return failure;
  }
  if (isNewOffice) {
    const { id, name, country } = identity.office;
    const committed = await commitChanges(session, [{ kind: 'set', type: 'office', id, set: { name, country }, shown: {} }], append);
    if (!committed.ok) return committed.error;
  }
  return write(session);
};

/** No bundle could carry it, so that neither the safety copy nor anybody else would take what is written under such a name. */
const isTooLong = (name: string): boolean => name.length > statementLimits.nameCharacters;

/**
 * Makes an empty store a replica, as `ReplicaApi.setUp`: bundle, office and identity are written together or not at all. Stands in the
 * writers' line. No question is asked about the size of a joined bundle.
 */
export const setUpStore = async (
  session: Session,
  request: SetUpRequest,
  signal: AbortSignal,
): Promise<Result<Identity, SetUpError | BundleError>> => {
  if (session.takenOver) return err({ type: 'takenOver' });
  if (session.identity) return err({ type: 'alreadySetUp' });
  if (isTooLong(request.author) || ('name' in request.office && isTooLong(request.office.name)))
    return err({ type: 'invalidChange', path: isTooLong(request.author) ? 'author' : 'office' });
  if (!request.join) return setUpWith(session, request, null);
  const { join, passphrase } = request;
  const prepared = await prepareImport(session, join, { job: 'import', signal, cluster: undefined, passphrase, isBulk: true });
  if (!prepared.ok) return prepared;
  try {
    if (prepared.value.preview.signer.state === 'wrongSignature') return err({ type: 'bundleDamaged' });
    return await setUpWith(session, request, { prepared: prepared.value, file: join });
  } finally {
    prepared.value.bulk?.drop();
  }
};

type Joined = { readonly prepared: PreparedImport; readonly file: Blob };

const setUpWith = async (
  session: Session,
  request: SetUpRequest,
  joined: Joined | null,
): Promise<Result<Identity, SetUpError | BundleError>> => {
  const bundle = joined?.prepared.bundle ?? null;
  const space = bundle && (await missingSpace(session, bundle.bytes.byteLength));
  if (space) return err(space);
  const office = officeFor(session, joined?.prepared ?? null, request.office);
  if (!office) return err({ type: 'officeUnknown' });
  const isNewOffice = !('id' in request.office);
  const who = {
    cluster: bundle?.header.cluster ?? createRecordId(session.clock, session.random),
    device: createRecordId(session.clock, session.random),
    author: request.author,
    office,
  };
  const officeKey = await firstOfficeKey(session, who, bundle, isNewOffice);
  const identity: Identity = { ...who, officeKey };
  session.identity = identity;
  const written = Promise.withResolvers<void>();
  const failure = await writeFirst(session, identity, joined, { isNewOffice, isFree: written.promise }).finally(written.resolve);
  if (failure) {
    session.identity = null;
    forgetMemory(session);
    renewRun(session);
    return err(failure);
  }
  await settleTrust(session, bundle);
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

/**
 * Ends a first start of an earlier version that a kill had cut short: writes the own office's record, or takes its name from the record that
 * came with the joined bundle. Stands in the writers' line.
 */
export const completeSetUp = async (session: Session): Promise<void> => {
  const { identity } = session;
  if (session.takenOver || !identity) return;
  const { office } = identity;
  const known = knownOffice(session, office.id);
  if (known && office.name === '' && known.name !== '') await writeIdentity(session, { ...identity, office: known });
  if (!known && office.name !== '' && !recordOf(shelfOf(session, 'office'), office.id)) await writeOffice(session, office);
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
  if (isTooLong(who.author)) return err({ type: 'invalidChange', path: 'author' });
  const office = knownOffice(session, who.office);
  if (!session.identity || !office) return err(session.identity ? { type: 'invalidChange', path: 'office' } : { type: 'notSetUp' });
  const officeKey = office.id === session.identity.office.id ? session.identity.officeKey : await keyOfOffice(session, office.id);
  const identity: Identity = { ...session.identity, author: who.author, office, officeKey };
  const failure = await writeIdentity(session, identity);
  if (failure) return err(failure);
  renewRun(session);
  await settleTrust(session, null);
  return ok(session.identity ?? identity);
};
