import type { RandomBytes } from '../../base/clock.ts';
import { ok, type Result } from '../../base/result.ts';
import type { SharedPlace } from '../../exchange/place.ts';
import type { KnownPlace, PlaceCallError } from '../../ipc/contract.ts';
import type { SecretStore } from '../secrets.ts';
import { type KnownPlaces, openKnownPlaces } from './knownPlaces.ts';
import { openPlace } from './openPlace.ts';

export type OpenedPlace = {
  readonly known: KnownPlace;
  readonly place: SharedPlace;
  /** Ends the work that was begun with this. */
  readonly signal: AbortSignal;
};

/** The places that this machine knows, each opened once, and the work that is going on with them. */
export type OpenedPlaces = {
  readonly known: KnownPlaces;
  /** Ends the work with a place. Taken before its first step, or a cancellation between two steps would miss it. */
  readonly signalOf: (id: string) => AbortSignal;
  /** Takes the signal and opens the place. */
  readonly begin: (id: string) => Promise<Result<OpenedPlace, PlaceCallError>>;
  /** From now on the place is reached through this one. */
  readonly replace: (id: string, place: SharedPlace) => void;
  readonly cancel: (id: string) => void;
  readonly close: (id: string) => void;
};

export type OpenedPlacesOptions = { readonly dataFolder: string; readonly secrets: SecretStore; readonly random: RandomBytes };

/** The name under which the secret of a place is kept. */
export const secretOf = (id: string): string => `place.${id}`;

export const createOpenedPlaces = ({ dataFolder, secrets, random }: OpenedPlacesOptions): OpenedPlaces => {
  const known = openKnownPlaces(dataFolder);
  const opened = new Map<string, SharedPlace>();
  const running = new Map<string, AbortController>();

  const signalOf = (id: string): AbortSignal => {
    const there = running.get(id) ?? new AbortController();
    running.set(id, there);
    return there.signal;
  };
  const cancel = (id: string): void => {
    running.get(id)?.abort();
    running.delete(id);
  };
  const begin = async (id: string): Promise<Result<OpenedPlace, PlaceCallError>> => {
    const signal = signalOf(id);
    const found = await known.find(id);
    if (!found.ok) return found;
    const there = opened.get(id);
    if (there !== undefined) return ok({ known: found.value, place: there, signal });
    const secret = await secrets.read(secretOf(id));
    if (!secret.ok) return secret;
    const place = await openPlace(found.value.config, { secret: secret.value, createOnly: found.value.createOnly, random });
    if (!place.ok) return place;
    opened.set(id, place.value);
    return ok({ known: found.value, place: place.value, signal });
  };

  return {
    known,
    signalOf,
    begin,
    cancel,
    replace: (id, place) => void opened.set(id, place),
    close: (id) => {
      cancel(id);
      opened.delete(id);
    },
  };
};
