import { isErased } from '../../crdt/pack.ts';
import type { PackedRecord } from '../../crdt/types.ts';
import { isRecordType } from '../../domain/recordTypes.ts';
import { eachSearchText } from '../../domain/searchText.ts';
import { titleOf } from '../../domain/titles.ts';
import type { SearchText } from './segmentBuilder.ts';

/** What a record of a known type is found by; null for erased ones and for types that a newer program wrote. */
export const searchTextOfRecord = (type: string, record: PackedRecord): SearchText | null => {
  if (!isRecordType(type) || isErased(record)) return null;
  const { f } = record;
  return { name: titleOf(type, f, 'en'), eachText: (take) => eachSearchText(type, f, take) };
};
