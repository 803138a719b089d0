import type { Json } from '../../../base/json.ts';
import { textShapesOf, withTexts } from '../../../domain/combine.ts';
import { type Field, type FieldKind, fieldsOf } from '../../../domain/fields.ts';
import { spelled } from '../../../domain/spelling.ts';
import { zones } from '../../../domain/times.ts';
import { validate } from '../../../domain/validation.ts';
import { textAt } from '../../../domain/values.ts';
import type { RivalEntry } from '../../../replica/api.ts';
import { hasGroupInput } from '../fields/GroupInput.tsx';
import { toStoredPhone } from '../fields/toStoredPhone.ts';
import type { BegunValue } from './begunValues.ts';

const inputKinds: ReadonlySet<FieldKind> = new Set(['day', 'clock', 'number', 'choice', 'reference', 'zone', 'instant', 'group']);

const choicesOf = ({ kind, choices }: Field): readonly string[] => (kind === 'zone' ? Object.values(zones) : (choices ?? []));

/**
 * The field of a question whose other values are chosen or typed in the field's own input; null where the values are texts, and where there
 * is no other: an element is in a set or not, and of two choices both wait already. Which record another one is joined to is no value to be written here.
 */
export const fieldToWrite = ({ type, path, values, versions }: RivalEntry): Field | null => {
  const field = fieldsOf[type].find(({ name }) => name === path);
  if (field === undefined || !inputKinds.has(field.kind) || field.name === 'sameAs') return null;
  if (field.kind === 'reference') return field.to === undefined ? null : field;
  if (field.kind === 'instant') return textAt(values, 'zone') === '' ? null : field;
  if (field.kind === 'group') return hasGroupInput(type, field.name) ? field : null;
  if (field.kind !== 'choice' && field.kind !== 'zone') return field;
  return choicesOf(field).some((choice) => versions.every(({ value }) => value !== choice)) ? field : null;
};

/** What another value begins from: the first of those that wait that says anything. */
export const baseOf = ({ versions }: RivalEntry): Json => versions.find(({ value }) => value !== null)?.value ?? null;

const isPhone = ({ type, path }: RivalEntry): boolean => fieldsOf[type].some(({ name, kind }) => name === path && kind === 'phone');

/** The value as it would be saved; null where nothing is written. A phone number is stored in one notation, as from the forms. */
export const writtenValue = ({ entry, texts, value }: BegunValue): Json => {
  const { type, path, values } = entry;
  const typed = Object.keys(textShapesOf(type, path)).length === 0 ? value : withTexts(baseOf(entry), texts);
  const text = spelled({ [path]: typed }, values)[path] ?? null;
  return typeof text === 'string' && isPhone(entry) ? (toStoredPhone(text, textAt(values, 'country')) ?? text) : text;
};

/** Whether the value is the personal number of somebody, which is kept nowhere. */
export const isPersonalNumber = (begun: BegunValue): boolean => {
  const { type, path, values } = begun.entry;
  const { errors } = validate(type, { ...values, [path]: writtenValue(begun) });
  return errors.some((error) => error.path === path && error.type === 'personalNumber');
};
