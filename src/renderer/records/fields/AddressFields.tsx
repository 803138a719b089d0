import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../base/json.ts';
import { counties, countiesOfPostcode, isCountry, languageOfCountry } from '../../../domain/territory.ts';
import { groupAt, isBlank, partOf } from '../../../domain/values.ts';
import { toLanguage, useFormat } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/labels.ts';
import { SelectField, TextField } from '../../ui/FormField.tsx';
import { FieldColumns } from '../../ui/FormSection.tsx';
import type { FieldForm } from './fieldForm.ts';

/** The only county a postcode fits, where there is just one and none was chosen. */
const countyBy = (address: JsonObject, country: string): string | null => {
  if (partOf(address, 'county') !== '' || !isCountry(country)) return null;
  const [only, ...others] = countiesOfPostcode(country, partOf(address, 'postcode'));
  return only !== undefined && others.length === 0 ? only : null;
};

/** A registered office; its parts are kept as one value, so that two offices never mix two places into one. */
export const AddressFields = ({ form, warning }: { readonly form: FieldForm; readonly warning?: string | undefined }) => {
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
  const text = (part: string, odd?: string) => (
    <TextField
      label={name(part)}
      value={partOf(address, part)}
      lang={languageOfCountry(country)}
      onChange={(value) => set(part, value)}
      onBlur={form.flush}
      warning={odd}
    />
  );
  return (
    <>
      <FieldColumns>
        {text('postcode', warning)}
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
