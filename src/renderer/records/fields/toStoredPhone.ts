import { parsePhone } from '../../../domain/phones.ts';
import { isCountry } from '../../../domain/territory.ts';

/** The number as it is stored (E.164) when it can be read, else null: it then stays as typed. */
export const toStoredPhone = (typed: string, country: string): string | null => {
  if (typed.trim() === '') return null;
  const parsed = parsePhone(typed, isCountry(country) ? country : 'HU');
  return parsed.ok ? parsed.value : null;
};
