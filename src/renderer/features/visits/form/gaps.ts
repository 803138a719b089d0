import { entriesOf, type Values } from '../../../../domain/values.ts';
import { gapsOfVisit, type VisitGap } from '../../../../domain/visits.ts';
import type { SectionName } from './sections.ts';

/** One line of what is still missing: where it belongs, and which input answers it. */
export type Gap = {
  readonly what: VisitGap['type'];
  readonly section: SectionName;
  /** `name` of the input. */
  readonly field: string;
  /** Key and number of the finding it belongs to. */
  readonly finding: string | null;
  readonly number: number | null;
};

const sectionOf: Readonly<Record<VisitGap['type'], SectionName>> = {
  host: 'basics',
  day: 'basics',
  summary: 'saw',
  measure: 'findings',
  followUp: 'followUps',
};

/** What finalising still needs, with its place in the form. */
export const gapsOfForm = (visit: Values): readonly Gap[] => {
  const findings = entriesOf(visit, 'finding').map(([key]) => key);
  return gapsOfVisit(visit).map(({ path, type }) => {
    const finding = type === 'measure' ? path.slice('finding/'.length) : null;
    const number = finding === null ? null : findings.indexOf(finding) + 1;
    return { what: type, section: sectionOf[type], field: finding === null ? path : `${path}>${type}`, finding, number };
  });
};
