import { shell } from 'electron';

const allowed = new Set(['https:', 'http:', 'mailto:', 'tel:']);

/** Whether the system may be asked to open this address: web pages, mail and telephone, and no other program. */
export const mayOpenOutside = (url: string): boolean => {
  const parsed = URL.parse(url);
  return parsed !== null && allowed.has(parsed.protocol) && parsed.username === '' && parsed.password === '';
};

/** The one place from which anything is opened outside the program. */
export const openOutside = (url: string): void => {
  if (mayOpenOutside(url)) shell.openExternal(url).catch((cause: unknown) => console.error('Nothing opened the link:', cause));
};
