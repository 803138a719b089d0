import { languages } from '../../../domain/recordTypes.ts';
import { isBlank, textAt, type Values } from '../../../domain/values.ts';
import type { RecordView } from '../../../replica/api.ts';

type Language = (typeof languages)[number];

/** The language whose text is newest: the one the others are compared with; null while none is written. */
export const sourceLanguage = ({ values, changedBy }: RecordView): Language | null =>
  languages
    .filter((language) => textAt(values, `summary.${language}`) !== '')
    .toSorted((a, b) => (changedBy[`summary.${b}`]?.at ?? 0) - (changedBy[`summary.${a}`]?.at ?? 0))[0] ?? null;

/** Notes which text, as it stands now, a translation follows; it becomes outdated when that text gets a newer stamp. */
export const sourceNote = (view: RecordView, source: Language) => {
  const by = view.changedBy[`summary.${source}`];
  return by ? { path: `summary.${source}`, run: by.run, n: by.n } : null;
};

/** For each summary written in this sitting, the note of the text it was made from: one that was there and was not written too. */
export const withSources = (view: RecordView | null, changes: Values): Values => {
  if (!view) return {};
  const source = sourceLanguage(view);
  if (source === null || `summary.${source}` in changes) return {};
  const note = sourceNote(view, source);
  const written = languages.filter((language) => language !== source && !isBlank(changes[`summary.${language}`]));
  return note === null ? {} : Object.fromEntries(written.map((language) => [`summary.${language}~from`, note]));
};
