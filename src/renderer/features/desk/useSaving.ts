import { useLayoutEffect, useRef, useState } from 'react';
import type { RecordId } from '../../../base/ids.ts';
import { forgetHeldKeys, useHeldKeys } from '../../ui/heldKeys.ts';

/** The saving of a walk-in, by the id of its form. What a scanner sends meanwhile waits for the prompt. */
export type Saving = {
  /** By `work`, once at a time; true: the form gives way. */
  readonly saveWalkIn: (id: RecordId, work: () => Promise<boolean>) => Promise<void>;
  readonly isSaving: (id: RecordId) => boolean;
  /** Enters what stands in the prompt once the walk-in is saved; where a question about that is asked, it goes on standing there. */
  readonly enterAfterwards: () => void;
  /** Begins the next walk-in once this one is saved, and keeps what is typed for it; where a question is asked, both are dropped. */
  readonly walkInAfterwards: () => void;
};

type Actions = { readonly enter: () => Promise<void>; readonly beginWalkIn: () => void };

export const useSaving = (actions: Actions): Saving => {
  const saving = useRef<{ readonly id: RecordId; enters: boolean; begins: boolean }>(null);
  const [isNextAwaited, awaitNext] = useState(false);
  useHeldKeys(isNextAwaited);
  const now = useRef(actions);
  useLayoutEffect(() => {
    now.current = actions;
  });
  const isSaving = (id: RecordId): boolean => saving.current?.id === id;
  const saveWalkIn = async (id: RecordId, work: () => Promise<boolean>): Promise<void> => {
    if (isSaving(id)) return;
    const current = { id, enters: false, begins: false };
    saving.current = current;
    const isSaved = await work().finally(() => {
      if (saving.current === current) saving.current = null;
      awaitNext(false);
    });
    if (current.begins && isSaved) now.current.beginWalkIn();
    else if (current.begins) forgetHeldKeys();
    else if (isSaved && current.enters) await now.current.enter();
  };
  const enterAfterwards = (): void => {
    if (saving.current) saving.current.enters = true;
  };
  const walkInAfterwards = (): void => {
    if (saving.current) saving.current.begins = true;
    awaitNext(true);
  };
  return { saveWalkIn, isSaving, enterAfterwards, walkInAfterwards };
};
