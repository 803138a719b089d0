import { createByteReader } from '../../../../../base/images/bytes.ts';
import { cleanImage, kindOfImage, maxPhotoBytes } from '../../../../../base/images/image.ts';
import { err, ok, type Result } from '../../../../../base/result.ts';
import type { CodeReader } from './codeReader.ts';

/** `pictureUnreadable`: damaged, too large, or of a kind that is not drawn here. `codeNone`: a picture without a code that can be read. */
export type FileTextError = { readonly type: 'invitationNone' } | { readonly type: 'pictureUnreadable' } | { readonly type: 'codeNone' };

const decode = async (blob: Blob): Promise<ImageBitmap | null> => {
  try {
    return await createImageBitmap(blob);
  } catch {
    return null; // The browser gives one kind of rejection for everything it cannot draw.
  }
};

/** The text of a file, or of the QR code on it where its bytes are a picture's, whatever its name says. */
export const fileText = async (file: Blob, find: CodeReader['find']): Promise<Result<string, FileTextError>> => {
  if (file.size > maxPhotoBytes) return err({ type: 'invitationNone' });
  const read = await file.arrayBuffer().catch(() => null);
  if (!read) return err({ type: 'invitationNone' });
  const bytes = new Uint8Array(read);
  if (kindOfImage(createByteReader(bytes)) === 'other') return ok(new TextDecoder().decode(bytes));
  const image = cleanImage(bytes);
  const bitmap = image.ok ? await decode(new Blob([image.value.bytes], { type: image.value.mime })) : null;
  if (!bitmap) return err({ type: 'pictureUnreadable' });
  const text = await find(bitmap);
  return text === null ? err({ type: 'codeNone' }) : ok(text);
};
