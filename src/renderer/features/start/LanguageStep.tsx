import { useTranslation } from 'react-i18next';
import { toLanguage } from '../../i18n/format.ts';
import { languageNames, languages } from '../../i18n/languages.ts';
import { useLanguageChoice } from '../../state/useLanguageChoice.ts';
import { RadioCard, RadioCards } from './RadioCards.tsx';
import { Step } from './Step.tsx';

export const LanguageStep = ({ onNext }: { readonly onNext: () => void }) => {
  const { t, i18n } = useTranslation(['start', 'common']);
  const choose = useLanguageChoice();
  const current = toLanguage(i18n.language);
  const next = (): void => {
    choose(current);
    onNext();
  };
  return (
    <Step
      title={t('start:language.title')}
      note={t('start:language.note')}
      waitsFor={null}
      next={t('common:action.continue')}
      onNext={next}
    >
      <RadioCards label={t('start:language.title')}>
        {languages.map((language) => (
          <RadioCard
            key={language}
            name="language"
            lang={language}
            title={languageNames[language]}
            chosen={language === current}
            onChoose={() => choose(language)}
          />
        ))}
      </RadioCards>
    </Step>
  );
};
