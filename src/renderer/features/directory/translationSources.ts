import { isJsonObject, type Json, type JsonObject, own } from '../../../base/json.ts';
import { type Language, languages } from '../../../domain/recordTypes.ts';
import { partOf, textAt, type Values } from '../../../domain/values.ts';
import type { RecordView } from '../../../replica/api.ts';

const pathOf = (language: Language): string => `summary.${language}`;
const notePathOf = (language: Language): string => `${pathOf(language)}~from`;

/** What stands beside a translation: the path of its source and which writing of it was translated. */
export const noteOf = (record: RecordView, source: Language): JsonObject | null => {
  const by = record.changedBy[pathOf(source)];
  return by ? { path: pathOf(source), run: by.run, n: by.n } : null;
};

/** The language a text was made from, or null where nobody noted one. */
export const sourceLanguageOf = (values: Values, language: Language): Language | null => {
  const note = own(values, notePathOf(language));
  const path = note !== undefined && isJsonObject(note) ? partOf(note, 'path') : '';
  return languages.find((each) => pathOf(each) === path) ?? null;
};

const isMadeFrom = (values: Values, language: Language, source: Language): boolean => sourceLanguageOf(values, language) === source;

/** The newest other text that was not itself made from this one. */
const sourceFor = (record: RecordView, language: Language, written: readonly Language[]): Language | null =>
  languages
    .filter((each) => each !== language && !written.includes(each) && textAt(record.values, pathOf(each)) !== '')
    .filter((each) => !isMadeFrom(record.values, each, language))
    .sort((a, b) => (record.changedBy[pathOf(b)]?.at ?? 0) - (record.changedBy[pathOf(a)]?.at ?? 0))[0] ?? null;

/**
 * Notes to commit beside changed texts, so that a translation is known to be older than its source. A text that existed before and had
 * no note becomes the source of the others: they belonged to its former wording. A new text, or one that was a translation, notes the
 * newest other text as its source.
 */
export const translationNotes = (record: RecordView | null, changes: Values): Readonly<Record<string, Json>> => {
  if (record === null) return {};
  const written = languages.filter((language) => own(changes, pathOf(language)) !== undefined);
  const others = languages.filter((language) => !written.includes(language) && textAt(record.values, pathOf(language)) !== '');
  const notes: Record<string, Json> = {};
  for (const language of written) {
    const isOriginal = textAt(record.values, pathOf(language)) !== '' && sourceLanguageOf(record.values, language) === null;
    if (!isOriginal) {
      const source = sourceFor(record, language, written);
      notes[notePathOf(language)] = source === null ? null : noteOf(record, source);
      continue;
    }
    const former = noteOf(record, language);
    for (const other of others) if (sourceLanguageOf(record.values, other) === null) notes[notePathOf(other)] = former;
  }
  return notes;
};
