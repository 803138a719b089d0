import { useMemo, useSyncExternalStore } from 'react';

export const roomNames = [
  'home',
  'directory',
  'events',
  'desk',
  'visits',
  'practices',
  'cooperation',
  'studies',
  'exchange',
  'settings',
] as const;
export type RoomName = (typeof roomNames)[number];

/** `#/visits/0199…/edit` is room `visits`, id `0199…`, rest `['edit']`. `missing`: the address names no room; Home stands in for it. */
export type Route = {
  readonly room: RoomName;
  readonly id: string | null;
  readonly rest: readonly string[];
  readonly missing?: boolean;
};

const isRoom = (text: string | undefined): text is RoomName => roomNames.some((room) => room === text);

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

export const parseRoute = (hash: string): Route => {
  const [room, id, ...rest] = hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decode);
  if (isRoom(room)) return { room, id: id ?? null, rest };
  return { room: 'home', id: null, rest: [], missing: room !== undefined };
};

/** Address of a room, a record in it, or a part of the record; for `href`. */
export const hrefTo = (room: RoomName, ...segments: readonly string[]): string =>
  `#/${[room, ...segments].map(encodeURIComponent).join('/')}`;

/** Goes there; the back button returns. `replace` leaves no entry, for a detail that follows the list. */
export const goTo = (room: RoomName, ...segments: readonly string[]): void => {
  window.location.hash = hrefTo(room, ...segments);
};

export const replaceRoute = (room: RoomName, ...segments: readonly string[]): void => {
  window.history.replaceState(null, '', hrefTo(room, ...segments));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
};

/** Tells later whether the person is still where they are now: what has been saved meanwhile calls nobody back. */
export const stillHere = (): (() => boolean) => {
  const { hash } = window.location;
  return () => window.location.hash === hash;
};

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

let held: string | null = null;

/** While a hash is held, the screen stays there whatever the address says; null lets go. For a desk that strangers stand before. */
export const holdRoute = (hash: string | null): void => {
  held = hash;
};

export const useRoute = (): Route => {
  const hash = useSyncExternalStore(subscribe, () => held ?? window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
};
