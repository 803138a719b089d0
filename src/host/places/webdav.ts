import { err, ok, type Result } from '../../base/result.ts';
import {
  type CreateOnly,
  type FoundFile,
  type PlaceError,
  type PlaceLimits,
  placeLimits,
  type ReadRequest,
  type SharedPlace,
  toListing,
} from '../../exchange/place.ts';
import type { PlaceName } from '../../exchange/placeName.ts';
import { runProbe } from '../../exchange/placeProbe.ts';
import { createPour, fault, settled } from './fault.ts';
import { createTransport, type HttpAnswer, type Transport, toNetworkError } from './http.ts';
import { webdavIdentity } from './serverIdentity.ts';
import { createSignIn } from './signIn.ts';
import { statusError } from './statusError.ts';
import { createDavList, type DavCall, type DavSend } from './webdavList.ts';

export type WebdavOptions = {
  /** The folder's address; a slash at its end is added where it lacks. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly createOnly: CreateOnly;
  readonly ca?: string | undefined;
  readonly limits?: PlaceLimits;
  /** Makes the client's half of a digest; 16 bytes in hex. */
  readonly nonce: () => string;
};

export type OpenedWebdav = SharedPlace & Pick<Transport, 'requests' | 'close'>;

const isFine = (status: number): boolean => status >= 200 && status < 300;

const foldersOf = (name: string): readonly string[] => {
  const parts = name.split('/').slice(0, -1);
  return parts.map((_, at) => `${parts.slice(0, at + 1).join('/')}/`);
};

/**
 * A folder on a WebDAV server (Apache, Nextcloud, a router's disk). Names are created with `If-None-Match: *`, which Apache and
 * Nextcloud keep; entity tags are never relied on, because those of a fresh file are weak and compare as different.
 */
export const openWebdav = (options: WebdavOptions): OpenedWebdav => {
  const { limits = placeLimits } = options;
  const transport = createTransport({ ca: options.ca, limits });
  const root = new URL(options.url);
  root.pathname = `${root.pathname}/`.replace(/\/{2,}/g, '/'); // Or what follows two slashes would be taken for another server.
  const signIn = createSignIn({ transport, user: options.user, password: options.password, nonce: options.nonce });
  let createOnly = options.createOnly;
  let serverTime: number | null = null;

  const urlOf = (path: string): URL => new URL(root.pathname + path, root);

  const send: DavSend = async ({ method, path, headers = {}, body, signal }) => {
    const answer = await signIn.send({ method, url: urlOf(path), headers, signal, ...(body === undefined ? {} : { body }) });
    serverTime = answer.serverTime ?? serverTime;
    return answer;
  };
  /** The status of a call whose answer says nothing else. */
  const ask = async (call: DavCall): Promise<number> => {
    const answer = await send(call);
    answer.discard();
    return answer.status;
  };

  const list = createDavList({ send, root, limits });

  const makeFolders = async (name: PlaceName, signal?: AbortSignal): Promise<void> => {
    for (const path of foldersOf(name)) {
      let status = await ask({ method: 'MKCOL', path, signal });
      // Apache refuses the slower of two who make a folder at the same moment; asked again, it says that the folder is there.
      if (status === 403) status = await ask({ method: 'MKCOL', path, signal });
      if (status === 409 || status === 404) throw fault({ type: 'placeNotFound' });
      if (!isFine(status) && status !== 405) throw fault(statusError(status)); // 405: it is there.
    }
  };

  const isThere = async (name: PlaceName, signal?: AbortSignal): Promise<boolean> => {
    const status = await ask({ method: 'HEAD', path: name, signal });
    if (status === 404 || status === 410) return false;
    if (!isFine(status)) throw fault(statusError(status));
    return true;
  };

  const put = async (name: PlaceName, body: Uint8Array, signal?: AbortSignal): Promise<number> => {
    await signIn.ready(root, signal); // Or the whole file would travel twice, the first time to be refused.
    const headers = { 'content-type': 'application/octet-stream', ...(createOnly === 'byServer' ? { 'if-none-match': '*' } : {}) };
    return ask({ method: 'PUT', path: name, body, headers, signal });
  };

  const writeNew: SharedPlace['writeNew'] = (name, bytes, signal) =>
    settled(toNetworkError, async () => {
      if (createOnly === 'byChecking' && (await isThere(name, signal))) return err({ type: 'nameTaken' });
      let status = await put(name, bytes, signal);
      if (status === 409 || status === 404) {
        await makeFolders(name, signal);
        status = await put(name, bytes, signal);
      }
      if (isFine(status)) return ok(null);
      return err(status === 412 ? { type: 'nameTaken' } : statusError(status));
    });

  const pourBody = async (answer: HttpAnswer, request: ReadRequest): Promise<number> => {
    const from = request.from ?? 0;
    const begins = answer.status === 206 ? Number(/^bytes (\d{1,15})-/.exec(answer.headers['content-range'] ?? '')?.[1]) : 0;
    if (answer.status === 206 && begins !== from) {
      answer.discard();
      throw fault({ type: 'placeMisbehaves', what: 'size' });
    }
    const pour = createPour(request);
    let skip = from - begins;
    for await (const chunk of answer.body) {
      const wanted = chunk.subarray(Math.min(skip, chunk.byteLength));
      skip -= chunk.byteLength - wanted.byteLength;
      if (wanted.byteLength > 0) await pour.chunk(wanted);
    }
    return pour.total();
  };

  const read: SharedPlace['read'] = (name, request) =>
    settled(toNetworkError, async () => {
      const from = request.from ?? 0;
      const headers: Readonly<Record<string, string>> = from > 0 ? { range: `bytes=${from}-` } : {};
      const answer = await send({ method: 'GET', path: name, headers, signal: request.signal });
      if (answer.status === 200 || answer.status === 206) return ok({ bytes: await pourBody(answer, request) });
      answer.discard();
      if (answer.status === 416 && from > 0) return ok({ bytes: 0 });
      return err(answer.status === 404 || answer.status === 410 ? { type: 'placeFileGone' } : statusError(answer.status));
    });

  const remove: SharedPlace['remove'] = (name, signal) =>
    settled(toNetworkError, async () => {
      const status = await ask({ method: 'DELETE', path: name, signal });
      const isGone = status === 404 || status === 410 || (isFine(status) && status !== 207);
      return isGone ? ok(null) : err(statusError(status));
    });

  const isListed = (name: PlaceName, signal?: AbortSignal): Promise<Result<boolean, PlaceError>> =>
    settled(toNetworkError, async () => {
      const found = await list.folder(`${name.split('/').slice(0, -1).join('/')}/`, signal);
      return ok(found.files.some(({ path }) => path === name));
    });

  const found = async (part: 'bundles' | 'blobs', signal?: AbortSignal): Promise<readonly FoundFile[]> =>
    part === 'bundles' ? list.bundles(signal) : (await list.folder('blobs/', signal)).files;

  return {
    identity: async () => [webdavIdentity(options.url)],
    list: (part, signal) => settled(toNetworkError, async () => toListing(part, await found(part, signal), serverTime, limits)),
    read,
    writeNew,
    remove,
    probe: async (slot, signal) => {
      const checkFirst = (): void => {
        createOnly = 'byChecking';
      };
      const probed = await runProbe({ read, writeNew, remove, isListed, createOnly: () => createOnly, checkFirst }, slot, signal);
      return probed.ok ? ok({ createOnly: probed.value, serverTime }) : probed;
    },
    requests: transport.requests,
    close: transport.close,
  };
};
