import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInstance, type TOptions } from 'i18next';
import type { Language } from '../src/domain/recordTypes.ts';
import { countFormatter, interpolation } from '../src/renderer/i18n/counts.ts';

const locales = join(dirname(dirname(fileURLToPath(import.meta.url))), 'locales');

const namespacesOf = (language: Language): Record<string, object> =>
  Object.fromEntries(
    readdirSync(join(locales, language)).map((file) => [
      file.replace(/\.json$/, ''),
      JSON.parse(readFileSync(join(locales, language, file), 'utf8')) as object,
    ]),
  );

/**
 * What the program says under a key, such as `common:rooms.directory`, in one language: so that one story is told in three.
 * A key that does not exist throws, because a test that looks for a key's name would find nothing and say so in a puzzling way.
 */
export const wordsOf = async (language: Language): Promise<(key: string, options?: TOptions) => string> => {
  const i18n = createInstance();
  await i18n.use(countFormatter).init({ lng: language, resources: { [language]: namespacesOf(language) }, interpolation });
  return (key, options = {}) => {
    if (!Reflect.apply(i18n.exists, i18n, [key, options])) throw new Error(`No text for ${key} in ${language}`);
    return String(Reflect.apply(i18n.t, i18n, [key, options])); // Keys are looked up at run time here; the program's own are typed.
  };
};
