/** Control characters but those of lines, soft hyphens, zero-width spaces and marks that turn the direction. Joiners stay: emoji are made with them. */
const unseen = /[\p{Cc}--[\t\n\r]]|[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gv;

/**
 * What somebody has typed or pasted, as it is stored: in NFC, and without what nobody sees, which comes along from PDF files and web pages
 * and keeps a name from being found or shows it backwards. Half of a surrogate pair becomes U+FFFD, because no bundle carries it.
 */
export const plainText = (text: string): string => text.toWellFormed().normalize('NFC').replace(unseen, '');
