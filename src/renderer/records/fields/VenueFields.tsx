import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../base/json.ts';
import { counties, languageOfCountry } from '../../../domain/territory.ts';
import { groupAt, isBlank, partOf } from '../../../domain/values.ts';
import { useLabels } from '../../i18n/labels.ts';
import { SelectField, TextField } from '../../ui/FormField.tsx';
import { FieldColumns } from '../../ui/FormSection.tsx';
import type { FieldForm } from './fieldForm.ts';

/** The venue; its parts are kept as one value, so that two offices never mix two places into one. */
export const VenueFields = ({ form }: { readonly form: FieldForm }) => {
  const { t } = useTranslation('domain');
  const labels = useLabels();
  const venue = groupAt(form.values, 'venue');
  const country = partOf(venue, 'country');
  const set = (parts: JsonObject): void => {
    const next = { ...venue, ...parts };
    form.set('venue', isBlank(next) ? null : next);
  };
  const text = (part: 'name' | 'postcode' | 'town' | 'street') => (
    <TextField
      label={labels.name('event', `venue.${part}`)}
      value={partOf(venue, part)}
      lang={languageOfCountry(country)}
      onChange={(value) => set({ [part]: value })}
      onBlur={form.flush}
    />
  );
  return (
    <>
      {text('name')}
      <FieldColumns>
        {text('postcode')}
        {text('town')}
      </FieldColumns>
      {text('street')}
      <FieldColumns>
        <SelectField
          label={labels.name('event', 'venue.country')}
          value={country || null}
          choices={(['HU', 'RO'] as const).map((value) => ({ value, label: t(`country.${value}`) }))}
          onChange={(value) => set({ country: value ?? '', county: '' })}
          clearable
        />
        <SelectField
          label={labels.name('event', 'venue.county')}
          value={partOf(venue, 'county') || null}
          choices={counties
            .filter((county) => country === '' || county.country === country)
            .map(({ code }) => ({ value: code, label: labels.county(code) }))}
          onChange={(value) => set({ county: value ?? '' })}
          searchable
          clearable
        />
      </FieldColumns>
    </>
  );
};
