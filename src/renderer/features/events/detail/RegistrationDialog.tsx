import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { createBadgeCode } from '../../../../domain/badges.ts';
import { textAt, type Values } from '../../../../domain/values.ts';
import type { Identity, RecordView, Row } from '../../../../replica/api.ts';
import { EraseDialog } from '../../../records/erasing/EraseDialog.tsx';
import { EraseWay } from '../../../records/erasing/EraseWay.tsx';
import { useSamePerson } from '../../../records/survivors.ts';
import { useCommit } from '../../../replica/commit.ts';
import { useIdentity } from '../../../replica/context.ts';
import { type DraftForm, useDraftForm } from '../../../replica/draft.ts';
import { FieldColumns } from '../../../ui/FormSection.tsx';
import { focusFirstFault } from '../../../ui/focus.ts';
import { Notice } from '../../../ui/Notice.tsx';
import { zoneOf } from '../eventTimes.ts';
import { ArrivalLine } from './ArrivalLine.tsx';
import { nameOf } from './attendeeNames.ts';
import { RecordDialog } from './RecordDialog.tsx';
import { BadgeLine, ChoiceField, NameFields, OrganisationFields, PhotoFields } from './RegistrationFields.tsx';

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
  const [isErasing, setIsErasing] = useState(false);
  const { tried, save, discard, cancel, remove } = useSteps(form, props, isNamed);
  const ways = [
    { label: t('registration.delete'), onSelect: () => void remove() },
    ...(form.text('status') === 'cancelled' ? [] : [{ label: t('registration.cancel'), onSelect: () => void cancel() }]),
  ];
  if (isErasing)
    return (
      <EraseDialog
        type="registration"
        id={id}
        name={nameOf(row?.values ?? {})}
        onErased={() => void discard()}
        onCancel={() => setIsErasing(false)}
      />
    );
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
      <ArrivalLine id={id} name={nameOf(form.values)} zone={zoneOf(event.values)} />
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
      {row && <EraseWay onErase={() => setIsErasing(true)} />}
    </RecordDialog>
  );
};
