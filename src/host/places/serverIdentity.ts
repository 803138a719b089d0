import type { PlaceConfig } from '../../ipc/contract.ts';

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // Not UTF-8; it is compared as it stands.
  }
};

/**
 * Host, port and path in one spelling. Whether the way there is protected makes no other place of it, and neither does who signs in: offices
 * mostly share a folder, each with an account of its own.
 */
const spelt = (address: string): string => {
  const { host, pathname } = new URL(address);
  const parts = pathname.split('/').flatMap((part) => (part === '' ? [] : [encodeURIComponent(decoded(part))]));
  return [host, ...parts].join('/');
};

/** Tells a folder on a WebDAV server from every other place. */
export const webdavIdentity = (url: string): string => `webdav ${spelt(url)}`;

/** Tells a bucket, or a folder in it, from every other place. */
export const s3Identity = ({ endpoint, bucket, prefix }: Pick<Extract<PlaceConfig, { kind: 's3' }>, 'endpoint' | 'bucket' | 'prefix'>) =>
  `s3 ${spelt(endpoint)} ${bucket}/${prefix}`;
