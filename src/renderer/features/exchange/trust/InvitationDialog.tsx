import { IconCamera, IconCameraOff, IconFolderOpen } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../../base/result.ts';
import type { Invitation } from '../../../../replica/api.ts';
import { describeFailure } from '../../../i18n/failure.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Confirm.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useLasting } from '../useLasting.ts';
import { CameraView } from './code/CameraView.tsx';
import styles from './Trust.module.css';
import { useInvitationReader } from './useInvitationReader.ts';

export type InvitationDialogProps = { readonly onRead: (invitation: Invitation) => void; readonly onClose: () => void };

const FailureWords = ({ failure }: { readonly failure: Failure }) => {
  const { title, text } = describeFailure(failure);
  return (
    <Notice tone={failure.type === 'invitationKnown' ? 'info' : 'warning'} title={title}>
      {text}
    </Notice>
  );
};

/** What takes longer than a moment says so. */
const Reading = () => {
  const { t } = useTranslation('exchange');
  return useLasting(300) && <p role="status">{t('trust.reading')}</p>;
};

/** Takes an invitation by camera, from a file or picture, or pasted, and hands it on; whether to believe it is asked elsewhere. */
export const InvitationDialog = ({ onRead, onClose }: InvitationDialogProps) => {
  const { t } = useTranslation('exchange');
  const input = useRef<HTMLInputElement>(null);
  const [isWatching, watch] = useState(false);
  const { failure, fail, isReading, find, takeFile, takeText } = useInvitationReader(onRead);
  const takePasted = ({ files, text }: { readonly files: FileList; readonly text: string }): void => {
    watch(false);
    const [file] = files;
    if (file) takeFile(file);
    else if (text) takeText(text);
  };
  const taken = useRef(takePasted);
  useEffect(() => {
    taken.current = takePasted;
  });
  useEffect(() => {
    const paste = ({ clipboardData }: ClipboardEvent): void => {
      if (clipboardData) taken.current({ files: clipboardData.files, text: clipboardData.getData('text/plain') });
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
  return (
    <Dialog opened wide title={t('trust.inviteRead')} onClose={onClose}>
      <p>{t('trust.readText')}</p>
      {isWatching && (
        <CameraView
          find={find}
          onEnd={(result) => {
            watch(false);
            if (result?.ok) takeText(result.value);
            else if (result) fail(result.error);
          }}
        />
      )}
      <div className={styles.ways}>
        <Button
          icon={isWatching ? IconCameraOff : IconCamera}
          variant={isWatching ? 'outline' : 'filled'}
          onClick={() => {
            fail(null);
            watch(!isWatching);
          }}
        >
          {isWatching ? t('trust.readStop') : t('trust.readCamera')}
        </Button>
        <Button icon={IconFolderOpen} onClick={() => input.current?.click()}>
          {t('trust.readFile')}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        accept=".json,application/json,image/jpeg,image/png,image/webp"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('trust.readFile')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          watch(false);
          if (file) takeFile(file);
        }}
      />
      {isReading && <Reading />}
      {failure && <FailureWords failure={failure} />}
      <p className={styles.hint}>{t('trust.readPaste')}</p>
    </Dialog>
  );
};
