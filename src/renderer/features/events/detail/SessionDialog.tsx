import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { titleOf } from '../../../../domain/titles.ts';
import { validate } from '../../../../domain/validation.ts';
import { textAt } from '../../../../domain/values.ts';
import type { RecordView, Row } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { languages } from '../../../i18n/languages.ts';
import { DayTime } from '../../../records/fields/DayTime.tsx';
import { useCommit } from '../../../replica/commit.ts';
import { type DraftForm, useDraftForm } from '../../../replica/draft.ts';
import { TextField } from '../../../ui/FormField.tsx';
import { FieldColumns } from '../../../ui/FormSection.tsx';
import { focusFirstFault, holdsUnread } from '../../../ui/focus.ts';
import { TrilingualField } from '../../../ui/TrilingualText.tsx';
import { instantAt, zoneOf } from '../eventTimes.ts';
import { useStartAndEnd } from '../useStartAndEnd.ts';
import { RecordDialog } from './RecordDialog.tsx';

export type SessionDialogProps = {
  readonly id: RecordId;
  /** As it was opened, null for a new one. */
  readonly row: RecordView | null;
  readonly event: RecordView;
  readonly onClose: () => void;
};

const Times = ({ form, zone, warning }: { readonly form: DraftForm; readonly zone: string; readonly warning: string | undefined }) => {
  const { t } = useTranslation('events');
  const [start, end] = [instantAt(form.values, 'start'), instantAt(form.values, 'end')];
  const { changeStart, changeEnd } = useStartAndEnd(form);
  const shared = { zone, onBlur: form.flush };
  return (
    <>
      <FieldColumns>
        <DayTime
          {...shared}
          dayLabel={t('session.day')}
          clockLabel={t('session.from')}
          value={start}
          usualClock="09:00"
          onChange={changeStart}
        />
      </FieldColumns>
      <FieldColumns>
        <DayTime
          {...shared}
          dayLabel={t('form.endDay')}
          clockLabel={t('session.until')}
          value={end}
          usualClock="10:00"
          onChange={changeEnd}
          warning={warning}
          after={start}
        />
      </FieldColumns>
    </>
  );
};

/** A session of the event, on the clock of the venue. What is typed stays as a draft until it is saved or given up. */
export const SessionDialog = ({ id, row: opened, event, onClose }: SessionDialogProps) => {
  const [row] = useState(opened); // A decision in this form may delete it; it is no new one then.
  const { t } = useTranslation(['events', 'domain', 'common']);
  const { language } = useFormat();
  const labels = useLabels();
  const commit = useCommit();
  const start = instantAt(event.values, 'start');
  const hour = 3_600_000;
  const form = useDraftForm('session', id, row, { event: event.id, ...(start === null ? {} : { start, end: start + hour }) });
  const [tried, setTried] = useState(false);
  const { errors, warnings } = validate('session', form.values);
  const title = titleOf('session', form.values, language);
  const save = async (): Promise<void> => {
    setTried(true);
    if (holdsUnread() || errors.length > 0) return focusFirstFault();
    if (await form.submit((t, locale) => t('events:session.saved', { title: titleOf('session', form.values, locale) }))) onClose();
  };
  const discard = async (): Promise<void> => {
    await form.discard();
    onClose();
  };
  const remove = async (shown: Row): Promise<void> => {
    if (
      !(await commit([{ kind: 'delete', type: 'session', id, shown: shown.seen }], (t, locale) =>
        t('events:session.deleted', { title: titleOf('session', shown.values, locale) }),
      ))
    )
      return;
    onClose();
    await form.discard();
  };
  const text = (name: 'speaker' | 'room') => (
    <TextField
      label={labels.name('session', name)}
      value={form.text(name)}
      onChange={(value) => form.set(name, value)}
      onBlur={form.flush}
    />
  );
  return (
    <RecordDialog
      type="session"
      id={id}
      name={title}
      title={row ? t('session.edit') : t('session.new')}
      form={form}
      more={row ? [{ label: t('session.delete'), onSelect: () => void remove(opened ?? row) }] : []}
      onDiscard={() => void discard()}
      onSave={() => void save()}
      onClose={onClose}
    >
      <TrilingualField
        label={labels.name('session', 'title')}
        texts={Object.fromEntries(languages.map((each) => [each, textAt(form.values, `title.${each}`)]))}
        singleLine
        onChange={(each, value) => form.set(`title.${each}`, value)}
        onBlur={form.flush}
        hint={labels.required('session', 'title')}
        error={tried && errors.some((error) => error.path === 'title') ? t('domain:validation.required') : undefined}
      />
      <Times form={form} zone={zoneOf(event.values)} warning={warnings.length > 0 ? t('domain:validation.endBeforeStart') : undefined} />
      <FieldColumns>
        {text('speaker')}
        {text('room')}
      </FieldColumns>
    </RecordDialog>
  );
};
