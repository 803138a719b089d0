import { err, ok, type Result } from '../../../../../base/result.ts';
import type { CodeReader } from './codeReader.ts';

/** `cameraBusy`: there is one, and it gives no picture, mostly because another program has it. */
export type CameraError = { readonly type: 'cameraNone' } | { readonly type: 'cameraRefused' } | { readonly type: 'cameraBusy' };

const errorNames: ReadonlyMap<string, CameraError['type']> = new Map([
  ['NotAllowedError', 'cameraRefused'],
  ['SecurityError', 'cameraRefused'],
  ['NotReadableError', 'cameraBusy'],
  ['AbortError', 'cameraBusy'],
]);

/** As many pixels as it has, within reason; the rear camera where there are two. */
const wanted: MediaStreamConstraints = {
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } },
  audio: false,
};

const openCamera = async (): Promise<Result<MediaStream, CameraError>> => {
  try {
    return ok(await navigator.mediaDevices.getUserMedia(wanted));
  } catch (error) {
    return err({ type: errorNames.get(error instanceof DOMException ? error.name : '') ?? 'cameraNone' });
  }
};

const pauseMs = 100;
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs));

/**
 * Shows in `video` what the camera sees until there is a QR code, whose text is answered; null once `signal` has ended it. The camera
 * is off whenever this has answered, and at once when the signal comes.
 */
export const watchCamera = async (
  video: HTMLVideoElement,
  find: CodeReader['find'],
  signal: AbortSignal,
): Promise<Result<string, CameraError> | null> => {
  const opened = await openCamera();
  if (!opened.ok) return opened;
  const tracks = opened.value.getTracks();
  const stop = (): void => {
    for (const track of tracks) track.stop();
  };
  signal.addEventListener('abort', stop);
  try {
    if (signal.aborted) return null;
    video.srcObject = opened.value;
    await video.play();
    while (!signal.aborted) {
      if (tracks.some(({ readyState }) => readyState === 'ended')) return err({ type: 'cameraBusy' });
      const text = await find(await createImageBitmap(video));
      if (text !== null) return ok(text);
      await pause();
    }
    return null;
  } catch (error) {
    if (signal.aborted) return null;
    if (error instanceof DOMException) return err({ type: 'cameraBusy' }); // It gives no picture.
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
    video.srcObject = null;
  }
};
