import type { IncomingMessage } from 'node:http';

/** A request that goes no further: the status and one sentence for whoever looks. */
export type Refusal = { readonly status: number; readonly sentence: string };

/** The header in which a page sends the secret that its ticket was exchanged for. No form, image or frame can send it. */
export const secretHeader = 'x-interreg-cluster';

const countOf = (request: IncomingMessage, name: string): number =>
  request.rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length;

/**
 * What is checked before anything else of a request is looked at. A name that was rebound to this machine shows itself in `Host` alone,
 * every other foreign page in `Sec-Fetch-Site` or `Origin`. Browsers that do not send `Sec-Fetch-Site` must name their origin to write.
 */
export const refuseForeign = (request: IncomingMessage, port: number): Refusal | null => {
  const host = `127.0.0.1:${port}`;
  if (request.headers.host !== host || countOf(request, 'host') !== 1)
    return { status: 421, sentence: `This address answers as ${host} only.` };
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return { status: 403, sentence: 'Other sites may not ask here.' };
  if (origin !== undefined && origin !== `http://${host}`) return { status: 403, sentence: 'Other origins may not ask here.' };
  const writes = request.method !== 'GET' && request.method !== 'HEAD';
  if (writes && (origin === undefined || site === 'none')) return { status: 403, sentence: 'Only pages of this program may ask this.' };
  return null;
};
