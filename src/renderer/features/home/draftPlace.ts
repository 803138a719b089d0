import type { RecordId } from '../../../base/ids.ts';
import { isRecordId } from '../../../base/ids.ts';
import type { RecordType } from '../../../domain/recordTypes.ts';
import { textAt, type Values } from '../../../domain/values.ts';
import { hrefTo, type RoomName } from '../../state/route.ts';

const roomOf: Readonly<Partial<Record<RecordType, RoomName>>> = {
  organisation: 'directory',
  person: 'directory',
  event: 'events',
  session: 'events',
  registration: 'events',
  visit: 'visits',
  practice: 'practices',
  offer: 'cooperation',
  cooperation: 'cooperation',
  study: 'studies',
};

/** Where the form of a draft is: a room of its own, or within the record it belongs to. `values` are those of the record with the draft over them. */
export const draftPlace = (type: RecordType, id: RecordId, values: Values): string => {
  const [event, organisation] = [textAt(values, 'event'), textAt(values, 'organisation')];
  if (type === 'session' && isRecordId(event)) return hrefTo('events', event, 'sessions', id);
  if (type === 'registration' && isRecordId(event)) return hrefTo('events', event, 'registrations', id);
  if (type === 'person' && isRecordId(organisation)) return hrefTo('directory', organisation, 'people');
  return hrefTo(roomOf[type] ?? 'home', id, 'edit');
};
