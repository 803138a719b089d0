import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { isRecordId } from '../../../../base/ids.ts';
import { webAddress } from '../../../../domain/webAddress.ts';
import type { RecordView, Values } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import type { Said } from '../../../i18n/said.ts';
import { DeletedNotice } from '../../../records/DeletedNotice.tsx';
import { toStoredPhone } from '../../../records/fields/toStoredPhone.ts';
import { type DraftForm, useDraftForm } from '../../../replica/draft.ts';
import { goTo, replaceRoute, stillHere } from '../../../state/route.ts';
import { useNow } from '../../../state/useNow.ts';
import { Button } from '../../../ui/Button.tsx';
import { DetailBody, DetailHeader } from '../../../ui/DetailHeader.tsx';
import { focusFirstFault } from '../../../ui/focus.ts';
import { saveKeys, useKeys } from '../../../ui/keys.ts';
import { ActionMenu } from '../../../ui/Menus.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { RecordForm } from '../../../ui/RecordForm.tsx';
import { SavedMark } from '../../../ui/SavedMark.tsx';
import { showToast } from '../../../ui/toasts.ts';
import { translationNotes } from '../translationSources.ts';
import { Activity } from './Activity.tsx';
import { Basics } from './Basics.tsx';
import { Contact } from './Contact.tsx';
import { checkForm } from './checks.ts';
import { Identifiers } from './Identifiers.tsx';
import styles from './OrganisationForm.module.css';
import { Texts } from './Texts.tsx';
import { useFindingWords } from './useFindingWords.ts';

/** The next or previous section under its heading. */
const goToSection = (root: HTMLElement | null, by: 1 | -1): void => {
  const sections = [...(root?.querySelectorAll<HTMLElement>('section[id]') ?? [])];
  const here = sections.findIndex((section) => section.contains(document.activeElement));
  const next = sections[(here + by + sections.length) % sections.length];
  next?.scrollIntoView({ block: 'start' });
  next?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
};

/** What was typed of a phone number and a web address, in the notation in which they are stored. */
const inNotation = (form: DraftForm): Values => {
  const phone = toStoredPhone(form.text('phone'), form.text('country'));
  const website = webAddress(form.text('website'));
  return {
    ...(phone !== null && 'phone' in form.changes ? { phone } : {}),
    ...(website !== null && 'website' in form.changes ? { website } : {}),
  };
};

const useActions = (form: DraftForm, id: RecordId, record: RecordView | null) => {
  const isNew = record === null;
  const [tried, setTried] = useState(false);
  const checks = useMemo(() => checkForm(form.values), [form.values]);
  const save = async (): Promise<void> => {
    setTried(true);
    if (checks.blocking.length > 0) return focusFirstFault();
    const said: Said = (t) => t(isNew ? 'directory:form.created' : 'directory:form.saved', { name: form.text('name') });
    const also = { ...translationNotes(record, form.changes), ...inNotation(form) };
    const isHere = stillHere();
    if ((await form.submit(said, also)) && isHere()) replaceRoute('directory', id);
  };
  const close = (): void => {
    form.flush();
    if (isNew) goTo('directory');
    else replaceRoute('directory', id);
  };
  const discard = async (): Promise<void> => {
    const isHere = stillHere();
    await form.discard();
    showToast({ said: (t) => t('directory:form.discarded') });
    if (!isHere()) return;
    if (isNew) goTo('directory');
    else replaceRoute('directory', id);
  };
  return { checks, tried, save, close, discard };
};

export type OrganisationFormProps = { readonly id: RecordId /** Null for a new one. */; readonly record: RecordView | null };

/** All fields of an organisation. Every keystroke is kept as a draft; saving writes only what was changed. */
export const OrganisationForm = ({ id, record }: OrganisationFormProps) => {
  const { t } = useTranslation(['directory', 'common']);
  const format = useFormat();
  const now = useNow();
  const form = useDraftForm('organisation', id, record);
  const root = useRef<HTMLFormElement>(null);
  const { checks, tried, save, close, discard } = useActions(form, id, record);
  const words = useFindingWords(checks, tried);
  useKeys([
    ...saveKeys(t('form.save'), () => void save()),
    { keys: 'Escape', label: t('form.close'), run: close },
    { keys: 'Alt ArrowDown', label: t('form.sections'), run: () => goToSection(root.current, 1), inFields: true },
    { keys: 'Alt ArrowUp', label: t('form.sections'), run: () => goToSection(root.current, -1), inFields: true },
  ]);
  if (!form.ready || !isRecordId(id)) return null;
  const part = { form, words };
  return (
    <RecordForm root={root} label={t('form.region')} className={styles.form}>
      <DetailHeader
        eyebrow={<SavedMark savedAt={form.savedAt} failed={form.failed} />}
        title={form.text('name') || (record === null ? t('form.newTitle') : t('list.noName'))}
        subtitle={
          checks.blocking.length > 0 ? `${t('form.missing', { count: checks.blocking.length })} · ${t('form.safe')}` : t('form.ready')
        }
        actions={
          <>
            <ActionMenu
              label={t('detail.more')}
              actions={[{ label: t('form.discard'), icon: IconTrash, danger: true, onSelect: () => void discard() }]}
            />
            <Button hint="Esc" onClick={close} title={t('form.closeHint')}>
              {t('form.close')}
            </Button>
            <Button variant="filled" icon={IconDeviceFloppy} onClick={() => void save()}>
              {t('form.save')}
            </Button>
          </>
        }
      />
      <DetailBody>
        <div className={styles.sections}>
          {record && <DeletedNotice record={record} title={form.text('name')} />}
          {form.restored && form.savedAt !== null && (
            <Notice tone="info" title={t('common:saved.restored', { when: format.when(form.savedAt, Math.max(now, form.savedAt)) })} />
          )}
          <Basics {...part} id={id} />
          <Identifiers {...part} />
          <Contact {...part} />
          <Activity {...part} />
          <Texts {...part} record={record} />
        </div>
      </DetailBody>
    </RecordForm>
  );
};
