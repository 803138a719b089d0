import { canonicalJson, type Json, own } from '../../base/json.ts';
import { spelled } from '../../domain/spelling.ts';
import type { Values } from '../../replica/api.ts';

const differs = (a: Json | undefined, b: Json | undefined): boolean => canonicalJson(a ?? null) !== canonicalJson(b ?? null);

/** Where a draft keeps what stands in a field and has not become a value yet. It is never written to a record. */
const typingPrefix = '~typing/';
export const typingPath = (field: string): string => `${typingPrefix}${field}`;

/** A draft with what stands in a field now; '' once that has become a value. The very same where nothing changes, so that nothing is begun. */
export const withTyping = (draft: Values, field: string, text: string): Values => {
  const path = typingPath(field);
  if (text === (own(draft, path) ?? '')) return draft;
  const { [path]: _, ...others } = draft;
  return text === '' ? others : { ...others, [path]: text };
};

/** The values of a draft without what is still being typed. */
export const entered = (draft: Values): Values =>
  Object.fromEntries(Object.entries(draft).filter(([path]) => !path.startsWith(typingPrefix)));

/** The record as a form shows it: what is typed over what is stored; a cleared field (null) is left out. */
export const typedOver = (stored: Values, typed: Values): Values =>
  Object.fromEntries(Object.entries({ ...stored, ...typed }).filter(([, value]) => value !== null));

/** Only the fields whose typed value differs from the stored one; clearing what was never written is no change. */
export const onlyChanges = (stored: Values, typed: Values): Values =>
  Object.fromEntries(Object.entries(typed).filter(([path, value]) => differs(value, own(stored, path))));

/** What a form commits: the changed fields in the letters that are stored. A field that was left as it was keeps its own. */
export const changesToWrite = (stored: Values, typed: Values): Values =>
  onlyChanges(stored, spelled(onlyChanges(stored, typed), typedOver(stored, typed)));
