import type { PlaceError } from '../../exchange/place.ts';

const byStatus: Readonly<Record<number, PlaceError>> = {
  401: { type: 'placeRefused' },
  403: { type: 'placeRefused' },
  407: { type: 'placeRefused' },
  404: { type: 'placeNotFound' },
  410: { type: 'placeNotFound' },
  408: { type: 'placeBusy' },
  409: { type: 'placeBusy' },
  423: { type: 'placeBusy' },
  425: { type: 'placeBusy' },
  429: { type: 'placeBusy' },
  500: { type: 'placeBusy' },
  502: { type: 'placeBusy' },
  503: { type: 'placeBusy' },
  504: { type: 'placeBusy' },
  413: { type: 'placeFull' },
  507: { type: 'placeFull' },
};

/** What a status means where the call itself gives it no other meaning. */
export const statusError = (status: number): PlaceError => byStatus[status] ?? { type: 'placeMisbehaves', what: 'status', status };
