import { app, type Session, type WebContents } from 'electron';
import { isMadeHere, isOwn, isStartPage, origin } from './address.ts';
import { openOutside } from './outside.ts';
import { isGranted } from './permissions.ts';

/** Of the machine the own page gets the camera, writes to the clipboard, and nothing else; nothing leaves this machine from one. */
export const guardSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => answer(isGranted(permission, details)));
  session.setPermissionCheckHandler((_contents, permission, _origin, details) => isGranted(permission, details));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false); // Its dictionaries would be fetched from the network.
  session.webRequest.onBeforeRequest(({ url, resourceType }, answer) => answer({ cancel: !isOwn(url) && !isMadeHere(url, resourceType) }));
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${origin}/`)) event.preventDefault();
  });
};

/** A window stays on its page: links lead out of the program or nowhere. */
const guardContents = (contents: WebContents): void => {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-navigate', (event) => {
    if (isStartPage(event.url)) return; // The page loads itself again.
    event.preventDefault();
    openOutside(event.url);
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
};

/** Holds for every page that is ever created, whoever creates it. */
export const guardEveryPage = (): void => {
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
};
