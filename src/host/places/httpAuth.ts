import { createHash } from 'node:crypto';

/** One offer of a `WWW-Authenticate` header (RFC 9110 11.6.1): scheme and parameters, both in lower case but for values. */
export type Challenge = { readonly scheme: string; readonly parameters: ReadonlyMap<string, string> };

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+/;

/** The offers in order. A header may hold several, parted by the same comma that parts their parameters. */
export const parseChallenges = (header: string): readonly Challenge[] => {
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let rest = header;
  while (rest !== '') {
    rest = rest.replace(/^[\s,]+/, '');
    const word = token.exec(rest)?.[0];
    if (word === undefined) break;
    rest = rest.slice(word.length);
    const value = /^\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))/.exec(rest);
    if (value === null) challenges.push({ scheme: word.toLowerCase(), parameters: new Map() });
    else {
      challenges.at(-1)?.parameters.set(word.toLowerCase(), (value[1] ?? value[2] ?? '').replace(/\\(.)/g, '$1'));
      rest = rest.slice(value[0].length);
    }
  }
  return challenges;
};

export type Credentials = { readonly user: string; readonly password: string };
/** Gives the `Authorization` header of the next request. */
export type Authorisation = (method: string, path: string) => string;

const basic = ({ user, password }: Credentials): Authorisation => {
  const value = `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
  return () => value;
};

const hashes: Readonly<Record<string, string>> = { md5: 'md5', 'md5-sess': 'md5', 'sha-256': 'sha256', 'sha-256-sess': 'sha256' };

/** The text's bytes in UTF-8, one to a character: what a header carries, and how one that has come is read. */
const onWire = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Digest with `qop=auth` or none (RFC 7616 3.4); null where the offer asks for something else. `nonce` is 16 random bytes in hex. */
const digest = (parameters: Challenge['parameters'], credentials: Credentials, clientNonce: string): Authorisation | null => {
  const [user, password] = [onWire(credentials.user), onWire(credentials.password)];
  const algorithm = parameters.get('algorithm') ?? 'MD5';
  const hashName = hashes[algorithm.toLowerCase()];
  const realm = parameters.get('realm');
  const nonce = parameters.get('nonce');
  const offered = parameters.get('qop');
  const qops = offered?.split(',').map((one) => one.trim().toLowerCase());
  if (hashName === undefined || realm === undefined || nonce === undefined || (qops !== undefined && !qops.includes('auth'))) return null;

  const hash = (text: string): string => createHash(hashName).update(text, 'latin1').digest('hex');
  const plain = hash(`${user}:${realm}:${password}`);
  const secret = algorithm.toLowerCase().endsWith('-sess') ? hash(`${plain}:${nonce}:${clientNonce}`) : plain;
  const opaque = parameters.get('opaque');
  let count = 0;
  return (method, path) => {
    count += 1;
    const number = count.toString(16).padStart(8, '0');
    const request = hash(`${method}:${path}`);
    const response = hash(
      qops === undefined ? `${secret}:${nonce}:${request}` : `${secret}:${nonce}:${number}:${clientNonce}:auth:${request}`,
    );
    const parts = [
      `username=${quote(user)}`,
      `realm=${quote(realm)}`,
      `nonce=${quote(nonce)}`,
      `uri=${quote(path)}`,
      `response="${response}"`,
      `algorithm=${algorithm}`,
      ...(qops === undefined ? [] : ['qop=auth', `nc=${number}`, `cnonce="${clientNonce}"`]),
      ...(opaque === undefined ? [] : [`opaque=${quote(opaque)}`]),
    ];
    return `Digest ${parts.join(', ')}`;
  };
};

const strength = (challenge: Challenge): number =>
  challenge.scheme !== 'digest' ? 0 : /^sha-256/i.test(challenge.parameters.get('algorithm') ?? '') ? 2 : 1;

/**
 * The strongest way to sign in among what the server offers, or null. A server that has asked for a digest once gets no plain password
 * from the same opening afterwards, whoever answers in its name.
 */
export const chooseAuthorisation = (
  header: string,
  credentials: Credentials,
  { clientNonce, allowsBasic }: { readonly clientNonce: string; readonly allowsBasic: boolean },
): { readonly scheme: 'basic' | 'digest'; readonly authorise: Authorisation } | null => {
  const offers = [...parseChallenges(header)].sort((one, other) => strength(other) - strength(one));
  for (const { scheme, parameters } of offers) {
    const authorise =
      scheme === 'digest' ? digest(parameters, credentials, clientNonce) : scheme === 'basic' && allowsBasic ? basic(credentials) : null;
    if (authorise !== null) return { scheme: scheme === 'digest' ? 'digest' : 'basic', authorise };
  }
  return null;
};
