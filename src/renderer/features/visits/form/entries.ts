import type { Json, JsonObject } from '../../../../base/json.ts';
import { entriesOf } from '../../../../domain/values.ts';
import { newRecordId } from '../../../replica/context.ts';
import type { DraftForm } from '../../../replica/draft.ts';

export type Entry = readonly [key: string, entry: JsonObject];

export type Entries = {
  readonly all: readonly Entry[];
  /** Adds an entry at the end and answers its key. */
  readonly add: (entry: JsonObject) => string;
  /** Writes one part of an entry; '' and null take the part out. */
  readonly write: (key: string, part: string, value: Json) => void;
};

const withPart = (entry: JsonObject, part: string, value: Json): JsonObject =>
  Object.fromEntries(Object.entries({ ...entry, [part]: value }).filter(([, each]) => each !== null && each !== ''));

/** The entries of one field of the form (`participant`, `finding`, `followUp`) and how to change them. */
export const entriesOfForm = (form: DraftForm, name: string): Entries => {
  const all = entriesOf(form.values, name);
  return {
    all,
    add: (entry) => {
      const key = newRecordId();
      form.set(`${name}/${key}`, entry);
      return key;
    },
    write: (key, part, value) => {
      const entry = all.find(([each]) => each === key)?.[1] ?? {};
      form.set(`${name}/${key}`, withPart(entry, part, value));
    },
  };
};
