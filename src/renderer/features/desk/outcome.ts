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
