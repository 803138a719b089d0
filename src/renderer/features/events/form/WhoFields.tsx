import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { own } from '../../../../base/json.ts';
import { validate } from '../../../../domain/validation.ts';
import { elementsOf, textAt } from '../../../../domain/values.ts';
import { useLabels } from '../../../i18n/labels.ts';
import type { DraftForm } from '../../../replica/draft.ts';
import { ChosenList } from '../../../ui/ChosenList.tsx';
import { CountryMark } from '../../../ui/CountryMark.tsx';
import { FilterChip, FilterChips } from '../../../ui/FilterChip.tsx';
import { NumberField } from '../../../ui/FormField.tsx';
import { FieldColumns, FormSection } from '../../../ui/FormSection.tsx';
import { ReferenceField } from '../../../ui/ReferenceField.tsx';
import { useOrganisers } from '../organisers.ts';
import { useOrganisationSearch } from '../useOrganisationSearch.ts';
import styles from './EventForm.module.css';

const spoken = ['hu', 'ro', 'en'] as const;

const Organisers = ({ form }: { readonly form: DraftForm }) => {
  const { t } = useTranslation('events');
  const labels = useLabels();
  const search = useOrganisationSearch();
  const { rows } = useOrganisers(form.values);
  const label = labels.name('event', 'organiser');
  return (
    <div>
      <ReferenceField
        label={label}
        value={null}
        valueLabel=""
        placeholder={t('form.addOrganiser')}
        onChange={(id) => id && form.set(`organiser/${id}`, true)}
        search={search}
        {...form.typing('organiser')}
      />
      <ChosenList
        label={label}
        entries={rows.map((row) => ({
          id: row.id,
          content: (
            <>
              {textAt(row.values, 'name')}
              {textAt(row.values, 'country') && <CountryMark country={textAt(row.values, 'country')} />}
            </>
          ),
          removeLabel: t('form.remove', { name: textAt(row.values, 'name') }),
          onRemove: () => form.set(`organiser/${row.id}`, null),
        }))}
      />
    </div>
  );
};

const Languages = ({ form }: { readonly form: DraftForm }) => {
  const { t } = useTranslation('domain');
  const labels = useLabels();
  const chosen = elementsOf(form.values, 'language');
  return (
    <div>
      <div className={styles.label}>{labels.name('event', 'language')}</div>
      <FilterChips label={labels.name('event', 'language')}>
        {spoken.map((language) => (
          <FilterChip
            key={language}
            label={t(`language.${language}`)}
            on={chosen.includes(language)}
            onToggle={() => form.set(`language/${language}`, chosen.includes(language) ? null : true)}
          />
        ))}
      </FilterChips>
    </div>
  );
};

/** Organisers of both sides, languages, for whom, and how many. */
export const WhoFields = ({ form }: { readonly form: DraftForm }) => {
  const { t } = useTranslation(['events', 'domain']);
  const labels = useLabels();
  const capacity = own(form.values, 'capacity');
  const isOdd = validate('event', form.values).warnings.some(({ path }) => path === 'capacity');
  return (
    <FormSection title={t('form.who')}>
      <Organisers form={form} />
      <FieldColumns>
        <Languages form={form} />
        <NumberField
          label={labels.name('event', 'capacity')}
          value={typeof capacity === 'number' ? capacity : null}
          warning={isOdd ? t('domain:validation.capacity') : undefined}
          onChange={(value) => form.set('capacity', value)}
          onBlur={form.flush}
        />
      </FieldColumns>
      <Checkbox
        label={labels.name('event', 'public')}
        checked={own(form.values, 'public') === true}
        onChange={(event) => form.set('public', event.currentTarget.checked)}
      />
    </FormSection>
  );
};
