import { useTranslation } from 'react-i18next';
import type { RecordView } from '../../../../replica/api.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { languages } from '../../../i18n/languages.ts';
import { FormSection } from '../../../ui/FormSection.tsx';
import { TrilingualField } from '../../../ui/TrilingualText.tsx';
import { textsOf } from '../describe.ts';
import type { PartProps } from './Basics.tsx';

export const Texts = ({ form, record }: PartProps & { readonly record: RecordView | null }) => {
  const { t } = useTranslation('directory');
  const labels = useLabels();
  const outdated = languages.filter((language) => record?.outdated.includes(`summary.${language}`));
  return (
    <FormSection title={t('form.text')} id="organisation-text">
      <TrilingualField
        label={labels.name('organisation', 'summary')}
        texts={textsOf(form.values, 'summary')}
        outdated={outdated}
        onChange={(language, text) => form.set(`summary.${language}`, text)}
        onBlur={form.flush}
      />
    </FormSection>
  );
};
