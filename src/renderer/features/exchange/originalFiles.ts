import { cleanImage, maxPhotoBytes } from '../../../base/images/image.ts';
import { readTarHeader, tarBlockBytes, tarEnd, tarHeader, tarPadding } from '../../../base/tar.ts';
import type { Desktop } from '../../../ipc/contract.ts';
import type { OriginalRef } from '../../../replica/api.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

export type Steps = { readonly signal: AbortSignal; readonly onStep: (done: number) => void };

/** The archive, and how many of the originals are in it. */
export type PackedOriginals = { readonly file: Blob; readonly packed: number };

/**
 * One file for a stick that every system can open: a tar archive, uncompressed because photos are, with each original under its hash.
 * What cannot be read is left out. Null when it was stopped.
 */
export const packOriginals = async (
  desktop: Desktop,
  refs: readonly OriginalRef[],
  now: number,
  { signal, onStep }: Steps,
): Promise<PackedOriginals | null> => {
  const parts: Blob[] = [];
  for (const [at, { sha256, mime }] of refs.entries()) {
    if (signal.aborted) return null;
    const file = await desktop.getAttachment({ sha256 });
    const bytes = file.ok ? file.value.length : 0;
    const name = `${sha256}.${endings[mime] ?? 'bin'}`;
    if (file.ok) parts.push(new Blob([tarHeader({ name, bytes }, Math.floor(now / 1000)), file.value, tarPadding(bytes)]));
    onStep(at + 1);
  }
  return { file: new Blob([...parts, tarEnd], { type: 'application/x-tar' }), packed: parts.length };
};

/** A file with the name that it has in the archive; '' for one that lies by itself. */
type Packed = { readonly name: string; readonly file: Blob };

/** The files in an archive, or the file itself where it is none; what is too large is passed over. Answers whether the archive was whole. */
async function* unpackOriginals(file: Blob): AsyncGenerator<Packed, boolean, undefined> {
  const headerAt = async (at: number) => readTarHeader(new Uint8Array(await file.slice(at, at + tarBlockBytes).arrayBuffer()));
  let at = 0;
  let header = await headerAt(at);
  if (header === null || header === 'end') {
    if (file.size <= maxPhotoBytes) yield { name: '', file };
    return true;
  }
  while (header !== null && header !== 'end') {
    const { name, bytes } = header;
    const from = at + tarBlockBytes;
    if (from + bytes > file.size) return false;
    if (name !== '' && bytes <= maxPhotoBytes) yield { name, file: file.slice(from, from + bytes) };
    at = from + bytes + tarPadding(bytes).length;
    header = await headerAt(at);
  }
  return header === 'end';
}

const sha256Of = async (bytes: Bytes): Promise<string> =>
  Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The file as it is, and as it would have been kept: whoever brings the camera's own file brings the original too. */
const candidatesOf = (bytes: Bytes): readonly Bytes[] => {
  const cleaned = [false, true].flatMap((keepPosition) => {
    const image = cleanImage(bytes, { keepPosition });
    return image.ok ? [image.value.bytes] : [];
  });
  return [bytes, ...cleaned];
};

/**
 * How many files were kept, were here already, belong to nothing here, are named after an original but are not it, or were refused by the
 * desktop; and of those that were given, how many could not be read to their end, as when the stick is taken out or was taken out too early.
 */
export type AddedOriginals = {
  readonly added: number;
  readonly known: number;
  readonly strange: number;
  readonly damaged: number;
  readonly refused: number;
  readonly unread: number;
};

/** Keeps of the files those that records here name, found by hash; their names only tell what a damaged one had been. */
export const addOriginals = async (
  desktop: Desktop,
  files: readonly Blob[],
  wanted: ReadonlySet<string>,
  held: ReadonlySet<string>,
  { signal, onStep }: Steps,
): Promise<AddedOriginals> => {
  const have = new Set(held);
  const counts = { added: 0, known: 0, strange: 0, damaged: 0, refused: 0, unread: 0 };
  const addOne = async (name: string, bytes: Bytes): Promise<keyof AddedOriginals> => {
    for (const file of candidatesOf(bytes)) {
      const sha256 = await sha256Of(file);
      if (!wanted.has(sha256)) continue;
      if (have.has(sha256)) return 'known';
      if (!(await desktop.putAttachment({ sha256, file })).ok) return 'refused';
      have.add(sha256);
      return 'added';
    }
    const named = name.slice(0, 64);
    if (have.has(named)) return 'known';
    return wanted.has(named) ? 'damaged' : 'strange';
  };
  let done = 0;
  const addAll = async (file: Blob): Promise<void> => {
    const packed = unpackOriginals(file);
    for (let next = await packed.next(); ; next = await packed.next()) {
      if (signal.aborted) return;
      if (next.done) {
        counts.unread += next.value ? 0 : 1;
        return;
      }
      counts[await addOne(next.value.name, new Uint8Array(await next.value.file.arrayBuffer()))] += 1;
      done += 1;
      onStep(done);
    }
  };
  for (const file of files) {
    await addAll(file).catch((error: unknown) => {
      if (!(error instanceof DOMException)) throw error;
      counts.unread += 1;
    });
  }
  return counts;
};
