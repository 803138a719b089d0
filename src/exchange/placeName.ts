import type { Brand } from '../base/brand.ts';

/** A name inside a shared place, with `/` between folder and file. Made and read in this file only, so it never leads anywhere else. */
export type PlaceName = Brand<string, 'PlaceName'>;

/** How the file is packed; the ending says it, and the bundle's own signature says whether it is true. */
export type BundleForm = (typeof bundleForms)[number];
export const bundleForms = ['json', 'json.gz', 'json.age', 'json.gz.age'] as const;

/** The `n`-th bundle (from 1) that `device` published in `run`. No two copies of a disk share a run, so no two write one name. */
export type BundleSlot = { readonly device: string; readonly run: string; readonly n: number; readonly form: BundleForm };

export type ParsedPlaceName =
  | ({ readonly kind: 'bundle' } & BundleSlot)
  /** `sha256` is that of the file itself, also where it lies there encrypted. */
  | { readonly kind: 'blob'; readonly sha256: string; readonly sealed: boolean }
  | { readonly kind: 'marker' }
  | { readonly kind: 'probe'; readonly device: string; readonly run: string };

const device = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const run = '[a-z2-7]{20}';

export const devicePattern = new RegExp(`^${device}$`);
export const runPattern = new RegExp(`^${run}$`);
export const maxBundleNumber = 999_999;

const bundlePattern = new RegExp(`^replicas/(${device})/(${run})-(\\d{6})\\.(json|json\\.gz|json\\.age|json\\.gz\\.age)$`);
const blobPattern = /^blobs\/([0-9a-f]{64})(\.age)?$/;

const brand = (text: string): PlaceName => text as PlaceName; // Every caller below has built or matched one of the four forms.

/** Cluster and format of the place; written once by the first replica and the same for everybody. */
export const markerName = brand('interreg-cluster.json');

export const bundleName = ({ device: owner, run: opening, n, form }: BundleSlot): PlaceName =>
  brand(`replicas/${owner}/${opening}-${String(n).padStart(6, '0')}.${form}`);

export const blobName = (sha256: string, sealed = false): PlaceName => brand(`blobs/${sha256}${sealed ? '.age' : ''}`);

/** Number 0 is no bundle: what a probe writes lies where bundles lie and is passed over by every reader. */
export const probeName = (owner: string, opening: string): PlaceName => brand(`replicas/${owner}/${opening}-000000.json`);

export const folderOfDevice = (owner: string): string => `replicas/${owner}`;

/** Lower case, ASCII and byte for byte: conflict copies, `(1)` names, temporary files, NFD twins and paths that climb are all null. */
export const parsePlaceName = (text: string): ParsedPlaceName | null => {
  if (text === markerName) return { kind: 'marker' };
  const blob = blobPattern.exec(text);
  if (blob?.[1] !== undefined) return { kind: 'blob', sha256: blob[1], sealed: blob[2] !== undefined };
  const [, owner, opening, digits, ending] = bundlePattern.exec(text) ?? [];
  const form = bundleForms.find((one) => one === ending);
  if (owner === undefined || opening === undefined || form === undefined) return null;
  const n = Number(digits);
  if (n > 0) return { kind: 'bundle', device: owner, run: opening, n, form };
  return form === 'json' ? { kind: 'probe', device: owner, run: opening } : null;
};

/** The text as a name if it is one, whatever its kind. */
export const toPlaceName = (text: string): PlaceName | null => (parsePlaceName(text) === null ? null : brand(text));
