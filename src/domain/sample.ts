import { founders, offices } from './sample/founders.ts';
import { hungarianOrganisations } from './sample/organisationsHungary.ts';
import { romanianOrganisations } from './sample/organisationsRomania.ts';
import type { NewRecord } from './values.ts';

/**
 * The sample set of the first start: the project itself, made-up organisations and plainly made-up people on both sides of the border.
 * `now` (UTC milliseconds) decides which of the events is about to take place; everything else is the same on every machine.
 */
export const sampleRecords = (_now: number): readonly NewRecord[] => [
  ...founders(),
  ...offices(),
  ...hungarianOrganisations(),
  ...romanianOrganisations(),
];
