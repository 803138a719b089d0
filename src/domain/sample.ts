import { cooperationRecords } from './sample/cooperation.ts';
import { eventRecords } from './sample/events.ts';
import { founders, offices } from './sample/founders.ts';
import { hungarianOrganisations } from './sample/organisationsHungary.ts';
import { romanianOrganisations } from './sample/organisationsRomania.ts';
import { people } from './sample/people.ts';
import { programme } from './sample/programme.ts';
import { registrationRecords } from './sample/registrations.ts';
import { studyRecords } from './sample/studies.ts';
import { visitRecords } from './sample/visits.ts';
import type { NewRecord } from './values.ts';

/**
 * The sample set of the first start: the project itself, made-up organisations and plainly made-up people on both sides of the border.
 * `now` (UTC milliseconds) decides which of the events is about to take place; everything else is the same on every machine.
 */
export const sampleRecords = (now: number): readonly NewRecord[] => {
  const events = programme(now);
  return [
    ...founders(),
    ...offices(),
    ...hungarianOrganisations(),
    ...romanianOrganisations(),
    ...people(),
    ...eventRecords(events, now),
    ...registrationRecords(events, now),
    ...visitRecords(now),
    ...cooperationRecords(),
    ...studyRecords(),
  ];
};
