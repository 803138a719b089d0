import { useQuery } from '@tanstack/react-query';
import type { RecordId } from '../../../base/ids.ts';
import type { RecordType } from '../../../domain/recordTypes.ts';
import { type Attendance, attendanceOf, countRegistrations, type EventCounts, type Identified } from '../../../domain/registrations.ts';
import type { ReplicaApi, Row } from '../../../replica/api.ts';
import { useReplica } from '../../replica/context.ts';
import { recordKey } from '../../replica/events.ts';

const pageSize = 500;

/** Every row of a type that belongs to an event, page by page. */
const allOf = async (replica: ReplicaApi, type: RecordType, event: RecordId): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const page = await replica.list({ type, where: [{ path: 'event', is: event }], locale: 'en', offset, limit: pageSize });
    rows.push(...page.rows);
    if (rows.length >= page.total || page.rows.length === 0) return rows;
  }
};

/** How many are expected at an event and have arrived, kept up to date as this desk and received bundles bring scans; undefined until known. */
export const useCountsOfEvent = (event: RecordId): EventCounts | undefined => {
  const replica = useReplica();
  const scans = useQuery({ queryKey: [...recordKey('scan'), 'of', event], queryFn: () => allOf(replica, 'scan', event) });
  const registrations = useQuery({
    queryKey: [...recordKey('registration'), 'of', event],
    queryFn: () => allOf(replica, 'registration', event),
  });
  return scans.data && registrations.data && countRegistrations(registrations.data, attendanceOf(scans.data));
};

/** The attendance of one registration, asked for at the moment of its scan: nobody is counted twice because a list was old. */
export const attendanceNow = async (replica: ReplicaApi, registration: RecordId): Promise<Attendance | undefined> => {
  const page = await replica.list({
    type: 'scan',
    where: [{ path: 'registration', is: registration }],
    locale: 'en',
    offset: 0,
    limit: pageSize,
  });
  const scans: readonly Identified[] = page.rows;
  return attendanceOf(scans).get(registration);
};
