import type { RecordId } from '../../../base/ids.ts';
import type { Result } from '../../../base/result.ts';
import { err, ok } from '../../../base/result.ts';
import type { Attendance } from '../../../domain/registrations.ts';
import { textAt } from '../../../domain/values.ts';
import type { CommitError, RecordChange, ReplicaApi } from '../../../replica/api.ts';
import { newRecordId } from '../../replica/context.ts';
import { attendanceAtDesk, type Visitor } from './findVisitor.ts';

export type Place = { readonly event: RecordId; readonly station: string };

export type CheckIn =
  | { readonly kind: 'in'; readonly visitor: Visitor }
  | { readonly kind: 'already'; readonly visitor: Visitor; readonly attendance: Attendance }
  | { readonly kind: 'cancelled'; readonly visitor: Visitor };

/** The arrival as a fact of its own: it is added and never changed. */
export const scanOf = ({ event, station }: Place, registration: RecordId, at: number): RecordChange => ({
  kind: 'set',
  type: 'scan',
  id: newRecordId(),
  set: { event, registration, kind: 'in', at, ...(station.trim() === '' ? {} : { station: station.trim() }) },
  shown: {},
});

/** Checks somebody in, once: who is here already is told so and counted no second time. */
export const checkIn = async (replica: ReplicaApi, place: Place, visitor: Visitor): Promise<Result<CheckIn, CommitError>> => {
  const { row } = visitor;
  if (textAt(row.values, 'status') === 'cancelled') return ok({ kind: 'cancelled', visitor });
  const attendance = await attendanceAtDesk(replica, row.id);
  if (attendance?.present) return ok({ kind: 'already', visitor, attendance });
  const result = await replica.commit([scanOf(place, row.id, Date.now())]);
  return result.ok ? ok({ kind: 'in', visitor }) : err(result.error);
};
