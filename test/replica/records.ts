import type { RecordId } from '../../src/base/ids.ts';

/** The id of the n-th test record. */
export const recordId = (n: number): RecordId => `01999999-0000-7000-8000-${String(n).padStart(12, '0')}` as RecordId; // It has the pattern of one.
