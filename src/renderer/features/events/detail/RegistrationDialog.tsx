import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecordId, type RecordId } from '../../../../base/ids.ts';
import type { JsonObject } from '../../../../base/json.ts';
import { createBadgeCode, formatBadgeCode } from '../../../../domain/badges.ts';
import { nameOrderOf } from '../../../../domain/names.ts';
import { registrationStatuses } from '../../../../domain/recordTypes.ts';
import { languageOfCountry } from '../../../../domain/territory.ts';
import { groupAt, partOf, textAt, type Values } from '../../../../domain/values.ts';
import type { Identity, RecordView, Row } from '../../../../replica/api.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { useReferences } from '../../../records/references.ts';
import { useSamePerson } from '../../../records/survivors.ts';
import { useCommit } from '../../../replica/commit.ts';
import { useIdentity } from '../../../replica/context.ts';
import { type DraftForm, useDraftForm } from '../../../replica/draft.ts';
import { Button } from '../../../ui/Button.tsx';
import { SelectField, TextField } from '../../../ui/FormField.tsx';
import { FieldColumns } from '../../../ui/FormSection.tsx';
import { focusFirstFault } from '../../../ui/focus.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { ReferenceField } from '../../../ui/ReferenceField.tsx';
import { useOrganisationSearch } from '../useOrganisationSearch.ts';
import { nameOf } from './attendeeNames.ts';
import styles from './Dialog.module.css';
import { RecordDialog } from './RecordDialog.tsx';

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

/** A badge code that nobody at this event has. */
const freshBadge = (registrations: readonly Row[]): string => {
  const taken = new Set(registrations.map((row) => textAt(row.values, 'badge')));
  let code = createBadgeCode(random);
  while (taken.has(code)) code = createBadgeCode(random);
  return code;
};

const newRegistration = (event: RecordId, { office }: Identity, registrations: readonly Row[]): Values => ({
  event,
  status: 'registered',
  role: 'participant',
  badge: freshBadge(registrations),
  at: Date.now(),
  ...(office.country === 'HU' || office.country === 'RO' ? { country: office.country } : {}),
});

/** The parts of a name in the order in which people of that country write them. */
const NameFields = ({ form, error }: { readonly form: DraftForm; readonly error: string | undefined }) => {
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

const OrganisationFields = ({ form }: { readonly form: DraftForm }) => {
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

const ChoiceField = ({ form, name }: { readonly form: DraftForm; readonly name: keyof typeof choices }) => {
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

const PhotoFields = ({ form }: { readonly form: DraftForm }) => {
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

const BadgeLine = ({ form, onGive }: { readonly form: DraftForm; readonly onGive: () => void }) => {
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

export type RegistrationDialogProps = {
  readonly id: RecordId;
  /** As it was opened, null for a new one. */
  readonly row: RecordView | null;
  readonly event: RecordView;
  /** All of the event: their badge codes are taken, and the person may be among them already. */
  readonly registrations: readonly Row[];
  readonly onClose: () => void;
};

const Same = ({ form, id, registrations }: { readonly form: DraftForm } & Pick<RegistrationDialogProps, 'id' | 'registrations'>) => {
  const { t } = useTranslation('events');
  const same = useSamePerson(
    form.values,
    registrations.filter((other) => other.id !== id),
  );
  if (same.length === 0) return null;
  return (
    <Notice tone="warning" title={t('registration.same', { names: same.map((other) => nameOf(other.values)).join(', ') })}>
      {t('registration.sameHint')}
    </Notice>
  );
};

/** Saving, giving up, cancelling and deleting a registration. */
const useSteps = (form: DraftForm, { id, row, onClose }: RegistrationDialogProps, isNamed: boolean) => {
  const commit = useCommit();
  const [tried, setTried] = useState(false);
  const name = nameOf(form.values);
  const save = async (): Promise<void> => {
    setTried(true);
    if (!isNamed) return focusFirstFault();
    if (await form.submit((t) => t('events:registration.saved', { name }))) onClose();
  };
  const discard = async (): Promise<void> => {
    await form.discard();
    onClose();
  };
  const cancel = async (): Promise<void> => {
    if (await form.submit((t) => t('events:registration.cancelled', { name }), { status: 'cancelled' })) onClose();
  };
  const remove = async (): Promise<void> => {
    if (!row) return;
    const change = { kind: 'delete', type: 'registration', id, shown: row.seen } as const;
    if (!(await commit([change], (t) => t('events:registration.deleted', { name })))) return;
    onClose();
    await form.discard();
  };
  return { tried, save, discard, cancel, remove };
};

/** One person's registration. What is typed stays as a draft until it is saved or given up. */
export const RegistrationDialog = (props: RegistrationDialogProps) => {
  const { id, event, registrations, onClose } = props;
  const [row] = useState(props.row); // A decision in this form may delete it; it is no new one then.
  const { t } = useTranslation(['events', 'domain', 'common']);
  const identity = useIdentity();
  const [initial] = useState(() => (row ? {} : newRegistration(event.id, identity, registrations)));
  const form = useDraftForm('registration', id, row, initial);
  const isNamed = nameOf(form.values) !== '';
  const { tried, save, discard, cancel, remove } = useSteps(form, props, isNamed);
  const ways = [
    { label: t('registration.delete'), onSelect: () => void remove() },
    ...(form.text('status') === 'cancelled' ? [] : [{ label: t('registration.cancel'), onSelect: () => void cancel() }]),
  ];
  return (
    <RecordDialog
      type="registration"
      id={id}
      name={nameOf(form.values)}
      title={row ? t('registration.edit') : t('registration.new')}
      form={form}
      more={row ? ways : []}
      onDiscard={() => void discard()}
      onSave={() => void save()}
      onClose={onClose}
    >
      <NameFields form={form} error={tried && !isNamed ? t('domain:validation.required') : undefined} />
      <Same form={form} id={id} registrations={registrations} />
      <OrganisationFields form={form} />
      <FieldColumns>
        <ChoiceField form={form} name="country" />
        <ChoiceField form={form} name="role" />
      </FieldColumns>
      <ChoiceField form={form} name="status" />
      <PhotoFields form={form} />
      <BadgeLine form={form} onGive={() => form.set('badge', freshBadge(registrations))} />
    </RecordDialog>
  );
};
