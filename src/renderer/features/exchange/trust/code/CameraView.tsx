import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../../../../base/result.ts';
import styles from './CameraView.module.css';
import { type CameraError, watchCamera } from './camera.ts';
import type { CodeReader } from './codeReader.ts';

export type CameraViewProps = {
  readonly find: CodeReader['find'];
  /** The text of the code that was seen, why there is no picture, or null where the window was hidden; the camera is off. */
  readonly onEnd: (result: Result<string, CameraError> | null) => void;
};

/** What the camera sees, as in a mirror, from when this is shown until it goes. */
export const CameraView = ({ find, onEnd }: CameraViewProps) => {
  const { t } = useTranslation('exchange');
  const video = useRef<HTMLVideoElement>(null);
  const ended = useRef(onEnd);
  useEffect(() => {
    ended.current = onEnd;
  });
  useEffect(() => {
    if (!video.current) return;
    const ending = new AbortController();
    const hide = (): void => {
      if (!document.hidden) return;
      ending.abort();
      ended.current(null);
    };
    document.addEventListener('visibilitychange', hide);
    void watchCamera(video.current, find, ending.signal).then((result) => {
      if (!ending.signal.aborted) ended.current(result);
    });
    return () => {
      document.removeEventListener('visibilitychange', hide);
      ending.abort();
    };
  }, [find]);
  return (
    <figure className={styles.figure}>
      <video ref={video} className={styles.video} aria-label={t('trust.readView')} muted playsInline />
      <figcaption className={styles.hint}>{t('trust.readAim')}</figcaption>
    </figure>
  );
};
