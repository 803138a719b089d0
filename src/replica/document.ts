import type { PackedRecord } from '../crdt/types.ts';
import type { BundleHeader, Bytes } from '../exchange/format.ts';

/** A bundle document of the own journal: it was checked or made here, so it is parsed at once and without limits. */
export type JournalDocument = { readonly header: BundleHeader; readonly records: readonly PackedRecord[]; readonly sha256: string };

const isDocument = (
  value: unknown,
): value is { readonly header: BundleHeader; readonly records: readonly PackedRecord[]; readonly footer: { readonly sha256: string } } =>
  typeof value === 'object' &&
  value !== null &&
  'header' in value &&
  typeof value.header === 'object' &&
  'records' in value &&
  Array.isArray(value.records) &&
  'footer' in value &&
  typeof value.footer === 'object' &&
  value.footer !== null &&
  'sha256' in value.footer &&
  typeof value.footer.sha256 === 'string';

/** Throws where the bytes are not a bundle document. */
export const readDocument = (bytes: Bytes): JournalDocument => {
  const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  if (!isDocument(value)) throw new Error('A journal entry is not a bundle.');
  return { header: value.header, records: value.records, sha256: value.footer.sha256 };
};
