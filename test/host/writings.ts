import type { RequestOf, Settings } from '../../src/ipc/contract.ts';
import { bytesOf, sha256Of } from './open.ts';

/** What the writer writes under each number, so that whoever reads it back can tell it from half of it. */

export type Kept =
  | { readonly what: 'entry' | 'file' | 'aside' | 'bundle' | 'settings'; readonly n: number }
  | { readonly what: 'key'; readonly key: string }
  | { readonly what: 'place'; readonly id: string };

export const device = '01990000-0000-7000-8000-000000000001';
const run = 'a'.repeat(20);

/** Between some bytes and some ten thousand. */
export const textOf = (n: number): string => `${n} `.repeat(10 ** (n % 5));

export const uploadOf = (n: number): RequestOf<'putAttachment'> => {
  const file = bytesOf(`%PDF-1.7\n${textOf(n)}`);
  return { sha256: sha256Of(file), file };
};

export const asideOf = (n: number): RequestOf<'keepAside'> => ({
  file: bytesOf(`aside ${textOf(n)}`),
  note: { why: 'unknownKey', fileName: `${n}.json`, office: 'Timișoara', author: 'Popescu Ana' },
});

export const bundleOf = (place: string, n: number): RequestOf<'publishPlaceBundle'> => ({
  place,
  device,
  run,
  n,
  form: 'json.gz',
  bundle: bytesOf(`bundle ${textOf(n)}`),
});

export const settingsOf = (n: number): Settings => ({ language: n % 2 === 0 ? 'hu' : 'ro' });

export const place = (path: string): RequestOf<'addPlace'> => ({
  label: 'Közös mappa',
  config: { kind: 'folder', path },
  secret: null,
  cluster: 'cluster',
  device,
  sealed: false,
});
