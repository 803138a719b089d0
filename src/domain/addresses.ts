import type { JsonObject } from '../base/json.ts';
import { countyOf } from './territory.ts';
import { partOf } from './values.ts';

const joined = (separator: string, parts: readonly string[]): string => parts.filter((part) => part.trim() !== '').join(separator);

/**
 * An address group { postcode, town, street, county } in one line, in the order of its country: `6720 Szeged, Minta utca 11.` and
 * `Str. Eroilor nr. 12, 300115 Timișoara, jud. Timiș`. The Romanian county is written out in Romanian, as on a letter.
 */
export const formatAddress = (address: JsonObject, country: string): string => {
  const place = joined(' ', [partOf(address, 'postcode'), partOf(address, 'town')]);
  if (country !== 'RO') return joined(', ', [place, partOf(address, 'street')]);
  const county = countyOf(partOf(address, 'county'))?.names.ro ?? '';
  const named = county === '' || county === partOf(address, 'town') || county === 'București' ? '' : `jud. ${county}`;
  return joined(', ', [partOf(address, 'street'), place, named]);
};
