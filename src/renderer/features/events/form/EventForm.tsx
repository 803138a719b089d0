import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { eventKinds, eventStatuses } from '../../../../domain/recordTypes.ts';
import { zones } from '../../../../domain/times.ts';
import { titleOf } from '../../../../domain/titles.ts';
import { validate } from '../../../../domain/validation.ts';
import { textAt, type Values } from '../../../../domain/values.ts';
import type { Identity, RecordView } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { languages } from '../../../i18n/languages.ts';
import { DeletedNotice } from '../../../records/DeletedNotice.tsx';
import { useIdentity } from '../../../replica/context.ts';
import { type DraftForm, useDraftForm } from '../../../replica/draft.ts';
import { useRecordForForm } from '../../../replica/queries.ts';
import { goTo, replaceRoute, stillHere } from '../../../state/route.ts';
import { Button } from '../../../ui/Button.tsx';
import { DetailBody, DetailHeader } from '../../../ui/DetailHeader.tsx';
import { SelectField } from '../../../ui/FormField.tsx';
import { FieldColumns, FormSection } from '../../../ui/FormSection.tsx';
import { focusFirstFault, holdsUnread } from '../../../ui/focus.ts';
import { useHeldKeys } from '../../../ui/heldKeys.ts';
import { saveKeys, useKeys } from '../../../ui/keys.ts';
import { ActionMenu } from '../../../ui/Menus.tsx';
import { RecordForm } from '../../../ui/RecordForm.tsx';
import { SavedMark } from '../../../ui/SavedMark.tsx';
import { TrilingualField } from '../../../ui/TrilingualText.tsx';
import { showToast } from '../../../ui/toasts.ts';
import styles from './EventForm.module.css';
import { type ErrorOf, WhenFields } from './WhenFields.tsx';
import { WhereFields } from './WhereFields.tsx';
import { WhoFields } from './WhoFields.tsx';

const newEvent = ({ office }: Identity): Values => ({
  status: 'planned',
  zone: office.country === 'RO' ? zones.RO : zones.HU,
  'language/hu': true,
  'language/ro': true,
});

type FieldsProps = { readonly form: DraftForm; readonly errorOf: ErrorOf };

const Text = ({ form, name, singleLine = false, errorOf }: FieldsProps & { readonly name: string; readonly singleLine?: boolean }) => (
  <TrilingualField
    label={useLabels().name('event', name)}
    texts={Object.fromEntries(languages.map((language) => [language, textAt(form.values, `${name}.${language}`)]))}
    singleLine={singleLine}
    onChange={(language, text) => form.set(`${name}.${language}`, text)}
    onBlur={form.flush}
    error={errorOf(name)}
    hint={useLabels().required('event', name)}
  />
);

const Basics = ({ form, errorOf }: FieldsProps) => {
  const { t } = useTranslation('events');
  const labels = useLabels();
  const choices = { kind: eventKinds, status: eventStatuses } as const;
  return (
    <FormSection title={t('form.basics')}>
      <FieldColumns>
        {(['kind', 'status'] as const).map((name) => (
          <SelectField
            key={name}
            label={labels.name('event', name)}
            value={form.text(name) || null}
            choices={choices[name].map((value) => ({ value, label: labels.choice('event', name, value) }))}
            onChange={(value) => form.set(name, value)}
            onBlur={form.flush}
            error={errorOf(name)}
            hint={labels.required('event', name)}
          />
        ))}
      </FieldColumns>
      <Text form={form} name="title" singleLine errorOf={errorOf} />
    </FormSection>
  );
};

/** Saving, closing and giving up; a failure leaves the form as it is. */
const useSteps = (form: DraftForm, id: RecordId, isNew: boolean) => {
  const { t } = useTranslation(['events', 'domain']);
  const [tried, setTried] = useState(false);
  const { errors } = validate('event', form.values);
  const leave = (): void => (isNew ? goTo('events') : replaceRoute('events', id));
  const save = async (): Promise<void> => {
    setTried(true);
    const isHere = stillHere();
    if (holdsUnread() || errors.length > 0) return focusFirstFault();
    if ((await form.submit((t, locale) => t('events:form.saved', { title: titleOf('event', form.values, locale) }))) && isHere())
      replaceRoute('events', id);
  };
  const close = (): void => {
    form.flush();
    leave();
  };
  const discard = async (): Promise<void> => {
    const isHere = stillHere();
    await form.discard();
    showToast({ said: (t) => t('events:form.discarded') });
    if (isHere()) leave();
  };
  const errorOf = (path: string): string | undefined => {
    const error = errors.find((each) => each.path === path);
    return tried && error ? t('domain:validation.required') : undefined;
  };
  return { save, close, discard, errorOf, missing: errors.length };
};

const Form = ({ id, record }: { readonly id: RecordId; readonly record: RecordView | null }) => {
  const { t } = useTranslation(['events', 'common']);
  const { language } = useFormat();
  const identity = useIdentity();
  const form = useDraftForm('event', id, record, record ? {} : newEvent(identity));
  const title = titleOf('event', form.values, language);
  const { save, close, discard, errorOf, missing } = useSteps(form, id, record === null);
  useKeys([...saveKeys(t('common:action.save'), () => void save()), { keys: 'Escape', label: t('common:action.close'), run: close }]);
  if (!form.ready) return null;
  const discarding = { label: t('form.discard'), icon: IconTrash, danger: true, onSelect: () => void discard() };
  return (
    <RecordForm label={t('form.region')} className={styles.form}>
      <DetailHeader
        eyebrow={<SavedMark savedAt={form.savedAt} failed={form.failed} />}
        title={title || (record ? t('noTitle') : t('newEvent'))}
        subtitle={missing > 0 ? t('form.missing', { count: missing }) : t('form.ready')}
        actions={
          <>
            <ActionMenu label={t('common:action.more')} actions={[discarding]} />
            <Button hint="Esc" onClick={close}>
              {t('common:action.close')}
            </Button>
            <Button variant="filled" icon={IconDeviceFloppy} onClick={() => void save()}>
              {t('common:action.save')}
            </Button>
          </>
        }
      />
      <DetailBody>
        <div className={styles.fields}>
          {record && <DeletedNotice record={record} title={title} />}
          <Basics form={form} errorOf={errorOf} />
          <WhenFields form={form} errorOf={errorOf} />
          <WhereFields form={form} />
          <WhoFields form={form} />
          <FormSection title={t('form.text')}>
            <Text form={form} name="description" errorOf={errorOf} />
          </FormSection>
        </div>
      </DetailBody>
    </RecordForm>
  );
};

/** The form of an event that is in the store, or of one that exists as a draft only. */
export const EventForm = ({ id }: { readonly id: RecordId }) => {
  const record = useRecordForForm('event', id);
  useHeldKeys(record === undefined);
  return record === undefined ? null : <Form id={id} record={record} />;
};
