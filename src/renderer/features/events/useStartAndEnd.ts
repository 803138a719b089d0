import { useRef } from 'react';
import { own } from '../../../base/json.ts';
import type { DraftForm } from '../../replica/draft.ts';
import { instantAt } from './eventTimes.ts';

type Change = (next: number | null) => void;

/**
 * Writes start and end of an event or a session. Until somebody has changed the end in this form, it keeps its distance to the start, also to
 * one that was cleared and is typed anew; of a draft that is taken up again, nobody knows who wrote its end.
 */
export const useStartAndEnd = (form: DraftForm): { readonly changeStart: Change; readonly changeEnd: Change } => {
  const [start, end] = [instantAt(form.values, 'start'), instantAt(form.values, 'end')];
  const isEndTyped = useRef(form.restored && own(form.changes, 'end') !== undefined);
  const before = useRef({ start, end });
  if (start !== null) before.current = { start, end };
  const changeStart = (next: number | null): void => {
    form.set('start', next);
    const { start: from, end: until } = before.current;
    if (isEndTyped.current || next === null || from === null || until === null || until !== end) return;
    form.set('end', until + (next - from));
  };
  const changeEnd = (next: number | null): void => {
    if (next !== end) isEndTyped.current = true;
    form.set('end', next);
  };
  return { changeStart, changeEnd };
};
