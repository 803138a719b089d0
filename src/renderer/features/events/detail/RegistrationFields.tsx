import { useTranslation } from 'react-i18next';
import { isRecordId } from '../../../../base/ids.ts';
import type { JsonObject } from '../../../../base/json.ts';
import { formatBadgeCode } from '../../../../domain/badges.ts';
import { nameOrderOf } from '../../../../domain/names.ts';
import { registrationStatuses } from '../../../../domain/recordTypes.ts';
import { languageOfCountry } from '../../../../domain/territory.ts';
import { groupAt, partOf, textAt } from '../../../../domain/values.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { useReferences } from '../../../records/references.ts';
import type { DraftForm } from '../../../replica/draft.ts';
import { Button } from '../../../ui/Button.tsx';
import { SelectField, TextField } from '../../../ui/FormField.tsx';
import { FieldColumns } from '../../../ui/FormSection.tsx';
import { ReferenceField } from '../../../ui/ReferenceField.tsx';
import { useOrganisationSearch } from '../useOrganisationSearch.ts';
import styles from './Dialog.module.css';

/** The parts of a name in the order in which people of that country write them. */
export const NameFields = ({ form, error }: { readonly form: DraftForm; readonly error: string | undefined }) => {
  const labels = useLabels();
  const name = groupAt(form.values, 'name');
  const order = nameOrderOf(textAt(form.values, 'country'));
  const set = (part: string, value: string): void => {
    const next: JsonObject = { ...name, order: partOf(name, 'order') || order, [part]: value };
    form.set('name', partOf(next, 'family') + partOf(next, 'given') + partOf(next, 'title') === '' ? null : next);
  };
  const field = (part: 'family' | 'given' | 'title', wrong?: string) => (
    <TextField
      label={labels.name('registration', `name.${part}`)}
      hint={part === 'family' ? labels.required('registration', 'name') : undefined}
      value={partOf(name, part)}
      lang={languageOfCountry(form.text('country'))}
      onChange={(value) => set(part, value)}
      onBlur={form.flush}
      error={wrong}
    />
  );
  return (
    <>
      <FieldColumns>
        {order === 'family-first' ? field('family', error) : field('given')}
        {order === 'family-first' ? field('given') : field('family', error)}
      </FieldColumns>
      {field('title')}
    </>
  );
};

export const OrganisationFields = ({ form }: { readonly form: DraftForm }) => {
  const { t } = useTranslation('events');
  const labels = useLabels();
  const search = useOrganisationSearch();
  const id = form.text('organisation');
  const [row] = useReferences('organisation', isRecordId(id) ? [id] : []);
  return (
    <FieldColumns>
      <ReferenceField
        label={labels.name('registration', 'organisation')}
        value={id || null}
        valueLabel={row ? textAt(row.values, 'name') : ''}
        onChange={(next) => form.set('organisation', next)}
        onBlur={form.flush}
        search={search}
        {...form.typing('organisation')}
      />
      <TextField
        label={labels.name('registration', 'organisationName')}
        description={t(id === '' ? 'registration.notListed' : 'registration.isListed')}
        value={form.text('organisationName')}
        onChange={(value) => form.set('organisationName', value)}
        onBlur={form.flush}
        disabled={id !== ''}
      />
    </FieldColumns>
  );
};

const choices = {
  country: ['HU', 'RO', 'other'],
  role: ['participant', 'speaker', 'organiser', 'moderator', 'interpreter', 'exhibitor'],
  status: registrationStatuses,
} as const;

export const ChoiceField = ({ form, name }: { readonly form: DraftForm; readonly name: keyof typeof choices }) => {
  const labels = useLabels();
  return (
    <SelectField
      label={labels.name('registration', name)}
      value={form.text(name) || null}
      choices={choices[name].map((value) => ({ value, label: labels.choice('registration', name, value) }))}
      onChange={(value) => form.set(name, value)}
      onBlur={form.flush}
    />
  );
};

export const PhotoFields = ({ form }: { readonly form: DraftForm }) => {
  const labels = useLabels();
  const photo = groupAt(form.values, 'photo');
  const set = (part: string, value: string | null): void => {
    const next = Object.fromEntries(Object.entries({ ...photo, [part]: value }).filter(([, answer]) => answer !== null));
    form.set('photo', Object.keys(next).length === 0 ? null : next);
  };
  return (
    <FieldColumns>
      {(['portrait', 'publication'] as const).map((part) => (
        <SelectField
          key={part}
          label={`${labels.name('registration', 'photo')}: ${labels.name('registration', `photo.${part}`)}`}
          value={partOf(photo, part) || null}
          choices={['yes', 'no'].map((value) => ({ value, label: labels.choice('registration', 'photo', value) }))}
          onChange={(value) => set(part, value)}
          clearable
        />
      ))}
    </FieldColumns>
  );
};

export const BadgeLine = ({ form, onGive }: { readonly form: DraftForm; readonly onGive: () => void }) => {
  const { t } = useTranslation('events');
  const labels = useLabels();
  const code = form.text('badge');
  return (
    <p className={styles.badge}>
      <span>{labels.name('registration', 'badge')}</span>
      {code === '' ? (
        <Button small onClick={onGive}>
          {t('registration.giveBadge')}
        </Button>
      ) : (
        <code>{formatBadgeCode(code)}</code>
      )}
    </p>
  );
};
