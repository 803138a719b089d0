import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../../base/json.ts';
import { counties } from '../../../../domain/territory.ts';
import { groupAt, isBlank, partOf } from '../../../../domain/values.ts';
import { useLabels } from '../../../i18n/labels.ts';
import type { DraftForm } from '../../../replica/draft.ts';
import { SelectField, TextField } from '../../../ui/FormField.tsx';
import { FieldColumns, FormSection } from '../../../ui/FormSection.tsx';

/** The venue; its parts are kept as one value, so that two offices never mix two places into one. */
export const WhereFields = ({ form }: { readonly form: DraftForm }) => {
  const { t } = useTranslation(['events', 'domain']);
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
      onChange={(value) => set({ [part]: value })}
      onBlur={form.flush}
    />
  );
  return (
    <FormSection title={t('form.where')}>
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
          choices={(['HU', 'RO'] as const).map((value) => ({ value, label: t(`domain:country.${value}`) }))}
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
    </FormSection>
  );
};
