import { err, ok, type Result } from '../base/result.ts';
import { entriesOf, isBlank, partOf, textAt, translatedAt, type Values } from './values.ts';

/** One thing a visit still needs; `path` is where it belongs, `type` the text that says so. */
export type VisitGap = { readonly path: string; readonly type: 'host' | 'day' | 'summary' | 'measure' | 'followUp' };

export type FinaliseError = { readonly type: 'missingFields'; readonly gaps: readonly VisitGap[] } | { readonly type: 'alreadyFinal' };

/** What finalising a visit still needs, in the order of the form: host, day, summary in one language, a measure for every finding, one follow-up. */
export const gapsOfVisit = (visit: Values): readonly VisitGap[] => {
  const gaps: VisitGap[] = [];
  if (textAt(visit, 'host') === '') gaps.push({ path: 'host', type: 'host' });
  if (textAt(visit, 'day') === '') gaps.push({ path: 'day', type: 'day' });
  if (translatedAt(visit, 'summary', 'en') === '') gaps.push({ path: 'summary', type: 'summary' });
  for (const [key, finding] of entriesOf(visit, 'finding')) {
    if (!isBlank(finding) && partOf(finding, 'measure').trim() === '') gaps.push({ path: `finding/${key}`, type: 'measure' });
  }
  const agreed = entriesOf(visit, 'followUp').filter(([, followUp]) => partOf(followUp, 'what').trim() !== '');
  if (agreed.length === 0) gaps.push({ path: 'followUp', type: 'followUp' });
  return gaps;
};

/** The change that closes a visit; from then on edits are corrections with an author. `today` is YYYY-MM-DD in the visit's zone. */
export const finaliseVisit = (visit: Values, today: string): Result<Values, FinaliseError> => {
  if (textAt(visit, 'status') === 'final') return err({ type: 'alreadyFinal' });
  const gaps = gapsOfVisit(visit);
  return gaps.length > 0 ? err({ type: 'missingFields', gaps }) : ok({ status: 'final', finalisedOn: today });
};
