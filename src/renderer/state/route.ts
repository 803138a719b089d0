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

/** At once: the browser tells by a task, and in a busy window input goes before tasks; what is typed until then would go to the screen before. */
const tellScreen = (): void => {
  window.dispatchEvent(new HashChangeEvent('hashchange'));
};

const enter = (hash: string): void => {
  if (hash === window.location.hash) return;
  window.history.pushState(null, '', hash);
  tellScreen();
};

/** Goes there; the back button returns. `replaceRoute` leaves no entry, for a detail that follows the list. */
export const goTo = (room: RoomName, ...segments: readonly string[]): void => enter(hrefTo(room, ...segments));

export const replaceRoute = (room: RoomName, ...segments: readonly string[]): void => {
  window.history.replaceState(null, '', hrefTo(room, ...segments));
  tellScreen();
};

/** From a part of a record back to what it stands in, unless somebody has gone elsewhere while it was being saved. */
export const leavePart = (room: RoomName, ...segments: readonly string[]): void => {
  if (window.location.hash === hrefTo(room, ...segments)) replaceRoute(room, ...segments.slice(0, -1));
};

/** Follows the links of this window as `goTo` does; call once when the window starts. */
export const listenToLinks = (): void =>
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#/"]') : null;
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    enter(link.hash);
  });

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
