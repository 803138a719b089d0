import type { RecordId } from '../../../base/ids.ts';
import type { Row } from '../../../replica/api.ts';

/** What the desk shows a visitor. A registration is the row that was found or just made. */
export type Outcome =
  | { readonly kind: 'in'; readonly registration: Row }
  | {
      readonly kind: 'already';
      readonly registration: Row;
      readonly at: number | null;
      readonly station: string;
      readonly badgePrinted: boolean;
    }
  | { readonly kind: 'ask'; readonly matches: readonly Row[]; readonly typed: string }
  | { readonly kind: 'no'; readonly typed: string };

export type Stage =
  | { readonly at: 'prompt' }
  | { readonly at: 'walkIn'; readonly id: RecordId }
  | { readonly at: 'outcome'; readonly outcome: Outcome }
  | { readonly at: 'badge'; readonly registration: Row }
  | { readonly at: 'leaving' };

/**
 * The stage once an outcome is told. What somebody types meanwhile, a visitor's name or the PIN, is not covered by what was asked before:
 * only the form `from` which the outcome was asked for gives way.
 */
export const told = (stage: Stage, outcome: Outcome, from: RecordId | null): Stage => {
  const isTyped = stage.at === 'leaving' || (stage.at === 'walkIn' && stage.id !== from);
  return isTyped ? stage : { at: 'outcome', outcome };
};
