import { Autocomplete } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { organisationKinds } from '../../../../domain/recordTypes.ts';
import { languageOfCountry } from '../../../../domain/territory.ts';
import { toLanguage } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/labels.ts';
import type { DraftForm } from '../../../replica/draft.ts';
import { useValues } from '../../../replica/queries.ts';
import { inputProps, NumberField, SelectField, TextField } from '../../../ui/FormField.tsx';
import { FieldColumns, FormSection } from '../../../ui/FormSection.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { legalFormOf } from '../describe.ts';
import { DuplicateLines } from '../detail/DuplicateNotice.tsx';
import { useDuplicates } from '../useDuplicates.ts';
import styles from './OrganisationForm.module.css';
import type { FindingWords } from './useFindingWords.ts';

export type PartProps = { readonly form: DraftForm; readonly words: FindingWords };

const countries = ['HU', 'RO'] as const;

const useLegalFormHint = (form: DraftForm): string | undefined => {
  const { t } = useTranslation('directory');
  if (form.text('name').trim() === '' || form.text('country') === '') return undefined;
  const legalForm = legalFormOf(form.values);
  return legalForm === '' ? t('form.noLegalForm') : t('form.legalForm', { form: legalForm });
};

/** Says while one types that the organisation may be there already. */
const AlreadyThere = ({ form, id }: { readonly form: DraftForm; readonly id: RecordId }) => {
  const { t, i18n } = useTranslation('directory');
  const duplicates = useDuplicates(id, form.values, toLanguage(i18n.language));
  if (duplicates.length === 0) return null;
  return (
    <Notice tone="warning" icon={IconCopy} title={t('duplicate.title', { count: duplicates.length })}>
      <DuplicateLines duplicates={duplicates} />
    </Notice>
  );
};

export const Basics = ({ form, words, id }: PartProps & { readonly id: RecordId }) => {
  const { t } = useTranslation(['directory', 'domain']);
  const labels = useLabels();
  const legalForm = useLegalFormHint(form);
  const networks = (useValues('organisation', 'network') ?? []).flatMap(({ value }) => (typeof value === 'string' ? value : []));
  const name = (field: string): string => labels.name('organisation', field);
  const since = form.values.memberSince;
  return (
    <FormSection title={t('form.basics')} id="organisation-basics">
      <div className={styles.fields}>
        <TextField
          label={name('name')}
          hint={labels.required('organisation', 'name')}
          value={form.text('name')}
          lang={languageOfCountry(form.text('country'))}
          onChange={(value) => form.set('name', value)}
          onBlur={form.flush}
          placeholder={t('form.namePlaceholder')}
          description={legalForm}
          error={words.errorAt('name')}
        />
        <AlreadyThere form={form} id={id} />
        <FieldColumns>
          <SelectField
            label={name('country')}
            hint={labels.required('organisation', 'country')}
            value={form.text('country') || null}
            choices={countries.map((value) => ({ value, label: t(`domain:country.${value}`) }))}
            onChange={(value) => form.set('country', value)}
            error={words.errorAt('country')}
          />
          <SelectField
            label={name('kind')}
            hint={labels.required('organisation', 'kind')}
            value={form.text('kind') || null}
            choices={organisationKinds.map((value) => ({ value, label: t(`domain:organisation.kind.${value}`) }))}
            onChange={(value) => form.set('kind', value)}
            error={words.errorAt('kind')}
          />
        </FieldColumns>
        <FieldColumns>
          <Autocomplete
            {...inputProps({ label: name('network'), placeholder: t('form.network'), onBlur: form.flush })}
            data={networks}
            value={form.text('network')}
            onChange={(value) => form.set('network', value)}
          />
          <NumberField
            label={name('memberSince')}
            placeholder={t('form.year')}
            warning={words.warningAt('memberSince')}
            value={typeof since === 'number' ? since : null}
            onChange={(value) => form.set('memberSince', value)}
            onBlur={form.flush}
          />
        </FieldColumns>
      </div>
    </FormSection>
  );
};
