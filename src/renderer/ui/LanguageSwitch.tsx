import { useTranslation } from 'react-i18next';
import { toLanguage } from '../i18n/format.ts';
import { languageNames, languages } from '../i18n/languages.ts';
import { useLanguageChoice } from '../state/useLanguageChoice.ts';
import { classes } from './classes.ts';
import styles from './LanguageSwitch.module.css';

/** HU, RO, EN side by side; the screen follows at once and nothing that is being typed is lost. */
export const LanguageSwitch = ({ upright = false }: { readonly upright?: boolean }) => {
  const { t, i18n } = useTranslation();
  const choose = useLanguageChoice();
  const current = toLanguage(i18n.language);
  return (
    <fieldset aria-label={t('nav.language')} className={classes(styles.switch, upright && styles.upright)}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          title={languageNames[language]}
          aria-pressed={language === current}
          onClick={() => choose(language)}
        >
          {language.toUpperCase()}
          <span className="visually-hidden"> {languageNames[language]}</span>
        </button>
      ))}
    </fieldset>
  );
};
