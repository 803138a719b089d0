import { useLayoutEffect, useRef } from 'react';

/** The saving of a walk-in. What a scanner sends meanwhile waits for the prompt. */
export type Saving = {
  /** By `work`, one at a time; true: the form gives way. */
  readonly saveWalkIn: (work: () => Promise<boolean>) => Promise<void>;
  readonly isSaving: () => boolean;
  /** Enters what stands in the prompt once the walk-in is saved; where a question about that is asked, it goes on standing there. */
  readonly enterAfterwards: () => void;
};

export const useSaving = (enter: () => Promise<void>): Saving => {
  const saving = useRef<{ enters: boolean }>(null);
  const now = useRef(enter);
  useLayoutEffect(() => {
    now.current = enter;
  });
  const saveWalkIn = async (work: () => Promise<boolean>): Promise<void> => {
    if (saving.current) return;
    const current = { enters: false };
    saving.current = current;
    const isSaved = await work().finally(() => {
      saving.current = null;
    });
    if (isSaved && current.enters) await now.current();
  };
  return {
    saveWalkIn,
    isSaving: () => saving.current !== null,
    enterAfterwards: () => {
      if (saving.current) saving.current.enters = true;
    },
  };
};
