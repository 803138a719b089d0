import { err, ok } from '../../base/result.ts';
import { checkRecipients } from '../../exchange/envelope.ts';
import type { Handlers } from '../../ipc/contract.ts';
import type { Attachments } from '../attachments.ts';
import type { SecretStore } from '../secrets.ts';
import { fetchBlob } from './fetchBlob.ts';
import type { OpenedPlace, OpenedPlaces } from './openedPlaces.ts';
import { blobsOf, purgeBlobs, putBlob } from './placeFiles.ts';

export type PlaceBlobsOptions = {
  readonly places: OpenedPlaces;
  readonly dataFolder: string;
  readonly secrets: SecretStore;
  readonly attachments: Attachments;
};

type Blobs = Pick<Handlers, 'listPlaceBlobs' | 'putPlaceBlob' | 'fetchPlaceBlob' | 'purgePlaceBlobs'>;

/** Photos and files in the known places. */
export const createPlaceBlobs = ({ places: { begin }, dataFolder, secrets, attachments }: PlaceBlobsOptions): Blobs => {
  const identity = () => secrets.read('age-identity');

  /** Two fetches of one file at a time would both append to what has come so far. */
  const fetching = new Map<string, ReturnType<typeof fetchBlob>>();
  const fetchOnce = ({ known, place, signal }: OpenedPlace, hash: string): ReturnType<typeof fetchBlob> => {
    const fetched =
      fetching.get(hash) ??
      fetchBlob({ place, attachments, dataFolder, identity, isSealed: known.sealed, signal }, hash).finally(() => fetching.delete(hash));
    fetching.set(hash, fetched);
    return fetched;
  };

  return {
    listPlaceBlobs: async ({ place: id }) => {
      const at = await begin(id);
      if (!at.ok) return at;
      const listed = await at.value.place.list('blobs', at.value.signal);
      return listed.ok ? ok(blobsOf(listed.value.entries)) : listed;
    },
    putPlaceBlob: async ({ place: id, sha256, recipients, renew = false }) => {
      const to = recipients === undefined ? ok(null) : checkRecipients(recipients);
      if (!to.ok) return to;
      const at = await begin(id);
      if (!at.ok) return at;
      const { known, place, signal } = at.value;
      if (known.sealed && to.value === null) return err({ type: 'placeSealed' });
      return putBlob(place, attachments, sha256, { to: to.value, renew }, signal);
    },
    fetchPlaceBlob: async ({ place: id, sha256 }) => {
      const at = await begin(id);
      return at.ok ? fetchOnce(at.value, sha256) : at;
    },
    purgePlaceBlobs: async ({ place: id }) => {
      const at = await begin(id);
      return at.ok ? purgeBlobs(at.value.place, attachments, at.value.signal) : at;
    },
  };
};
