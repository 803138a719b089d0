import { createInstance, type i18n as I18n, type Resource, type ResourceLanguage } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { countFormatter, interpolation } from './counts.ts';
import { type Language, languages } from './languages.ts';
import './resources.ts';

const files = import.meta.glob<ResourceLanguage[string]>('../../../locales/*/*.json', { eager: true, import: 'default' });

const namespaceOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1, -'.json'.length);

const textsOf = (language: Language): ResourceLanguage =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.includes(`/locales/${language}/`))
      .map(([path, texts]) => [namespaceOf(path), texts]),
  );

const resources: Resource = Object.fromEntries(languages.map((language) => [language, textsOf(language)]));

export const i18n: I18n = createInstance();

/** All texts are bundled, so that switching the language needs neither a restart nor a network. */
export const startI18n = async (language: Language): Promise<void> => {
  i18n.on('languageChanged', (next) => {
    document.documentElement.lang = next;
  });
  await i18n
    .use(initReactI18next)
    .use(countFormatter)
    .init({
      lng: language,
      fallbackLng: 'en',
      defaultNS: 'common',
      ns: Object.keys(textsOf('en')),
      resources,
      initAsync: false,
      interpolation,
    });
};
