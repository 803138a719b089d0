import { randomBytes } from 'node:crypto';
import type { Result } from '../../../src/base/result.ts';
import type { Bytes } from '../../../src/exchange/format.ts';
import { type PlaceError, placeLimits, readWhole, type SharedPlace } from '../../../src/exchange/place.ts';
import { type BundleSlot, bundleName, type PlaceName } from '../../../src/exchange/placeName.ts';

/** A place for one test: as two replicas see it, and as its operator does. */
export type OpenedPlace = {
  readonly mine: SharedPlace;
  readonly theirs: SharedPlace;
  /** Lets a mirroring tool bring everything across; at once where there is none. */
  readonly settle: () => Promise<void>;
  /** Puts a file there by other means, as foreign tools and hands do; where `mine` sees it. */
  readonly put: (path: string, bytes: Uint8Array) => Promise<void>;
  /** Removes everything, as somebody who tidies up does. */
  readonly empty: () => Promise<void>;
  /** Requests sent to the server so far; null where there is no server. */
  readonly requests: () => number | null;
};

export const devices = [1, 2, 3, 4, 5].map((n) => `01990000-0000-7000-8000-00000000000${n}`);
export const [szeged = '', timisoara = ''] = devices;

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';
export const someRun = (): string => Array.from(randomBytes(20), (byte) => base32[byte & 31]).join('');

export const slotOf = (change: Partial<BundleSlot> = {}): BundleSlot => ({
  device: szeged,
  run: 'a'.repeat(20),
  n: 1,
  form: 'json',
  ...change,
});
export const nameOf = (change: Partial<BundleSlot> = {}): PlaceName => bundleName(slotOf(change));

export const bytesOf = (text: string): Bytes => new TextEncoder().encode(text);
export const noise = (length: number): Bytes => new Uint8Array(randomBytes(length));

/** The value, or a test that fails with the error's name. */
export const good = <T>(result: Result<T, PlaceError>): T => {
  if (!result.ok) throw new Error(`unexpected: ${JSON.stringify(result.error)}`);
  return result.value;
};
export const errorOf = (result: Result<unknown, PlaceError>): string => (result.ok ? 'none' : result.error.type);

export const contentOf = async (place: SharedPlace, name: PlaceName): Promise<Bytes> =>
  good(await readWhole(place, name, placeLimits.bundleBytes));
export const textOf = async (place: SharedPlace, name: PlaceName): Promise<string> =>
  new TextDecoder().decode(await contentOf(place, name));
export const namesIn = async (place: SharedPlace, part: 'bundles' | 'blobs' = 'bundles'): Promise<readonly string[]> =>
  good(await place.list(part)).entries.map(({ name }) => name);
