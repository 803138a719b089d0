import type { EventStatus, RegistrationStatus } from '../../../domain/recordTypes.ts';
import type { State } from '../../ui/Badge.tsx';

export const stateOfEvent: Readonly<Record<EventStatus, State>> = {
  draft: 'draft',
  planned: 'planned',
  held: 'done',
  postponed: 'waiting',
  cancelled: 'cancelled',
};

export const stateOfRegistration: Readonly<Record<RegistrationStatus, State>> = {
  registered: 'planned',
  confirmed: 'done',
  waiting: 'waiting',
  cancelled: 'cancelled',
};
