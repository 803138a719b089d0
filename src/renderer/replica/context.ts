import { createContext, useContext } from 'react';
import type { RecordId } from '../../base/ids.ts';
import { createRecordId } from '../../base/ids.ts';
import type { Desktop, HostGreeting } from '../../ipc/contract.ts';
import type { Identity, ReplicaApi } from '../../replica/api.ts';

/** What every screen works with: the store, the desktop, and who is working. */
export type Session = {
  readonly replica: ReplicaApi;
  readonly desktop: Desktop;
  readonly greeting: HostGreeting;
  readonly identity: Identity;
  readonly setIdentity: (identity: Identity) => void;
};

export const SessionContext = createContext<Session | null>(null);

export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (!session) throw new Error('A screen is shown outside the opened store');
  return session;
};

export const useReplica = (): ReplicaApi => useSession().replica;
export const useDesktop = (): Desktop => useSession().desktop;
export const useIdentity = (): Identity => useSession().identity;

/** An id for a record that is made here and now. */
export const newRecordId = (): RecordId => createRecordId(Date.now, (length) => crypto.getRandomValues(new Uint8Array(length)));
