import type { Finding } from '../../../../domain/validation.ts';
import { validate } from '../../../../domain/validation.ts';
import type { Values } from '../../../../domain/values.ts';

/** What keeps the form from being saved, and what is only said beside the value. */
export type FormChecks = { readonly blocking: readonly Finding[]; readonly odd: readonly Finding[] };

const blocks = ({ type }: Finding): boolean => type === 'required' || type === 'personalNumber';

/** Only what is missing and personal numbers block; anything else that looks wrong is kept as typed and warned about. */
export const checkForm = (values: Values): FormChecks => {
  const { errors, warnings } = validate('organisation', values);
  return { blocking: errors.filter(blocks), odd: [...errors.filter((error) => !blocks(error)), ...warnings] };
};
