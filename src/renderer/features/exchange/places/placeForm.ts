import type { PlaceConfig } from '../../../../ipc/contract.ts';
import { bucketPattern, prefixPattern } from '../../../../ipc/placeShapes.ts';

/** What a person types about a place. The secret is no part of it. */
export type PlaceForm = {
  readonly kind: PlaceConfig['kind'];
  readonly label: string;
  readonly path: string;
  readonly url: string;
  readonly user: string;
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly accessKey: string;
  /** PEM of the server's own certificate authority; empty for a server with a public certificate. */
  readonly ca: string;
  readonly sealed: boolean;
  readonly plainHttp: boolean;
};

export const emptyForm: PlaceForm = {
  kind: 'folder',
  label: '',
  path: '',
  url: '',
  user: '',
  endpoint: '',
  region: '',
  bucket: '',
  prefix: '',
  accessKey: '',
  ca: '',
  sealed: true,
  plainHttp: false,
};

/** An address without a protocol is meant to be a protected one. */
const addressOf = (typed: string): string => {
  const address = typed.trim();
  return address === '' || address.includes('://') ? address : `https://${address}`;
};

const isPlain = (address: string): boolean => address.toLowerCase().startsWith('http://');

/** True where the address as typed would send the password unprotected. */
export const asksForPlainHttp = ({ kind, url, endpoint }: PlaceForm): boolean =>
  kind !== 'folder' && isPlain(addressOf(kind === 'webdav' ? url : endpoint));

/** How the server is known to be the right one: unprotected because somebody said so, or beside the usual authorities by one of its own. */
const protectionOf = (form: PlaceForm): { readonly plainHttp?: true; readonly ca?: string } => {
  if (asksForPlainHttp(form)) return form.plainHttp ? { plainHttp: true } : {};
  return form.ca === '' ? {} : { ca: form.ca };
};

const regionByHabit = 'us-east-1';

const needed = { folder: ['path'], webdav: ['url'], s3: ['endpoint', 'bucket', 'accessKey'] } as const;

/** The fields that a place of this kind cannot do without and that are still empty. */
export const missingOf = (form: PlaceForm): readonly (typeof needed)[PlaceForm['kind']][number][] =>
  needed[form.kind].filter((name) => form[name].trim() === '');

/** The same with the secret, which is no part of the form: S3 storage takes nothing without one, and a server may. */
export const missingWith = (form: PlaceForm, secret: string): readonly (ReturnType<typeof missingOf>[number] | 'secretKey')[] =>
  form.kind === 's3' && secret === '' ? [...missingOf(form), 'secretKey'] : missingOf(form);

const prefixOf = ({ prefix }: PlaceForm): string => prefix.trim().replace(/^\/+|\/+$/g, '');

/** Chromium takes a host with spaces in it for one, Node does not. */
const isServer = (address: string): boolean => /^https?:\/\/[^\s/?#]+([/?#]|$)/i.test(address) && URL.canParse(address);

/**
 * Whether the address names the bucket as well, as providers show it. It would be answered, from a folder named like the bucket inside it, where
 * nobody else looks. A server that only happens to be called like its bucket is let be, and so is any other path.
 */
const namesBucket = (address: string, bucket: string): boolean => {
  const { hostname, pathname } = new URL(address);
  return hostname.startsWith(`${bucket}.s3`) || pathname.split('/').findLast((part) => part !== '') === bucket;
};

export type Unfit = 'url' | 'endpoint' | 'bucket' | 'bucketInAddress' | 'prefix';

/** The first field that no server takes as it was typed; null where each could be right. */
export const unfitOf = (form: PlaceForm): Unfit | null => {
  if (form.kind === 'folder') return null;
  if (form.kind === 'webdav') return isServer(addressOf(form.url)) ? null : 'url';
  if (!isServer(addressOf(form.endpoint))) return 'endpoint';
  if (!bucketPattern.test(form.bucket.trim())) return 'bucket';
  if (namesBucket(addressOf(form.endpoint), form.bucket.trim())) return 'bucketInAddress';
  return prefixPattern.test(prefixOf(form)) ? null : 'prefix';
};

/** The place as the desktop takes it; null while something is missing or cannot be right, or nobody has said that it may be unprotected. */
export const configOf = (form: PlaceForm): PlaceConfig | null => {
  if (missingOf(form).length > 0 || unfitOf(form) !== null || (asksForPlainHttp(form) && !form.plainHttp)) return null;
  if (form.kind === 'folder') return { kind: 'folder', path: form.path.trim() };
  if (form.kind === 'webdav') return { kind: 'webdav', url: addressOf(form.url), user: form.user.trim(), ...protectionOf(form) };
  return {
    kind: 's3',
    endpoint: addressOf(form.endpoint),
    region: form.region.trim() || regionByHabit,
    bucket: form.bucket.trim(),
    prefix: prefixOf(form),
    accessKey: form.accessKey.trim(),
    ...protectionOf(form),
  };
};

/** What the place is called when nobody gives it a name: the last part of its address. */
export const labelOf = (form: PlaceForm, config: PlaceConfig): string => {
  const typed = form.label.trim();
  if (typed !== '') return typed;
  if (config.kind === 's3') return config.bucket;
  const address = config.kind === 'folder' ? config.path : config.url;
  return (address.split(/[\\/]/).findLast((part) => part !== '') ?? address).slice(0, 100);
};

/** Where a place is, as one line. */
export const addressLine = (config: PlaceConfig): string => {
  if (config.kind === 'folder') return config.path;
  return config.kind === 'webdav' ? config.url : [config.endpoint, config.bucket, config.prefix].filter(Boolean).join('/');
};
