import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../i18n/labels.ts';
import { AddressFields } from '../../../records/fields/AddressFields.tsx';
import { TextField } from '../../../ui/FormField.tsx';
import { FieldColumns, FormSection } from '../../../ui/FormSection.tsx';
import type { PartProps } from './Basics.tsx';
import styles from './OrganisationForm.module.css';

export const Contact = ({ form, words }: PartProps) => {
  const { t } = useTranslation('directory');
  const labels = useLabels();
  const text = (path: 'phone' | 'email' | 'website', type: 'tel' | 'email' | 'url', placeholder?: string) => (
    <TextField
      label={labels.name('organisation', path)}
      type={type}
      value={form.text(path)}
      onChange={(value) => form.set(path, value)}
      onBlur={form.flush}
      placeholder={placeholder}
      warning={words.warningAt(path)}
    />
  );
  return (
    <FormSection title={t('form.contact')} id="organisation-contact">
      <div className={styles.fields}>
        <AddressFields form={form} warning={words.warningAt('address')} />
        <FieldColumns>
          {text('phone', 'tel', t('form.phone'))}
          {text('email', 'email')}
        </FieldColumns>
        {text('website', 'url', 'https://')}
      </div>
    </FormSection>
  );
};
