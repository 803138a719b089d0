import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { nameOrderOf } from '../../../../domain/names.ts';
import { isCountry } from '../../../../domain/territory.ts';
import { validate } from '../../../../domain/validation.ts';
import { elementsOf, groupAt, partOf, textAt } from '../../../../domain/values.ts';
import type { RecordView, Row } from '../../../../replica/api.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { EraseDialog } from '../../../records/erasing/EraseDialog.tsx';
import { EraseWay } from '../../../records/erasing/EraseWay.tsx';
import { NameFields } from '../../../records/fields/NameFields.tsx';
import { toStoredPhone } from '../../../records/fields/toStoredPhone.ts';
import { type DraftForm, useDraftForm } from '../../../replica/draft.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Confirm.tsx';
import { DialogEnd } from '../../../ui/DialogEnd.tsx';
import { FilterChip, FilterChips } from '../../../ui/FilterChip.tsx';
import { TextField } from '../../../ui/FormField.tsx';
import { FieldColumns } from '../../../ui/FormSection.tsx';
import { focusFirstFault, focusFirstField } from '../../../ui/focus.ts';
import { saveKeys, useKeys } from '../../../ui/keys.ts';
import { SavedMark } from '../../../ui/SavedMark.tsx';
import { personNameOf } from '../describe.ts';
import styles from './People.module.css';

const spoken = ['hu', 'ro', 'en', 'de', 'sr'] as const;

const LanguageChips = ({ form }: { readonly form: DraftForm }) => {
  const { t } = useTranslation(['directory', 'domain']);
  const known = elementsOf(form.values, 'language');
  return (
    <div>
      <div className={styles.label}>{t('person.languages')}</div>
      <FilterChips label={t('person.languages')}>
        {spoken.map((language) => (
          <FilterChip
            key={language}
            label={t(`domain:language.${language}`)}
            on={known.includes(language)}
            onToggle={() => form.set(`language/${language}`, known.includes(language) ? null : true)}
          />
        ))}
      </FilterChips>
    </div>
  );
};

export type PersonDialogProps = {
  readonly id: RecordId;
  /** Null for somebody new. */
  readonly row: Row | null;
  readonly organisation: RecordView;
  readonly onClose: () => void;
};

const isMissingName = (form: DraftForm): boolean => {
  const name = groupAt(form.values, 'name');
  return partOf(name, 'family').trim() === '' && partOf(name, 'given').trim() === '';
};

/** A person of the organisation. What is typed stays as a draft until it is saved or given up. */
export const PersonDialog = ({ id, row, organisation, onClose }: PersonDialogProps) => {
  const { t } = useTranslation('directory');
  const labels = useLabels();
  const country = textAt(organisation.values, 'country');
  const form = useDraftForm('person', id, row, {
    organisation: organisation.id,
    name: { order: nameOrderOf(country) },
    ...(isCountry(country) ? { country } : {}),
  });
  const [tried, setTried] = useState(false);
  const [isErasing, setIsErasing] = useState(false);
  const missing = isMissingName(form);
  const odd = validate('person', form.values).errors.filter((error) => error.type !== 'required');
  const save = async (): Promise<void> => {
    setTried(true);
    if (missing) return focusFirstFault();
    const phone = toStoredPhone(form.text('phone'), country);
    if (await form.submit((t) => t('directory:person.saved', { name: personNameOf(form.values) }), phone === null ? {} : { phone }))
      onClose();
  };
  const giveUp = async (): Promise<void> => {
    await form.discard();
    onClose();
  };
  useKeys(saveKeys(t('person.save'), () => !isErasing && void save()));
  if (isErasing)
    return (
      <EraseDialog
        type="person"
        id={id}
        name={personNameOf(row?.values ?? {})}
        onErased={() => void giveUp()}
        onCancel={() => setIsErasing(false)}
      />
    );
  return (
    <Dialog opened title={row ? t('person.editTitle') : t('person.newTitle')} onClose={onClose} wide>
      {form.ready && (
        <div ref={focusFirstField} className={styles.form}>
          <NameFields type="person" form={form} missing={tried && missing} />
          <TextField
            label={labels.name('person', 'role')}
            value={form.text('role')}
            onChange={(value) => form.set('role', value)}
            onBlur={form.flush}
          />
          <FieldColumns>
            <TextField
              label={labels.name('person', 'phone')}
              type="tel"
              value={form.text('phone')}
              onChange={(value) => form.set('phone', value)}
              onBlur={form.flush}
            />
            <TextField
              label={labels.name('person', 'email')}
              type="email"
              value={form.text('email')}
              onChange={(value) => form.set('email', value)}
              onBlur={form.flush}
              warning={odd.some((error) => error.path === 'email') ? t('form.emailOdd') : undefined}
            />
          </FieldColumns>
          <LanguageChips form={form} />
          {row && <EraseWay onErase={() => setIsErasing(true)} />}
          <DialogEnd>
            <SavedMark savedAt={form.savedAt} failed={form.failed} />
            <Button onClick={() => void giveUp()}>{t('person.cancel')}</Button>
            <Button variant="filled" onClick={() => void save()}>
              {t('person.save')}
            </Button>
          </DialogEnd>
        </div>
      )}
    </Dialog>
  );
};
