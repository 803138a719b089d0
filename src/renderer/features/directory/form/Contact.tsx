import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../../base/json.ts';
import { counties, countiesOfPostcode } from '../../../../domain/territory.ts';
import { groupAt, isBlank, partOf } from '../../../../domain/values.ts';
import { toLanguage, useFormat } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { SelectField, TextField } from '../../../ui/FormField.tsx';
import { FieldColumns, FormSection } from '../../../ui/FormSection.tsx';
import { isCountry } from '../describe.ts';
import type { PartProps } from './Basics.tsx';
import styles from './OrganisationForm.module.css';

/** The only county a postcode fits, where there is just one and none was chosen. */
const countyBy = (address: JsonObject, country: string): string | null => {
  if (partOf(address, 'county') !== '' || !isCountry(country)) return null;
  const [only, ...others] = countiesOfPostcode(country, partOf(address, 'postcode'));
  return only !== undefined && others.length === 0 ? only : null;
};

const Address = ({ form, words }: PartProps) => {
  const { i18n } = useTranslation();
  const labels = useLabels();
  const format = useFormat();
  const language = toLanguage(i18n.language);
  const address = groupAt(form.values, 'address');
  const country = form.text('country');
  const name = (part: string): string => labels.name('organisation', `address.${part}`);
  const set = (part: string, value: string): void => {
    const next: JsonObject = { ...address, [part]: value };
    const county = part === 'postcode' ? countyBy(next, country) : null;
    form.set('address', isBlank(next) ? null : county === null ? next : { ...next, county });
  };
  const offered = counties
    .filter((county) => !isCountry(country) || county.country === country)
    .map((county) => ({ value: county.code, label: county.names[language] }))
    .toSorted((a, b) => format.compare(a.label, b.label));
  const text = (part: string, warning?: string) => (
    <TextField
      label={name(part)}
      value={partOf(address, part)}
      onChange={(value) => set(part, value)}
      onBlur={form.flush}
      warning={warning}
    />
  );
  return (
    <>
      <FieldColumns>
        {text('postcode', words.warningAt('address'))}
        {text('town')}
      </FieldColumns>
      <FieldColumns>
        {text('street')}
        <SelectField
          label={name('county')}
          value={partOf(address, 'county') || null}
          choices={offered}
          onChange={(value) => set('county', value ?? '')}
          searchable
          clearable
        />
      </FieldColumns>
    </>
  );
};

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
        <Address form={form} words={words} />
        <FieldColumns>
          {text('phone', 'tel', t('form.phone'))}
          {text('email', 'email')}
        </FieldColumns>
        {text('website', 'url', 'https://')}
      </div>
    </FormSection>
  );
};
