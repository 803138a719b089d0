import { useLayoutEffect, useRef } from 'react';
import type { RecordId } from '../../../base/ids.ts';

/** The saving of a walk-in, by the id of its form. What a scanner sends meanwhile waits for the prompt. */
export type Saving = {
  /** By `work`, once at a time; true: the form gives way. */
  readonly saveWalkIn: (id: RecordId, work: () => Promise<boolean>) => Promise<void>;
  readonly isSaving: (id: RecordId) => boolean;
  /** Enters what stands in the prompt once the walk-in is saved; where a question about that is asked, it goes on standing there. */
  readonly enterAfterwards: () => void;
};

export const useSaving = (enter: () => Promise<void>): Saving => {
  const saving = useRef<{ readonly id: RecordId; enters: boolean }>(null);
  const now = useRef(enter);
  useLayoutEffect(() => {
    now.current = enter;
  });
  const isSaving = (id: RecordId): boolean => saving.current?.id === id;
  const saveWalkIn = async (id: RecordId, work: () => Promise<boolean>): Promise<void> => {
    if (isSaving(id)) return;
    const current = { id, enters: false };
    saving.current = current;
    const isSaved = await work().finally(() => {
      if (saving.current === current) saving.current = null;
    });
    if (isSaved && current.enters) await now.current();
  };
  const enterAfterwards = (): void => {
    if (saving.current) saving.current.enters = true;
  };
  return { saveWalkIn, isSaving, enterAfterwards };
};
