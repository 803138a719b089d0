import { z } from 'zod';
import type { PlacedBlob } from '../../exchange/blobs.ts';
import type { RecipientError } from '../../exchange/envelope.ts';
import type { CreateOnly, PlaceError, PlaceProbe } from '../../exchange/place.ts';
import { type BundleSlot, bundleForms, devicePattern, maxBundleNumber, runPattern } from '../../exchange/placeName.ts';
import { statementLimits } from '../../exchange/trust/statements.ts';
import { bucketPattern, prefixPattern } from '../placeShapes.ts';
import { type AttachmentError, bytes, call, type DiskError, empty, type SecretError, sha256 } from './call.ts';

/** Shared places: the host keeps addresses and secrets, looks into them, and carries bundles and files. It applies nothing. */

const device = z.string().regex(devicePattern);
const place = z.string().regex(/^[a-z2-7]{20}$/);
const run = z.string().regex(runPattern);
const slot = { run, n: z.number().int().min(1).max(maxBundleNumber), form: z.enum(bundleForms) };
const line = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u);
const word = (max: number) => line(max).min(1);
/** PEM of a certificate authority that this one place is trusted by, beside the usual ones. Nothing switches checking off. */
const ca = z
  .string()
  .max(64 * 1024)
  .includes('-----BEGIN CERTIFICATE-----')
  .optional();
/** Said by a person for a server in the own network; the password then travels as the server asks for it. */
const plainHttp = z.boolean().optional();

export const placeConfigSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), path: word(4096) }),
  z.strictObject({ kind: z.literal('webdav'), url: z.url({ protocol: /^https?$/ }).max(2048), user: line(256), ca, plainHttp }),
  z.strictObject({
    kind: z.literal('s3'),
    endpoint: z.url({ protocol: /^https?$/ }).max(2048),
    region: word(64),
    bucket: z.string().regex(bucketPattern),
    prefix: z.string().max(512).regex(prefixPattern),
    accessKey: word(256),
    ca,
    plainHttp,
  }),
]);
/** Where a place is. Passwords and secret keys are no part of it and never come back from the host. */
export type PlaceConfig = z.infer<typeof placeConfigSchema>;

export type KnownPlace = {
  readonly id: string;
  readonly label: string;
  readonly config: PlaceConfig;
  readonly cluster: string;
  readonly createOnly: CreateOnly;
  /** Once true it stays so, and the host lets nothing unsealed into the place. It becomes true by itself where encrypted bundles are found. */
  readonly sealed: boolean;
  /** UTC milliseconds. */
  readonly addedAt: number;
};

export type ListedBundle = BundleSlot & { readonly bytes: number };
export type PlaceBundles = {
  readonly bundles: readonly ListedBundle[];
  /** Files that mean nothing here: conflict copies, temporary files of other tools, names of strangers. */
  readonly ignored: number;
  readonly serverTime: number | null;
  /** False where the place has lost the file that names its cluster: it was emptied or replaced. Never a sign that records were deleted. */
  readonly marked: boolean;
  /** As of the known place, after this look. */
  readonly sealed: boolean;
};
export type PublishReceipt = { readonly sha256: string; readonly alreadyThere: boolean };

/** What can be wrong with a configured place beside what the place itself answers. */
export type PlaceCallError =
  | PlaceError
  | DiskError
  | SecretError
  | { readonly type: 'placeUnknown' }
  /** It is set up already, under this label. */
  | { readonly type: 'placeKnown'; readonly place: string }
  | { readonly type: 'placeAddressUnusable' }
  | { readonly type: 'placeWantsTls' }
  | { readonly type: 'placeAuthorityUnusable' }
  | { readonly type: 'placeOtherCluster'; readonly cluster: string }
  | { readonly type: 'placeNewer'; readonly version: number }
  | { readonly type: 'placeMarkerUnreadable' }
  | { readonly type: 'placeSealed' }
  | { readonly type: 'notOwnDevice' };

const label = word(100);
const secret = z.string().max(4096).nullable();
const cluster = z.string().min(1).max(64);

export const placeCalls = {
  listPlaces: call<readonly KnownPlace[], DiskError>()(empty),
  /**
   * Probes first; then writes the cluster's marker, or refuses the place of another cluster, and one that is known already. Where encrypted
   * bundles lie it is sealed, whatever was asked for. The secret goes in here and never out.
   */
  addPlace: call<KnownPlace & { readonly serverTime: number | null }, PlaceCallError>()(
    z.strictObject({ label, config: placeConfigSchema, secret, cluster, device, sealed: z.boolean() }),
  ),
  /** A changed password or secret key; kept only if the place takes it. */
  changePlaceSecret: call<null, PlaceCallError>()(z.strictObject({ place, secret })),
  /** From now on only encrypted bundles go into the place. There is no way back while any lies there. */
  sealPlace: call<null, PlaceCallError>()(z.strictObject({ place })),
  /** Forgets address and secret; what lies in the place stays there. */
  forgetPlace: call<null, PlaceCallError>()(z.strictObject({ place })),
  probePlace: call<PlaceProbe, PlaceCallError>()(z.strictObject({ place, device })),
  listPlaceBundles: call<PlaceBundles, PlaceCallError>()(z.strictObject({ place })),
  /** The file as it lies there: nothing of it has been checked. */
  readPlaceBundle: call<Uint8Array<ArrayBuffer>, PlaceCallError>()(z.strictObject({ place, device, ...slot })),
  /** Writes under a new name and reads back by hash. The same bytes once more are `alreadyThere`; other bytes are `nameTaken`. */
  publishPlaceBundle: call<PublishReceipt, PlaceCallError>()(z.strictObject({ place, device, ...slot, bundle: bytes })),
  /** Removes bundles of the own device, after a fold. */
  removePlaceBundles: call<null, PlaceCallError>()(z.strictObject({ place, device, bundles: z.array(z.strictObject(slot)).max(10_000) })),
  /** `sealed`: it lies there encrypted only. */
  listPlaceBlobs: call<readonly PlacedBlob[], PlaceCallError>()(z.strictObject({ place })),
  /**
   * Sends one of the host's own files; one that is there already is not sent again. With `recipients` (age) it goes there encrypted to
   * them; a sealed place takes no other. `renew`: in place of a copy that is of no use to somebody.
   */
  putPlaceBlob: call<null, PlaceCallError | AttachmentError | RecipientError>()(
    z.strictObject({
      place,
      sha256,
      recipients: z.array(z.string().max(62)).max(statementLimits.statements).optional(),
      renew: z.boolean().optional(),
    }),
  ),
  /** Fetches a file among the host's own, from where the last attempt ended. */
  fetchPlaceBlob: call<{ readonly bytes: number }, PlaceCallError | AttachmentError | { readonly type: 'photoNotForUs' }>()(
    z.strictObject({ place, sha256 }),
  ),
  /** Takes out of the place the files of erased records, as far as they are known here; answers how many. */
  purgePlaceBlobs: call<number, PlaceCallError>()(z.strictObject({ place })),
  /** Ends whatever runs with the place; those calls answer `cancelled`. */
  cancelPlaceWork: call<null, PlaceCallError>()(z.strictObject({ place })),
} as const;
