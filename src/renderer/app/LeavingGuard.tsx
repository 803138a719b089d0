import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leaving } from '../../ipc/methods.ts';
import { useSession } from '../replica/context.ts';
import { useStatus } from '../replica/events.ts';
import { Confirm } from '../ui/Confirm.tsx';
import { keepUncopiedNote } from './uncopiedNote.ts';

/** Remembers in this window that the safety copy lacks something, for the case that the store is lost before it gets it. */
const useUncopiedNote = (): void => {
  const status = useStatus();
  useEffect(() => {
    if (status) keepUncopiedNote(status);
  }, [status]);
};

/**
 * Keeps the window from being closed unasked while the safety copy lacks something, and says why. A browser asks in its own words whether to
 * leave; Electron asks nothing and stays open, so it is asked here.
 */
export const LeavingGuard = () => {
  const { t } = useTranslation();
  const { greeting } = useSession();
  const status = useStatus();
  const [isAsked, setAsked] = useState(false);
  const isSure = useRef(false);
  const isBehind = (status?.uncopiedSince ?? null) !== null;
  useUncopiedNote();
  useEffect(() => {
    if (!isBehind) return undefined;
    const ask = (event: BeforeUnloadEvent): void => {
      if (isSure.current) return;
      event.preventDefault();
      setAsked(true);
    };
    const beSure = (): void => {
      isSure.current = true;
    };
    window.addEventListener('beforeunload', ask);
    window.addEventListener(leaving, beSure);
    return () => {
      window.removeEventListener('beforeunload', ask);
      window.removeEventListener(leaving, beSure);
    };
  }, [isBehind]);
  const stay = (): void => setAsked(false);
  const leave = (): void => {
    isSure.current = true;
    window.close();
  };
  const isQuestion = isBehind && greeting.shell === 'electron';
  return (
    <Confirm
      opened={isAsked}
      title={t(isBehind ? 'leaving.behind' : 'leaving.done')}
      confirm={t(isQuestion ? 'leaving.anyway' : 'leaving.understood')}
      danger={isQuestion}
      isQuestion={isQuestion}
      onConfirm={isQuestion ? leave : stay}
      onCancel={stay}
    >
      <p role="status">
        {t(!isBehind ? 'leaving.doneText' : status?.safetyCopyFailing ? 'status.explainCopyFailing' : 'leaving.behindText')}
      </p>
    </Confirm>
  );
};
