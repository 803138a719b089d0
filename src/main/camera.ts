import { isStartPage } from './address.ts';

/** What Electron tells of a permission: a request names all its media, a check the one it is about. */
export type PermissionDetails = {
  readonly isMainFrame: boolean;
  readonly requestingUrl?: string;
  readonly mediaTypes?: readonly string[];
  readonly mediaType?: string;
};

/** Whether it is the program's own page that wants to look through the camera, to read a QR code, and neither to listen nor anything else. */
export const isOwnCamera = (permission: string, { isMainFrame, requestingUrl = '', mediaTypes, mediaType }: PermissionDetails): boolean => {
  const wanted = mediaTypes ?? [mediaType];
  return (
    permission === 'media' && isMainFrame && isStartPage(requestingUrl) && wanted.length > 0 && wanted.every((each) => each === 'video')
  );
};
