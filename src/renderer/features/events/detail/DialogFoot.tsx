import { useTranslation } from 'react-i18next';
import type { DraftForm } from '../../../replica/draft.ts';
import { Button } from '../../../ui/Button.tsx';
import { DialogEnd } from '../../../ui/DialogEnd.tsx';
import { SavedMark } from '../../../ui/SavedMark.tsx';

export type DialogFootProps = {
  readonly form: DraftForm;
  /** What ends the record: deleting or cancelling it. */
  readonly more: readonly { readonly label: string; readonly onSelect: () => void }[];
  readonly onDiscard: () => void;
  readonly onSave: () => void;
};

/** The end of a dialog's form: that it is kept, what is done rarely, giving up, saving. */
export const DialogFoot = ({ form, more, onDiscard, onSave }: DialogFootProps) => {
  const { t } = useTranslation(['events', 'common']);
  return (
    <DialogEnd>
      <SavedMark savedAt={form.savedAt} failed={form.failed} />
      {more.map(({ label, onSelect }) => (
        <Button key={label} variant="danger" onClick={onSelect}>
          {label}
        </Button>
      ))}
      <Button onClick={onDiscard}>{t('form.discard')}</Button>
      <Button variant="filled" onClick={onSave}>
        {t('common:action.save')}
      </Button>
    </DialogEnd>
  );
};
