import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { organisationKinds } from '../../../../domain/recordTypes.ts';
import { languageOfCountry } from '../../../../domain/territory.ts';
import { validate } from '../../../../domain/validation.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { useDraftForm } from '../../../replica/draft.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Confirm.tsx';
import { DialogEnd } from '../../../ui/DialogEnd.tsx';
import { SelectField, TextField } from '../../../ui/FormField.tsx';
import { FieldColumns } from '../../../ui/FormSection.tsx';
import { focusFirstFault, focusFirstField } from '../../../ui/focus.ts';
import { saveKeys, useKeys } from '../../../ui/keys.ts';
import { SavedMark } from '../../../ui/SavedMark.tsx';
import styles from './EntryCards.module.css';

const countries = ['HU', 'RO'] as const;

export type NewHostDialogProps = {
  readonly id: RecordId;
  /** As it was looked for. */
  readonly name: string;
  readonly onSaved: () => void;
  readonly onClose: () => void;
};

/** An organisation that the directory lacks, with what it cannot do without; the rest is completed there, by whoever knows it. */
export const NewHostDialog = ({ id, name, onSaved, onClose }: NewHostDialogProps) => {
  const { t } = useTranslation(['visits', 'domain', 'common']);
  const labels = useLabels();
  const form = useDraftForm('organisation', id, null, { name });
  const [tried, setTried] = useState(false);
  const missing = new Set(validate('organisation', form.values).errors.flatMap(({ type, path }) => (type === 'required' ? [path] : [])));
  const common = (path: string) => ({
    label: labels.name('organisation', path),
    hint: labels.required('organisation', path),
    error: tried && missing.has(path) ? t('domain:validation.required') : undefined,
  });
  const save = async (): Promise<void> => {
    setTried(true);
    if (missing.size > 0) return focusFirstFault();
    if (await form.submit((t) => t('visits:newHost.saved', { name: form.text('name') }))) onSaved();
  };
  const giveUp = async (): Promise<void> => {
    await form.discard();
    onClose();
  };
  useKeys(saveKeys(t('newHost.save'), () => void save()));
  return (
    <Dialog opened title={t('newHost.title')} onClose={onClose} wide>
      {form.ready && (
        <div ref={focusFirstField} className={styles.newHost}>
          <TextField
            {...common('name')}
            value={form.text('name')}
            lang={languageOfCountry(form.text('country'))}
            onChange={(value) => form.set('name', value)}
            onBlur={form.flush}
          />
          <FieldColumns>
            <SelectField
              {...common('country')}
              value={form.text('country') || null}
              choices={countries.map((value) => ({ value, label: t(`domain:country.${value}`) }))}
              onChange={(value) => form.set('country', value)}
            />
            <SelectField
              {...common('kind')}
              value={form.text('kind') || null}
              choices={organisationKinds.map((value) => ({ value, label: t(`domain:organisation.kind.${value}`) }))}
              onChange={(value) => form.set('kind', value)}
            />
          </FieldColumns>
          <p className={styles.hint}>{t('newHost.hint')}</p>
          <DialogEnd>
            <SavedMark savedAt={form.savedAt} failed={form.failed} />
            <Button onClick={() => void giveUp()}>{t('common:action.cancel')}</Button>
            <Button variant="filled" onClick={() => void save()}>
              {t('newHost.save')}
            </Button>
          </DialogEnd>
        </div>
      )}
    </Dialog>
  );
};
