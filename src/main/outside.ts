import { shell } from 'electron';
import { mayOpenOutside } from './address.ts';

/** The one place from which anything is opened outside the program. */
export const openOutside = (url: string): void => {
  if (mayOpenOutside(url)) shell.openExternal(url).catch((cause: unknown) => console.error('Nothing opened the link:', cause));
};
