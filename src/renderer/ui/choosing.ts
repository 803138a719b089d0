import { isOptionsGroup, type OptionsFilter } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { searchKey } from '../../base/fold.ts';

export type Choice = { readonly value: string; readonly label: string };

/** What of a list fits a text typed with or without accents; what begins with it stands first. */
export const foldedFilter: OptionsFilter = ({ options, search, limit }) => {
  const key = searchKey(search);
  const place = (option: (typeof options)[number]): number => (isOptionsGroup(option) ? -1 : searchKey(option.label).indexOf(key));
  const found = options.filter((option) => place(option) >= 0);
  return [...found.filter((option) => place(option) === 0), ...found.filter((option) => place(option) > 0)].slice(0, limit);
};

/** How many of those found are looked at for `beginningFirst`. */
export const mostRanked = 60;

/** Records that were found, at most so many: those first whose names begin as what was typed, because Enter takes the first. */
export const beginningFirst = <T extends Choice>(found: readonly T[], typed: string, most: number): readonly T[] => {
  const key = searchKey(typed);
  const [begin, others] = [true, false].map((begins) => found.filter(({ label }) => searchKey(label).startsWith(key) === begins));
  return [...(begin ?? []), ...(others ?? [])].slice(0, most);
};

/** The choice that typed letters mean: the next one that begins with them, so that one letter again goes on to the next. */
export const typedAhead = (choices: readonly Choice[], value: string | null, typed: string): Choice | undefined => {
  const key = searchKey(typed);
  const chosen = choices.findIndex((choice) => choice.value === value);
  const from = key.length === 1 ? chosen + 1 : Math.max(chosen, 0);
  return [...choices.slice(from), ...choices.slice(0, from)].find(({ label }) => searchKey(label).startsWith(key));
};

const pauseMs = 1_000;

/** Chooses by typing the beginning, in a field that opens a list but takes no text. As `onKeyDown`. */
export const useTypeAhead = (choices: readonly Choice[], value: string | null, choose: (value: string) => void) => {
  const typed = useRef({ text: '', at: 0 });
  return (event: KeyboardEvent): void => {
    if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.altKey || event.metaKey) return;
    const goesOn = event.timeStamp - typed.current.at < pauseMs;
    typed.current = { text: goesOn ? typed.current.text + event.key : event.key, at: event.timeStamp };
    const found = typedAhead(choices, value, typed.current.text);
    if (found) choose(found.value);
  };
};

/** Whether a key says that what stands in a field is what is meant: it takes, leaves or saves it. */
export const endsTyping = ({ key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): boolean =>
  key === 'Enter' || key === 'Tab' || ((ctrlKey || metaKey) && key.toLowerCase() === 's');

/**
 * Chooses with Enter or Tab, or when the form is saved, the first that fits what was typed into a field with a list, also where the list has
 * not been drawn yet; what was gone to with the arrows is the list's own. As props of a `Select` that takes text.
 */
export const useFirstFound = (choices: readonly Choice[], value: string | null, choose: (value: string) => void) => {
  const typed = useRef('');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key.startsWith('Arrow')) typed.current = '';
    if (!endsTyping(event) || typed.current.trim() === '') return;
    if (choices.some((choice) => choice.value === value && choice.label === typed.current)) return;
    const [first] = foldedFilter({ options: [...choices], search: typed.current, limit: 1 });
    if (first && !isOptionsGroup(first)) choose(String(first.value));
  };
  const onSearchChange = (text: string): void => {
    typed.current = text;
  };
  return { onKeyDown, onSearchChange };
};
