import { protocol } from 'electron';
import type { StaticFiles } from '../host/staticFiles.ts';
import { isOwn, origin, scheme } from './address.ts';

/** Before the app is ready: makes `app:` a secure, standard scheme, so that pages on it have an origin, a store and workers. */
export const registerScheme = (): void =>
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]);

/** The path as it stands in the address, without query and fragment; anything but our own host is no path of ours. */
const pathOf = (url: string): string => (isOwn(url) ? url.slice(origin.length).replace(/[?#].*$/, '') : '');

/** Serves the built page and nothing else. */
export const serveApp = (files: StaticFiles): void =>
  protocol.handle(scheme, (request) => {
    const { status, headers, body } = files(pathOf(request.url));
    return new Response(body, { status, headers });
  });
