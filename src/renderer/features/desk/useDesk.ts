import { useCallback, useRef, useState } from 'react';
import type { Failure } from '../../../base/result.ts';
import type { Language } from '../../i18n/languages.ts';
import { useReplica } from '../../replica/context.ts';
import { checkIn, type CheckIn, type Place } from './checkIn.ts';
import { useDeskSettings } from './deskSettings.ts';
import { findVisitor, type Visitor } from './findVisitor.ts';
import { play, type Sound } from './sounds.ts';

export type Result = CheckIn | { readonly kind: 'ask'; readonly visitors: readonly Visitor[] } | { readonly kind: 'unknown' };

export type View =
  | { readonly kind: 'prompt' }
  | { readonly kind: 'result'; readonly result: Result; readonly n: number }
  | { readonly kind: 'walkIn' }
  | { readonly kind: 'badge' }
  | { readonly kind: 'leave' };

/** Why the prompt still stands: too few letters, too many people, or a save that failed. */
export type Hint = { readonly kind: 'tooShort' | 'tooMany' } | { readonly kind: 'failed'; readonly failure: Failure };

export const soundOf = (result: Result): Sound => {
  if (result.kind === 'cancelled' || result.kind === 'unknown') return 'no';
  return result.kind;
};

/** What the desk shows and does, one visitor after the other. Answers come in the order in which codes were scanned. */
export const useDesk = (place: Place, language: Language) => {
  const replica = useReplica();
  const sound = useDeskSettings((settings) => settings.sound);
  const [view, setView] = useState<View>({ kind: 'prompt' });
  const [text, setText] = useState('');
  const [hint, setHint] = useState<Hint | null>(null);
  const [last, setLast] = useState<Visitor | null>(null);
  const shown = useRef(0);
  const queue = useRef<Promise<void>>(Promise.resolve());

  const show = useCallback(
    (result: Result): void => {
      shown.current += 1;
      setHint(null);
      if (result.kind === 'in' || result.kind === 'already') setLast(result.visitor);
      setView({ kind: 'result', result, n: shown.current });
      if (sound) play(soundOf(result));
    },
    [sound],
  );

  const enter = useCallback(
    async (visitor: Visitor, typed: string): Promise<void> => {
      const done = await checkIn(replica, place, visitor);
      if (done.ok) return show(done.value);
      setView({ kind: 'prompt' });
      setText(typed);
      setHint({ kind: 'failed', failure: done.error });
    },
    [replica, place, show],
  );

  const answer = useCallback(
    async (typed: string): Promise<void> => {
      const found = await findVisitor(replica, place.event, typed, language);
      if (found.kind === 'one') return enter(found.visitor, typed);
      if (found.kind === 'several') return show({ kind: 'ask', visitors: found.visitors });
      if (found.kind === 'none') return show({ kind: 'unknown' });
      setView({ kind: 'prompt' });
      setText(typed);
      setHint({ kind: found.kind });
    },
    [replica, place.event, language, enter, show],
  );

  const inTurn = useCallback((work: () => Promise<void>, typed: string): void => {
    queue.current = queue.current.then(work).catch((fault: unknown) => {
      setView({ kind: 'prompt' });
      setText(typed);
      setHint({ kind: 'failed', failure: { type: 'unknown' } });
      console.error(fault);
    });
  }, []);

  return {
    view,
    text,
    hint,
    last,
    show,
    go: (kind: 'prompt' | 'walkIn' | 'badge' | 'leave'): void => {
      setHint(null);
      setText('');
      setView({ kind });
    },
    type: (next: string): void => {
      setText(next);
      setHint(null);
      if (next !== '') setView((before) => (before.kind === 'result' ? { kind: 'prompt' } : before));
    },
    ask: (typed: string): void => {
      setText('');
      inTurn(() => answer(typed), typed);
    },
    choose: (visitor: Visitor): void => inTurn(() => enter(visitor, ''), ''),
  };
};

export type Desk = ReturnType<typeof useDesk>;
