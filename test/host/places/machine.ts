import type { Handlers, KnownPlace, RequestOf } from '../../../src/ipc/contract.ts';
import { bytesOf, hostIn, sentinelAt, temporaryFolder } from '../open.ts';
import { szeged } from './opened.ts';

export const cluster = 'cluster-1';

export type Machine = { readonly data: string; readonly host: Handlers };

/** A host whose store has been committed to once, as `device`. */
export const machineOf = async (device: string): Promise<Machine> => {
  const data = temporaryFolder();
  const host = hostIn(data);
  await host.appendSafetyCopy({ seq: 1, snapshot: false, bundle: bytesOf('{}'), sentinel: { ...sentinelAt(1), cluster, device } });
  return { data, host };
};

/** What a person asks for who adds a folder, open. */
export const adding = (path: string, change: Partial<RequestOf<'addPlace'>> = {}): RequestOf<'addPlace'> => ({
  label: 'Közös mappa',
  config: { kind: 'folder', path },
  secret: null,
  cluster,
  device: szeged,
  sealed: false,
  ...change,
});

/** The place as it was added, or a test that fails with the error's name. */
export const added = async (host: Handlers, request: RequestOf<'addPlace'>): Promise<KnownPlace> => {
  const place = await host.addPlace(request);
  if (!place.ok) throw new Error(place.error.type);
  return place.value;
};
