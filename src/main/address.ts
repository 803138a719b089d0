/** The page's own address space. Everything else is outside, whatever it is called. */
export const scheme = 'app';
export const origin = `${scheme}://bundle`;
export const startPage = `${origin}/index.html`;

/** The program's one page, wherever in it one is. */
export const isStartPage = (url: string): boolean => url.replace(/#.*$/, '') === startPage;

export const isOwn = (url: string): boolean => url.startsWith(`${origin}/`);

/** What a page may make itself and load again: its own blobs, and images written into the page. */
export const isMadeHere = (url: string, resourceType: string): boolean =>
  url.startsWith(`blob:${origin}/`) || (url.startsWith('data:') && resourceType === 'image');

const allowed = new Set(['https:', 'http:', 'mailto:', 'tel:']);

/** Whether the system may be asked to open this address: web pages, mail and telephone, and no other program. */
export const mayOpenOutside = (url: string): boolean => {
  const parsed = URL.parse(url);
  return parsed !== null && allowed.has(parsed.protocol) && parsed.username === '' && parsed.password === '';
};
