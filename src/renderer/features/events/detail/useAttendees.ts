import { useMemo } from 'react';
import type { RecordId } from '../../../../base/ids.ts';
import { type Attendance, attendanceOf, countRegistrations, type EventCounts } from '../../../../domain/registrations.ts';
import type { Row } from '../../../../replica/api.ts';
import { useAllOfEvent } from '../allOfEvent.ts';

/** The registrations of an event with who came, by registration id. */
export type Attendees = {
  readonly rows: readonly Row[];
  readonly attendance: ReadonlyMap<string, Attendance>;
  readonly counts: EventCounts;
};

/** Kept up to date as desks and received bundles bring registrations and scans; null until both are read. */
export const useAttendees = (event: RecordId): Attendees | null => {
  const rows = useAllOfEvent('registration', event).data;
  const scans = useAllOfEvent('scan', event).data;
  return useMemo(() => {
    if (!rows || !scans) return null;
    const attendance = attendanceOf(scans);
    return { rows, attendance, counts: countRegistrations(rows, attendance) };
  }, [rows, scans]);
};
