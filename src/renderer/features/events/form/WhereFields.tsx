import { useTranslation } from 'react-i18next';
import { VenueFields } from '../../../records/fields/VenueFields.tsx';
import type { DraftForm } from '../../../replica/draft.ts';
import { FormSection } from '../../../ui/FormSection.tsx';

export const WhereFields = ({ form }: { readonly form: DraftForm }) => {
  const { t } = useTranslation('events');
  return (
    <FormSection title={t('form.where')}>
      <VenueFields form={form} />
    </FormSection>
  );
};
