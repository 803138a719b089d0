import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import styles from './Confirm.module.css';
import { focusFirstChoice, focusFirstField } from './focus.ts';
import { useFocusBack } from './focusBack.ts';

export type ConfirmProps = {
  readonly opened: boolean;
  readonly title: string;
  /** Why it waits for a yes, and the counts. */
  readonly children: ReactNode;
  /** Says what happens: "Apply 413 changes". */
  readonly confirm: string;
  readonly danger?: boolean;
  /** It cannot be undone. */
  readonly grave?: boolean;
  /** False where something is only told: then there is one button. */
  readonly isQuestion?: boolean;
  readonly note?: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
};

/** Only for what one key cannot undo, or what waits by rule. Focus begins on the harmless button. */
export const Confirm = ({
  opened,
  title,
  children,
  confirm,
  danger = false,
  grave = false,
  isQuestion = true,
  note,
  onConfirm,
  onCancel,
}: ConfirmProps) => {
  const { t } = useTranslation();
  useFocusBack();
  return (
    <Modal
      opened={opened}
      onClose={onCancel}
      title={title}
      withCloseButton={false}
      classNames={{ title: styles.title ?? '', content: styles.content ?? '', header: styles.header ?? '' }}
    >
      <div className={styles.body}>{children}</div>
      <div ref={focusFirstChoice} className={styles.foot}>
        <span className={styles.note}>{note}</span>
        {isQuestion && (
          <Button data-autofocus onClick={onCancel}>
            {t('action.notNow')}
          </Button>
        )}
        <Button variant={grave ? 'grave' : danger ? 'danger' : 'filled'} onClick={onConfirm} data-autofocus={!isQuestion || undefined}>
          {confirm}
        </Button>
      </div>
    </Modal>
  );
};

/** A dialog with a title and any content, begun in its first field; Escape closes it. */
export const Dialog = ({
  opened,
  title,
  onClose,
  wide = false,
  children,
}: {
  readonly opened: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) => {
  const { t } = useTranslation();
  useFocusBack();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={wide ? 'lg' : 'md'}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      classNames={{ title: styles.title ?? '', content: styles.content ?? '', header: styles.header ?? '' }}
    >
      <div ref={focusFirstField}>{children}</div>
    </Modal>
  );
};
