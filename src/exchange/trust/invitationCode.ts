import { fromBase32, toBase32 } from '../../base/base32.ts';

const mark = 'INTERREG-CLUSTER:';

/**
 * An invitation as a QR code carries it: deflated and in base32, which makes the code so much coarser that the camera of a laptop reads it
 * from the screen of another one. `text` is an invitation as it stands in a file.
 */
export const invitationCode = async (text: string): Promise<string> => {
  const deflated = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return mark + toBase32(new Uint8Array(await new Response(deflated).arrayBuffer()));
};

/** The text behind a code, or the text itself where it is none; null for a code that does not hold, or holds more than `mostBytes`. */
export const textOfCode = async (code: string, mostBytes: number): Promise<string | null> => {
  if (!code.startsWith(mark)) return code;
  const deflated = fromBase32(code.slice(mark.length).replaceAll(/\s/g, ''));
  return deflated && inflate(deflated, mostBytes);
};

const inflate = async (deflated: Uint8Array<ArrayBuffer>, mostBytes: number): Promise<string | null> => {
  const reader = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      if (length > mostBytes) return null;
      text += decoder.decode(part.value, { stream: true });
    }
    return text + decoder.decode();
  } catch {
    return null; // Bytes that are no deflated text.
  } finally {
    await reader.cancel().catch(() => undefined); // A reader that has failed has nothing left to give up.
  }
};
