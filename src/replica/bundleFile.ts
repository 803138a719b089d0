import { err, ok, type Result } from '../base/result.ts';
import type { PackedRecord } from '../crdt/types.ts';
import { type EncryptTo, encrypt } from '../exchange/envelope.ts';
import { type BundleHeader, bundleLimits, type SizeLimits } from '../exchange/format.ts';
import { createWebHash } from '../exchange/hash.ts';
import type { HeaderError } from '../exchange/headerCheck.ts';
import { writeBundle } from '../exchange/write.ts';
import { createPacer } from './pause.ts';
import type { Session } from './session.ts';
import { signerOf } from './trust.ts';

/** Whom a file is encrypted to; null for a plain one. */
export type Seal = EncryptTo | null;

async function* watched(
  session: Session,
  records: readonly PackedRecord[],
  signal: AbortSignal,
): AsyncGenerator<PackedRecord, void, undefined> {
  const pacer = createPacer(20);
  let done = 0;
  for (const record of records) {
    if (signal.aborted) throw new DOMException('The export was stopped.', 'AbortError');
    yield record;
    done += 1;
    if (done % 256 === 0) await pacer();
    if (done % 4096 === 0) session.emit({ kind: 'progress', job: 'export', done, total: records.length });
  }
}

type Written = { readonly file: Blob; readonly sha256: string };
/** What readers take. */
export type Sizes = Pick<SizeLimits, 'packedBytes' | 'unpackedBytes'>;

/** The packed and signed file. One that no reader would take is given up, as photos make it after years of many visits. */
export const writeFile = async (
  session: Session,
  header: BundleHeader,
  records: readonly PackedRecord[],
  seal: Seal,
  { signal, sizes }: { readonly signal: AbortSignal; readonly sizes: Sizes },
): Promise<Result<Written, HeaderError | { readonly type: 'cancelled' }>> => {
  const sign = signerOf(session);
  let sha256 = '';
  let [plain, packed] = [bundleLimits.footerBytes, 0];
  const createHash: typeof createWebHash = () => {
    const hash = createWebHash();
    return {
      update: (bytes) => {
        plain += bytes.byteLength;
        hash.update(bytes);
      },
      digest: async () => {
        sha256 = await hash.digest();
        return sha256;
      },
    };
  };
  const parts: Blob[] = [];
  try {
    const written = writeBundle({ header, records: watched(session, records, signal), createHash, gzip: true, ...(sign && { sign }) });
    for await (const part of seal === null ? written : encrypt(written, seal)) {
      packed += part.byteLength;
      if (plain > sizes.unpackedBytes || packed > sizes.packedBytes) return err({ type: 'headerTooLarge' });
      parts.push(new Blob([part]));
    }
  } catch (error) {
    if (signal.aborted) return err({ type: 'cancelled' });
    throw error;
  }
  return ok({ file: new Blob(parts, { type: seal === null ? 'application/gzip' : 'application/octet-stream' }), sha256 });
};
