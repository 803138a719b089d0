import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { footerMessage } from '../../src/exchange/signature.ts';
import { parseSigningKey, type SigningKey } from '../../src/host/signingKey.ts';
import type { Laptop } from './person.ts';

/** Bundles as somebody makes them who means ill, or whose disk does. Each is a new file beside the one it was made of. */

type Parts = { readonly body: string; readonly footer: string };

const partsOf = (path: string): Parts => {
  const text = gunzipSync(readFileSync(path)).toString('utf8');
  const at = text.lastIndexOf('\n', text.length - 2) + 1;
  return { body: text.slice(0, at), footer: text.slice(at) };
};

const write = (path: string, name: string, { body, footer }: Parts): string => {
  const forged = `${path}-${name}.json`;
  writeFileSync(forged, body + footer);
  return forged;
};

/** The machine key of a laptop, from the file that only its owner reads. */
const keyOf = ({ dataFolder }: Laptop): SigningKey => {
  const kept = JSON.parse(readFileSync(join(dataFolder, 'secrets', 'device-key.json'), 'utf8')) as { readonly secret: string };
  const key = parseSigningKey(Buffer.from(kept.secret, 'base64').toString('utf8'));
  if (key === null) throw new Error('The machine has no key.');
  return key;
};

export const withoutSignature = (path: string): string => {
  const { body, footer } = partsOf(path);
  return write(path, 'unsigned', { body, footer: footer.replace(/,"key".*"(?=\}\})/, '') });
};

export const withWrongSignature = (path: string): string => {
  const { body, footer } = partsOf(path);
  return write(path, 'wrong', { body, footer: footer.replace(/(?<="signature":")./, (first) => (first === 'A' ? 'B' : 'A')) });
};

/** Signed by a laptop's own key in the name of another one. */
export const inAnothersName = (path: string, laptop: Laptop): string => {
  const parts = partsOf(path);
  const body = parts.body.replace(/(?<="device":")[0-9a-f-]{36}/, '01990000-0000-7000-8000-000000000001');
  const sha256 = createHash('sha256').update(body).digest('hex');
  const key = keyOf(laptop);
  const footer = parts.footer.replace(/(?<="sha256":")\w+/, sha256).replace(/(?<="signature":")[\w-]+/, key.sign(footerMessage(sha256)));
  return write(path, 'anothers', { body, footer });
};
