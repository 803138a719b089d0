import type { RecordId } from '../../base/ids.ts';
import type { RecordType } from '../../domain/recordTypes.ts';
import { useRecord } from '../replica/queries.ts';
import { DeletedNotice } from './DeletedNotice.tsx';
import { Rivals } from './Rivals.tsx';

/** What is to be decided about a record that has no page of its own, and that it is deleted; nothing for a new one. */
export const OpenQuestions = ({ type, id, title }: { readonly type: RecordType; readonly id: RecordId; readonly title: string }) => {
  const record = useRecord(type, id).data;
  if (!record) return null;
  return record.deleted ? <DeletedNotice record={record} title={title} /> : <Rivals record={record} unkeyed />;
};
