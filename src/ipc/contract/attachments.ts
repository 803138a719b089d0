import { z } from 'zod';
import { type AttachmentError, bytes, call, type DiskError, sha256 } from './call.ts';

/** Photos and documents: the host keeps their bytes, the records name them by hash. */

/** A record, by its id, and a file that it refers to. */
export type AttachmentUse = z.infer<typeof use>;
const use = z.strictObject({ sha256, of: z.string().min(1).max(64) });

export const attachmentCalls = {
  /** Keeps a file under the SHA-256 of its bytes. JPEG, PNG, WebP and PDF, recognised by their bytes. */
  putAttachment: call<null, AttachmentError>()(z.strictObject({ sha256, file: bytes })),
  getAttachment: call<Uint8Array<ArrayBuffer>, AttachmentError>()(z.strictObject({ sha256 })),
  /** Tells which records refer to which files, and answers those of the files that lie here. A file goes when all its records are erased. */
  noteAttachments: call<readonly string[], DiskError>()(z.strictObject({ uses: z.array(use).max(500_000) })),
} as const;
