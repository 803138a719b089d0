import type { Result } from '../../../src/base/result.ts';
import type { PlaceError, SharedPlace } from '../../../src/exchange/place.ts';
import { openWebdav, type WebdavOptions } from '../../../src/host/places/webdav.ts';
import { nameOf, noise } from './opened.ts';
import { type Answering, quick, say, startHostile } from './servers/hostile.ts';

/** A WebDAV place at a server of ours, with times that a test can wait for. */
export const at = (url: string, change: Partial<WebdavOptions> = {}): SharedPlace =>
  openWebdav({ url, user: 'u', password: 'p', createOnly: 'byServer', nonce: () => '00'.repeat(16), limits: quick, ...change });

/** The same at a server that answers everything in one way. */
export const facing = async (answer: Answering): Promise<SharedPlace> => at((await startHostile(answer)).url);

/** A call of the port, by name. */
export type Call = 'list' | 'read' | 'writeNew' | 'remove';
/** Every call of the port. */
export const calls: readonly Call[] = ['list', 'read', 'writeNew', 'remove'];
/** One call of the port. */
export const make = (place: SharedPlace, call: Call): Promise<Result<unknown, PlaceError>> =>
  ({
    list: () => place.list('bundles'),
    read: () => place.read(nameOf(), { maxBytes: 1000, sink: () => undefined }),
    writeNew: () => place.writeNew(nameOf(), noise(300_000)),
    remove: () => place.remove(nameOf()),
  })[call]();

/** One resource of a listing. */
export const resource = (href: string, size = '5', type = ''): string =>
  `<D:response><D:href>${href}</D:href><D:propstat><D:prop><D:resourcetype>${type}</D:resourcetype><D:getcontentlength>${size}</D:getcontentlength></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>`;
/** A listing as XML. */
export const multistatus = (...resources: readonly string[]): string =>
  `<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">${resources.join('')}</D:multistatus>`;
/** Answers everything with this listing. */
export const listed = (...resources: readonly string[]): Answering =>
  say(207, multistatus(...resources), { 'content-type': 'application/xml' });
