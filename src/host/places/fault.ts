import { err, type Result } from '../../base/result.ts';
import type { PlaceError, ReadRequest } from '../../exchange/place.ts';

/** Carries a typed error out of the depth of one call of a place; it never leaves the adapter. */
export class PlaceFault extends Error {
  readonly error: PlaceError;

  constructor(error: PlaceError) {
    super(error.type);
    this.name = 'PlaceFault';
    this.error = error;
  }
}

/** What the taker of the bytes threw. It is not the place's doing, even where it looks like one: a full disk here, for instance. */
class SinkFailure extends Error {
  constructor(cause: unknown) {
    super('The taker of the bytes failed.', { cause });
    this.name = 'SinkFailure';
  }
}

export const fault = (error: PlaceError): PlaceFault => new PlaceFault(error);

export const stopIfCancelled = (signal?: AbortSignal): void => {
  if (signal?.aborted === true) throw fault({ type: 'cancelled' });
};

/** Hands chunk after chunk on to the taker of a read, within its limit and until it is cancelled. */
export const createPour = ({ maxBytes, sink, signal }: ReadRequest) => {
  let bytes = 0;
  return {
    total: (): number => bytes,
    chunk: async (chunk: Uint8Array): Promise<void> => {
      stopIfCancelled(signal);
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw fault({ type: 'placeFileTooLarge', limitMiB: Math.ceil(maxBytes / 2 ** 20) });
      try {
        await sink(chunk);
      } catch (cause) {
        throw new SinkFailure(cause);
      }
    },
  };
};

/** Runs one call; what it throws becomes an error value where `toPlaceError` knows it, and keeps flying where it does not. */
export const settled = async <T>(
  toPlaceError: (cause: unknown) => PlaceError,
  work: () => Promise<Result<T, PlaceError>>,
): Promise<Result<T, PlaceError>> => {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof SinkFailure) throw cause.cause;
    return err(cause instanceof PlaceFault ? cause.error : toPlaceError(cause));
  }
};
