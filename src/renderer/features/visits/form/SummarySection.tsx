import { useTranslation } from 'react-i18next';
import { languages } from '../../../../domain/recordTypes.ts';
import type { DraftForm } from '../../../replica/draft.ts';
import { FormSection } from '../../../ui/FormSection.tsx';
import { TrilingualField } from '../../../ui/TrilingualText.tsx';
import { sectionId } from './sections.ts';

export const SummarySection = ({ form, outdated }: { readonly form: DraftForm; readonly outdated: readonly string[] }) => {
  const { t } = useTranslation('visits');
  const texts = Object.fromEntries(languages.map((language) => [language, form.text(`summary.${language}`)]));
  return (
    <FormSection title={t('form.saw')} id={sectionId('saw')}>
      <TrilingualField
        label={t('form.summary')}
        hint={t('form.required')}
        texts={texts}
        outdated={languages.filter((language) => outdated.includes(`summary.${language}`))}
        rows={6}
        onChange={(language, text) => form.set(`summary.${language}`, text)}
        onBlur={form.flush}
      />
    </FormSection>
  );
};
