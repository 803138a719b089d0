import { fault } from './fault.ts';
import type { HttpAnswer, HttpRequest, Transport } from './http.ts';
import { type Authorisation, chooseAuthorisation } from './httpAuth.ts';

export type SignInOptions = {
  readonly transport: Transport;
  readonly user: string;
  readonly password: string;
  readonly nonce: () => string;
};

/**
 * Sends requests with whatever way to sign in the server has asked for. Nothing is sent unasked: a password that goes out first goes out
 * to a server that wanted only a digest of it, too.
 */
export const createSignIn = ({ transport, user, password, nonce }: SignInOptions) => {
  let authorise: Authorisation | null = null;
  let isKnown = user === '';
  let hasAskedForDigest = false;

  const attempt = (request: HttpRequest): Promise<HttpAnswer> => {
    const authorization = authorise?.(request.method, request.url.pathname + request.url.search);
    return transport.send({ ...request, headers: { ...request.headers, ...(authorization === undefined ? {} : { authorization }) } });
  };

  const choose = (header: string): boolean => {
    const chosen = chooseAuthorisation(header, { user, password }, { clientNonce: nonce(), allowsBasic: !hasAskedForDigest });
    if (chosen === null) return false;
    hasAskedForDigest ||= chosen.scheme === 'digest';
    authorise = chosen.authorise;
    return true;
  };

  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    const first = await attempt(request);
    if (first.status !== 401) {
      isKnown ||= authorise !== null;
      return first;
    }
    first.discard();
    if (user === '' || !choose(first.headers['www-authenticate'] ?? '')) throw fault({ type: 'placeRefused' });
    const second = await attempt(request);
    isKnown = true;
    if (second.status !== 401) return second;
    second.discard();
    authorise = null;
    throw fault({ type: 'placeRefused' });
  };

  /** Learns how to sign in with a small request, before a large one. */
  const ready = async (url: URL, signal?: AbortSignal): Promise<void> => {
    if (isKnown) return;
    const answer = await send({ method: 'PROPFIND', url, headers: { depth: '0' }, signal });
    answer.discard();
    isKnown = true;
  };

  return { send, ready };
};
