import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { Draft, ReplicaApi } from '../../replica/api.ts';
import { useSession } from './context.ts';

/**
 * What is typed while the disk takes nothing. The screen promises that the text is kept, so the window itself holds it until the store has it:
 * whoever goes elsewhere to make room, or has to load the page again because the browser has closed the store, finds it.
 */
type Unkept = { readonly drafts: Readonly<Record<string, Draft>> };

export const useUnkept = create<Unkept>()(() => ({ drafts: {} }));

const retryMs = 2000;

/** Of this tab alone, and in memory where the disk is full. */
const entry = 'interreg-unkept';

type Remembered = Unkept & { readonly dataFolder: string };

const isRemembered = (value: unknown): value is Remembered =>
  typeof value === 'object' && value !== null && 'dataFolder' in value && 'drafts' in value && typeof value.drafts === 'object';

/** What this tab had to hold before it was loaded again; nothing of another data folder, whose records are others. */
const bringBack = (dataFolder: string): void => {
  try {
    const value: unknown = JSON.parse(window.sessionStorage.getItem(entry) ?? 'null');
    if (isRemembered(value) && value.dataFolder === dataFolder) useUnkept.setState({ drafts: value.drafts });
  } catch (fault) {
    console.error('What this tab held of unsaved forms cannot be read.', fault);
  }
};

const remember = (dataFolder: string, drafts: Unkept['drafts']): void => {
  try {
    if (Object.keys(drafts).length === 0) window.sessionStorage.removeItem(entry);
    else window.sessionStorage.setItem(entry, JSON.stringify({ dataFolder, drafts }));
  } catch (fault) {
    console.error('Unsaved forms are held by this page only.', fault); // More than a tab may keep.
  }
};

/** The store has not taken this draft, or has not answered yet. */
export const noteUnkept = (draft: Draft): void => useUnkept.setState(({ drafts }) => ({ drafts: { ...drafts, [draft.key]: draft } }));

/** The store has what was typed until `at`, or nothing is to be kept any more. */
export const noteKept = (key: string, at: number = Number.POSITIVE_INFINITY): void =>
  useUnkept.setState((before) => {
    const { [key]: draft, ...others } = before.drafts;
    return draft === undefined || draft.at > at ? before : { drafts: others };
  });

export const unkeptDraft = (key: string): Draft | undefined => useUnkept.getState().drafts[key];

/** The drafts of the store with those that it has not got over them, the latest first. */
export const withUnkept = (drafts: readonly Draft[], { drafts: unkept }: Unkept): readonly Draft[] => {
  const newest = new Map([...drafts, ...Object.values(unkept)].map((draft) => [draft.key, draft]));
  return [...newest.values()].sort((a, b) => b.at - a.at);
};

/** What another window has kept later stays. One that the store refuses for good, as of an erased record, is not tried again. */
const tryOnce = async (replica: ReplicaApi, draft: Draft): Promise<void> => {
  const stored = await replica.draft(draft.key);
  if (unkeptDraft(draft.key) !== draft) return;
  const answer = stored && stored.at > draft.at ? null : await replica.saveDraft(draft);
  if (answer === null || answer.ok || answer.error.type === 'invalidChange') noteKept(draft.key, draft.at);
};

const keepTrying = (replica: ReplicaApi): (() => void) => {
  let isTrying = false;
  const tryAll = async (): Promise<void> => {
    if (isTrying) return;
    isTrying = true;
    for (const draft of Object.values(useUnkept.getState().drafts)) await tryOnce(replica, draft).catch(() => undefined); // Not yet.
    isTrying = false;
  };
  void tryAll();
  const timer = setInterval(() => void tryAll(), retryMs);
  return () => clearInterval(timer);
};

/** Once for the window: holds what the store does not take, and gives it to the store as soon as it does. */
export const useKeepTrying = (): void => {
  const { replica, greeting } = useSession();
  const { dataFolder } = greeting;
  useState(() => bringBack(dataFolder)); // Before the first form asks.
  useEffect(() => useUnkept.subscribe(({ drafts }) => remember(dataFolder, drafts)), [dataFolder]);
  useEffect(() => keepTrying(replica), [replica]);
};
