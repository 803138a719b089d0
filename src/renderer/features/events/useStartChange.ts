import { useRef } from 'react';
import type { DraftForm } from '../../replica/draft.ts';
import { instantAt } from './eventTimes.ts';

/** Writes the start of an event or a session, also one that was cleared and is typed anew: an end that was left alone keeps its distance. */
export const useStartChange = (form: DraftForm): ((next: number | null) => void) => {
  const [start, end] = [instantAt(form.values, 'start'), instantAt(form.values, 'end')];
  const before = useRef({ start, end });
  if (start !== null) before.current = { start, end };
  return (next) => {
    form.set('start', next);
    const { start: from, end: until } = before.current;
    if (next !== null && from !== null && until !== null && until === end) form.set('end', until + (next - from));
  };
};
