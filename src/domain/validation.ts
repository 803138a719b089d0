import { isJsonObject, type Json, own } from '../base/json.ts';
import { type Field, fieldsOf } from './fields.ts';
import { warningsOfOrganisation } from './organisationWarnings.ts';
import type { RecordType } from './recordTypes.ts';
import { isClock, isDay, isZone } from './times.ts';
import { elementsOf, isBlank, textAt, translatedAt, type Values } from './values.ts';
import { webAddress } from './webAddress.ts';

/** What is wrong or odd at a path. `type` is the text `domain:validation.<type>`; of warnings at `identifier/…`, `domain:identifierWarning.<type>`. */
export type Finding = { readonly path: string; readonly type: string };

/** `errors` keep a form from being saved, `warnings` are shown beside the value and never do. */
export type Validation = { readonly errors: readonly Finding[]; readonly warnings: readonly Finding[] };

const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);

const isMissing = (field: Field, values: Values): boolean => {
  if (field.kind === 'translated') return translatedAt(values, field.name, 'en') === '';
  if (field.kind === 'set' || field.kind === 'entries') return elementsOf(values, field.name).length === 0;
  return isBlank(own(values, field.name));
};

const textProblem = (field: Field, text: string): string | null => {
  switch (field.kind) {
    case 'day':
      return isDay(text) ? null : 'day';
    case 'clock':
      return isClock(text) ? null : 'clock';
    case 'zone':
      return isZone(text) ? null : 'zone';
    case 'email':
      return isEmail(text) ? null : 'email';
    case 'url':
      return webAddress(text) === null ? 'url' : null;
    case 'choice':
      return field.choices?.includes(text) ? null : 'choice';
    default:
      return null;
  }
};

const problemOf = (field: Field, value: Json | undefined): string | null => {
  if (value === undefined || isBlank(value)) return null;
  switch (field.kind) {
    case 'number':
    case 'instant':
      return typeof value === 'number' && Number.isFinite(value) ? null : 'kind';
    case 'flag':
      return typeof value === 'boolean' ? null : 'kind';
    case 'group':
      return isJsonObject(value) ? null : 'kind';
    default:
      return typeof value === 'string' ? textProblem(field, value) : 'kind';
  }
};

const isPlain = (field: Field): boolean => field.kind !== 'translated' && field.kind !== 'set' && field.kind !== 'entries';

/** A draft of a visit may lack anything; what it needs is asked when it is finalised. */
const asksForRequired = (type: RecordType, values: Values): boolean => type !== 'visit' || textAt(values, 'status') === 'final';

const ofEnd = (values: Values): readonly Finding[] => {
  const start = own(values, 'start');
  const end = own(values, 'end');
  return typeof start === 'number' && typeof end === 'number' && end < start ? [{ path: 'end', type: 'endBeforeStart' }] : [];
};

const largestCapacity = 100_000;

const ofCapacity = (values: Values): readonly Finding[] => {
  const capacity = own(values, 'capacity');
  return typeof capacity !== 'number' || (Number.isInteger(capacity) && capacity >= 1 && capacity <= largestCapacity)
    ? []
    : [{ path: 'capacity', type: 'capacity' }];
};

/** Checks a whole record before it is saved. Fields of a newer version are left alone. */
export const validate = (type: RecordType, values: Values): Validation => {
  const errors: Finding[] = [];
  for (const field of fieldsOf[type]) {
    const problem = isPlain(field) ? problemOf(field, own(values, field.name)) : null;
    if (problem !== null) errors.push({ path: field.name, type: problem });
    else if (field.required && asksForRequired(type, values) && isMissing(field, values))
      errors.push({ path: field.name, type: 'required' });
  }
  if (type !== 'organisation') return { errors, warnings: [...ofEnd(values), ...(type === 'event' ? ofCapacity(values) : [])] };
  const found = warningsOfOrganisation(values);
  return { errors: [...errors, ...found.errors], warnings: found.warnings };
};
