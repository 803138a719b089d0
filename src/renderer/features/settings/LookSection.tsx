import { useTranslation } from 'react-i18next';
import { toLanguage } from '../../i18n/format.ts';
import { languageNames, languages } from '../../i18n/languages.ts';
import { useLanguageChoice } from '../../state/useLanguageChoice.ts';
import { useView } from '../../state/view.ts';
import { Card, Section } from '../../ui/Page.tsx';
import { Choices } from './Choices.tsx';
import { SettingRow } from './SettingRow.tsx';
import styles from './Settings.module.css';

const themes = ['light', 'dark', 'system'] as const;

/** What only this window and this person care about. */
export const LookSection = () => {
  const { t, i18n } = useTranslation(['settings', 'common']);
  const chooseLanguage = useLanguageChoice();
  const theme = useView((view) => view.theme);
  const setTheme = useView((view) => view.setTheme);
  const letterKeys = useView((view) => view.letterKeys);
  const setLetterKeys = useView((view) => view.setLetterKeys);
  return (
    <Section title={t('settings:look.title')}>
      <Card>
        <SettingRow label={t('settings:look.language')} note={t('settings:look.languageNote')}>
          <Choices
            label={t('settings:look.language')}
            choices={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
            chosen={toLanguage(i18n.language)}
            onChoose={chooseLanguage}
          />
        </SettingRow>
        <SettingRow label={t('settings:look.theme')}>
          <Choices
            label={t('settings:look.theme')}
            choices={themes.map((value) => ({ value, label: t(`common:theme.${value}`) }))}
            chosen={theme}
            onChoose={setTheme}
          />
        </SettingRow>
        <SettingRow label={t('settings:look.letters')} note={t('settings:look.lettersNote')}>
          <input
            type="checkbox"
            role="switch"
            aria-label={t('settings:look.letters')}
            className={styles.switch}
            checked={letterKeys}
            aria-checked={letterKeys}
            onChange={(event) => setLetterKeys(event.currentTarget.checked)}
          />
        </SettingRow>
      </Card>
    </Section>
  );
};
