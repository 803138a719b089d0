import { X509Certificate } from 'node:crypto';
import { isAbsolute } from 'node:path';
import type { RandomBytes } from '../../base/clock.ts';
import { randomBase32 } from '../../base/ids.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { CreateOnly, SharedPlace } from '../../exchange/place.ts';
import type { PlaceCallError, PlaceConfig } from '../../ipc/contract.ts';
import { openFolder } from './folder.ts';

export type OpenOptions = { readonly secret: string | null; readonly createOnly: CreateOnly; readonly random: RandomBytes };

type ServerConfig = Exclude<PlaceConfig, { readonly kind: 'folder' }>;

/** Servers on this very computer are reached without a network; all others want TLS unless a person has said otherwise. */
const isLoopback = ({ hostname }: URL): boolean => hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/** A damaged certificate would only show when something is sent, as a server that cannot be reached. */
const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
};

const refuseServer = (text: string, { plainHttp, ca }: ServerConfig): PlaceCallError | null => {
  if (ca !== undefined && !isCertificate(ca)) return { type: 'placeAuthorityUnusable' };
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return { type: 'placeAddressUnusable' };
  return url.protocol === 'http:' && plainHttp !== true && !isLoopback(url) ? { type: 'placeWantsTls' } : null;
};

const openServer = async (config: ServerConfig, options: OpenOptions): Promise<Result<SharedPlace, PlaceCallError>> => {
  const refused = refuseServer(config.kind === 'webdav' ? config.url : config.endpoint, config);
  if (refused !== null) return err(refused);
  const { secret, createOnly, random } = options;
  // Loaded when first needed: most laptops exchange in one way, and the S3 client is large.
  if (config.kind === 'webdav') {
    const { openWebdav } = await import('./webdav.ts');
    const nonce = (): string => Buffer.from(random(16)).toString('hex');
    return ok(openWebdav({ url: config.url, user: config.user, password: secret ?? '', createOnly, ca: config.ca, nonce }));
  }
  const { openS3 } = await import('./s3.ts');
  return ok(openS3({ ...config, secretKey: secret ?? '', createOnly }));
};

/** Opens what `config` names without asking it anything yet. */
export const openPlace = async (config: PlaceConfig, options: OpenOptions): Promise<Result<SharedPlace, PlaceCallError>> => {
  if (config.kind !== 'folder') return openServer(config, options);
  if (!isAbsolute(config.path)) return err({ type: 'placeAddressUnusable' });
  return ok(openFolder({ path: config.path, suffix: () => randomBase32(20, options.random) }));
};
