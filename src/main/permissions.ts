import { isStartPage } from './address.ts';

/** What Electron tells of a permission: a request names all its media, a check the one it is about. */
export type PermissionDetails = {
  readonly isMainFrame: boolean;
  readonly requestingUrl?: string;
  readonly mediaTypes?: readonly string[];
  readonly mediaType?: string;
};

/** To look through the camera, for a QR code, and not to listen. */
const isCamera = ({ mediaTypes, mediaType }: PermissionDetails): boolean => {
  const wanted = mediaTypes ?? [mediaType];
  return wanted.length > 0 && wanted.every((each) => each === 'video');
};

/** What the program's own page gets, and no other: the camera, and to copy a text when somebody has pressed a button. Never to read what was copied. */
export const isGranted = (permission: string, details: PermissionDetails): boolean => {
  if (!details.isMainFrame || !isStartPage(details.requestingUrl ?? '')) return false;
  return permission === 'clipboard-sanitized-write' || (permission === 'media' && isCamera(details));
};
