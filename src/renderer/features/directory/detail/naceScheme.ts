import { type NaceScheme, parseNaceElement } from '../../../../domain/nace.ts';

/** The revision an activity code belongs to; codes that cannot be read stand with the newer ones. */
export const naceScheme = (element: string): NaceScheme => parseNaceElement(element)?.scheme ?? '2.1';
