import type { FoundFile, PlaceLimits } from '../../exchange/place.ts';
import { devicePattern } from '../../exchange/placeName.ts';
import { fault, PlaceFault } from './fault.ts';
import { collectText, type HttpAnswer } from './http.ts';
import { type DavResource, readMultistatus } from './multistatus.ts';
import { statusError } from './statusError.ts';

export type DavCall = {
  readonly method: string;
  /** Below the place's folder; empty for the folder itself. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly signal?: AbortSignal | undefined;
};
export type DavSend = (call: DavCall) => Promise<HttpAnswer>;

const wanted = new TextEncoder().encode(
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/></prop></propfind>',
);

export type DavListOptions = { readonly send: DavSend; readonly root: URL; readonly limits: PlaceLimits };

export type DavFolder = { readonly files: readonly FoundFile[]; readonly folders: readonly string[] };

const isFolderOfDevice = (folder: string): boolean => devicePattern.test(folder.slice('replicas/'.length, -1));

/** Right below `replicas` or a replica's folder: what lies deeper in strange folders counts once, as that folder. */
const isDirect = (path: string): boolean => {
  const above = path.replace(/[^/]*\/?$/, '');
  return above === 'replicas/' || !above.startsWith('replicas/') || isFolderOfDevice(above);
};

/** Decoded, because servers write percent signs in either case; null where they are no encoding or hide a slash: no name of ours. */
const partsOf = (pathname: string): readonly string[] | null => {
  try {
    const parts = pathname.split('/').map(decodeURIComponent);
    return parts.some((part) => part.includes('/')) ? null : parts;
  } catch {
    return null;
  }
};

/** `deep` answers name what lies in a folder's folders too; many servers refuse to give one, and some give a shallow one instead. */
type Depth = '1' | 'infinity';

/**
 * Listings of a WebDAV folder. A folder that is missing under a root that is there is empty; a root that is missing is an error. The
 * bundles of all replicas take one request where the server lists deeply, else one and another for each replica.
 */
export const createDavList = ({ send, root, limits }: DavListOptions) => {
  let listsDeeply = true;

  const above = partsOf(root.pathname) ?? [];

  /** The path below the root, or null for what the server claims to have elsewhere. */
  const pathOf = (href: string): string | null => {
    // A backslash would become a slash, and control characters would vanish.
    const parts = !/[\\\p{Cc}]/u.test(href) && URL.canParse(href, root.href) ? partsOf(new URL(href, root).pathname) : null;
    const isBelow = parts !== null && above.slice(0, -1).every((part, at) => parts[at] === part);
    return isBelow ? parts.slice(above.length - 1).join('/') : null;
  };

  const propfind = (path: string, depth: string, signal?: AbortSignal): Promise<HttpAnswer> =>
    send({ method: 'PROPFIND', path, headers: { depth, 'content-type': 'application/xml; charset=utf-8' }, body: wanted, signal });

  const needsRoot = async (signal?: AbortSignal): Promise<void> => {
    const answer = await propfind('', '0', signal);
    answer.discard();
    if (answer.status === 404 || answer.status === 410) throw fault({ type: 'placeNotFound' });
    if (answer.status !== 207) throw fault(statusError(answer.status));
  };

  const ask = async (path: string, depth: Depth, signal?: AbortSignal): Promise<readonly DavResource[] | number> => {
    const answer = await propfind(path, depth, signal);
    if (answer.status === 207) return readMultistatus(await collectText(answer, limits.listingBytes), limits.names);
    answer.discard();
    return answer.status;
  };

  const sort = (folder: string, resources: readonly DavResource[]): DavFolder => {
    const files: FoundFile[] = [];
    const folders: string[] = [];
    for (const { href, isFolder, bytes } of resources) {
      const path = pathOf(href);
      if (path === folder || `${path}/` === folder) continue; // The folder itself.
      if (path === null) files.push({ path: href, bytes: -1 });
      else if (isFolder) folders.push(path.endsWith('/') ? path : `${path}/`);
      else files.push({ path, bytes });
    }
    return { files, folders };
  };

  /** A folder of strangers, or one with a bundle's name: nothing that means anything here. */
  const withStrangeFolders = ({ files, folders }: DavFolder, isStrange: (folder: string) => boolean): readonly FoundFile[] => [
    ...files,
    ...folders.filter(isStrange).map((path) => ({ path, bytes: -1 })),
  ];

  const folder = async (path: string, signal?: AbortSignal): Promise<DavFolder> => {
    const found = await ask(path, '1', signal);
    if (found === 404 || found === 410) {
      await needsRoot(signal);
      return { files: [], folders: [] };
    }
    if (typeof found === 'number') throw fault(statusError(found));
    const sorted = sort(path, found);
    return { files: withStrangeFolders(sorted, () => true), folders: sorted.folders };
  };

  /** One whose maker has kept others out of it says nothing about the next, and means as little as any other name that is of no use here. */
  const filesOfDevice = async (path: string, signal?: AbortSignal): Promise<readonly FoundFile[]> => {
    try {
      return (await folder(path, signal)).files;
    } catch (cause) {
      if (!(cause instanceof PlaceFault) || cause.error.type !== 'placeRefused') throw cause;
      return [{ path, bytes: -1 }];
    }
  };

  const inOneRequest = async (signal?: AbortSignal): Promise<DavFolder | null> => {
    const found = listsDeeply ? await ask('replicas/', 'infinity', signal) : 0;
    if (typeof found !== 'number') return sort('replicas/', found);
    // Missing, or not deeply: the shallow look finds out which, and whether it is the person who may not look.
    if (found !== 404 && found !== 410) listsDeeply = false;
    return null;
  };

  const bundles = async (signal?: AbortSignal): Promise<readonly FoundFile[]> => {
    const deep = await inOneRequest(signal);
    const top = deep ?? sort('replicas/', await shallowResources(signal));
    const direct = top.files.filter(({ path }) => isDirect(path));
    const all = [...withStrangeFolders({ ...top, files: direct }, (path) => isDirect(path) && !isFolderOfDevice(path))];
    // Behind a shallow answer to a deep question every replica's folder looks empty, so those are asked once more.
    const silent = top.folders.filter((path) => isFolderOfDevice(path) && !top.files.some((file) => file.path.startsWith(path)));
    for (const path of silent) {
      const files = await filesOfDevice(path, signal);
      if (deep !== null && files.some(({ bytes }) => bytes >= 0)) listsDeeply = false;
      all.push(...files);
      if (all.length > limits.names) throw fault({ type: 'placeMisbehaves', what: 'tooManyNames' });
    }
    return all;
  };

  const shallowResources = async (signal?: AbortSignal): Promise<readonly DavResource[]> => {
    const found = await ask('replicas/', '1', signal);
    if (typeof found !== 'number') return found;
    if (found !== 404 && found !== 410) throw fault(statusError(found));
    await needsRoot(signal);
    return [];
  };

  return { folder, bundles };
};
