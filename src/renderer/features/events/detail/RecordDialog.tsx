import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { OpenQuestions } from '../../../records/OpenQuestions.tsx';
import type { DraftForm } from '../../../replica/draft.ts';
import { useRecord } from '../../../replica/queries.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Confirm.tsx';
import { DialogEnd } from '../../../ui/DialogEnd.tsx';
import { focusFirstField } from '../../../ui/focus.ts';
import { saveKeys, useKeys } from '../../../ui/keys.ts';
import styles from './Dialog.module.css';
import { DialogFoot, type DialogFootProps } from './DialogFoot.tsx';

export type RecordDialogProps = DialogFootProps & {
  readonly type: 'registration' | 'session';
  readonly id: RecordId;
  /** What the record is called, '' for a new one. */
  readonly name: string;
  /** What is done in the form. */
  readonly title: string;
  readonly form: DraftForm;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** The form of a record that has no page of its own. Of one that is deleted it says so instead, and brings it back; what was typed waits. */
export const RecordDialog = ({ type, id, name, title, form, onClose, children, ...foot }: RecordDialogProps) => {
  const { t } = useTranslation(['events', 'common']);
  const isGone = useRecord(type, id).data?.deleted ?? false;
  useKeys(saveKeys(t('common:action.save'), () => !isGone && foot.onSave()));
  return (
    <Dialog opened title={(isGone && name) || title} onClose={onClose} wide>
      {form.ready && (
        <div className={styles.form}>
          <OpenQuestions type={type} id={id} title={name} />
          {!isGone && (
            <div ref={focusFirstField} className={styles.form}>
              {children}
              <DialogFoot {...foot} form={form} />
            </div>
          )}
          {isGone && Object.keys(form.changes).length > 0 && (
            <DialogEnd>
              <p>{t('form.waits')}</p>
              <Button onClick={foot.onDiscard}>{t('form.discard')}</Button>
            </DialogEnd>
          )}
        </div>
      )}
    </Dialog>
  );
};
