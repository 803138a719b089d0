import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../base/ids.ts';
import { fieldsOf } from '../../../domain/fields.ts';
import type { RecordType } from '../../../domain/recordTypes.ts';
import { titleOf } from '../../../domain/titles.ts';
import { validate } from '../../../domain/validation.ts';
import type { RecordView } from '../../../replica/api.ts';
import { toLanguage } from '../../i18n/format.ts';
import { DeletedNotice } from '../../records/DeletedNotice.tsx';
import { FieldInput } from '../../records/fields/FieldInput.tsx';
import { useDraftForm } from '../../replica/draft.ts';
import { useRecordForForm } from '../../replica/queries.ts';
import { goTo, replaceRoute, stillHere } from '../../state/route.ts';
import { Button } from '../../ui/Button.tsx';
import { DetailBody, DetailHeader } from '../../ui/DetailHeader.tsx';
import { focusFirstFault, holdsUnread } from '../../ui/focus.ts';
import { useHeldKeys } from '../../ui/heldKeys.ts';
import { saveKeys, useKeys } from '../../ui/keys.ts';
import { ActionMenu } from '../../ui/Menus.tsx';
import { RecordForm } from '../../ui/RecordForm.tsx';
import { SavedMark } from '../../ui/SavedMark.tsx';
import { showToast } from '../../ui/toasts.ts';
import styles from './Catalogue.module.css';
import { type Catalogue, silentFields } from './catalogues.ts';
import { useRecordWords } from './useRecordWords.ts';

export type CatalogueFormProps = { readonly catalogue: Catalogue; readonly type: RecordType; readonly id: RecordId };

const Form = ({ catalogue, type, id, record }: CatalogueFormProps & { readonly record: RecordView | null }) => {
  const { t, i18n } = useTranslation(['catalogue', 'common', 'domain']);
  const words = useRecordWords();
  const form = useDraftForm(type, id, record);
  const [tried, setTried] = useState(false);
  const title = titleOf(type, form.values, toLanguage(i18n.language));
  const missing = validate(type, form.values).errors.filter((error) => error.type === 'required');
  const leave = (): void => (record ? replaceRoute(catalogue.name, id) : goTo(catalogue.name));
  const save = async (): Promise<void> => {
    setTried(true);
    const isHere = stillHere();
    if (holdsUnread() || missing.length > 0) return focusFirstFault();
    if ((await form.submit((t, locale) => t('catalogue:form.saved', { title: titleOf(type, form.values, locale) }))) && isHere())
      replaceRoute(catalogue.name, id);
  };
  const close = (): void => {
    form.flush();
    leave();
  };
  const discard = async (): Promise<void> => {
    const isHere = stillHere();
    await form.discard();
    showToast({ said: (t) => t('catalogue:form.discarded') });
    if (isHere()) leave();
  };
  useKeys([...saveKeys(t('common:action.save'), () => void save()), { keys: 'Escape', label: t('common:action.close'), run: close }]);
  if (!form.ready) return null;
  const errorAt = (name: string): string | undefined =>
    tried && missing.some((error) => error.path === name) ? t('domain:validation.required') : undefined;
  return (
    <RecordForm label={words.type(type)} className={styles.form}>
      <DetailHeader
        eyebrow={
          <>
            {words.type(type)}
            <SavedMark savedAt={form.savedAt} failed={form.failed} />
          </>
        }
        title={title || (record ? t('list.noTitle') : t('newRecord'))}
        subtitle={missing.length > 0 ? t('form.missing', { count: missing.length }) : t('form.ready')}
        actions={
          <>
            <ActionMenu
              label={t('common:action.more')}
              actions={[{ label: t('form.discard'), icon: IconTrash, danger: true, onSelect: () => void discard() }]}
            />
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
          {fieldsOf[type]
            .filter((field) => !silentFields.has(field.name))
            .map((field) => (
              <FieldInput key={field.name} type={type} field={field} form={form} error={errorAt(field.name)} />
            ))}
        </div>
      </DetailBody>
    </RecordForm>
  );
};

/** The form of any record of the room, made from its declared fields. */
export const CatalogueForm = (props: CatalogueFormProps) => {
  const record = useRecordForForm(props.type, props.id);
  useHeldKeys(record === undefined);
  return record === undefined ? null : <Form {...props} record={record} />;
};
