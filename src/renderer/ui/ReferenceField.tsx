import { Select } from '@mantine/core';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Choice, endsTyping } from './choosing.ts';
import { type FieldCommon, inputProps, roomToClear } from './FormField.tsx';
import { holdKey, useHeldKeys } from './heldKeys.ts';

export type ReferenceFieldProps = FieldCommon & {
  /** Id of the chosen record. */
  readonly value: string | null;
  /** Its name, so that it shows before anything has been searched. */
  readonly valueLabel: string;
  readonly onChange: (id: string | null) => void;
  /** What is typed and not chosen yet, where somebody keeps it; told as one types, '' once something is chosen. */
  readonly typed?: string;
  readonly onTyped?: (text: string) => void;
  /** Asks for the records that match; called as one types. */
  readonly search: (text: string) => Promise<readonly Choice[]>;
};

type Found = { readonly asked: string; readonly choices: readonly Choice[] };
/** What was typed when the field was left: nothing is called so, or nothing was chosen. */
type Left = { readonly text: string; readonly reason: 'unknown' | 'unchosen' };
const nothing: Found = { asked: '', choices: [] };

/**
 * A record chosen by typing a part of its name; the caller searches. Enter, Tab and saving take the first that was found for what stands there,
 * also where they are pressed before the answer has come: what the list still shows is an answer to something else. What is left without a choice
 * stays in an empty field, and is named beside a chosen record; the field says what to do.
 */
export const ReferenceField = ({ value, valueLabel, onChange, search, typed = '', onTyped, ...common }: ReferenceFieldProps) => {
  const { t } = useTranslation();
  const [text, show] = useState(typed || valueLabel);
  const setText = (next: string): void => {
    show(next);
    onTyped?.(next === valueLabel ? '' : next);
  };
  const [open, setOpen] = useState(false);
  const [{ asked: answered, choices: found }, setFound] = useState(nothing);
  const [left, setLeft] = useState<Left | null>(null);
  const stays = useRef(false);
  const labelled = useRef(valueLabel);
  useEffect(() => {
    if (labelled.current === valueLabel) return;
    labelled.current = valueLabel;
    if (typed !== '' || stays.current) return; // Taken up again, while the name of what is chosen was still on its way.
    show(valueLabel);
    setLeft(null);
  }, [valueLabel, typed]);
  const asked = text === valueLabel ? '' : text;
  const isAnswered = asked !== '' && answered === asked;
  const [ended, setEnded] = useState(false);
  const moved = useRef(false);
  /** The library empties a field without a value when it is first drawn, and writes the name of one that has come: nobody has typed that. */
  const byHand = useRef(false);
  const chosenNow = useRef(false);
  const choose = (next: string | null): void => {
    chosenNow.current = true;
    stays.current = false;
    setLeft(null);
    setText(valueLabel);
    onChange(next);
  };
  const takeFirst = (): void => {
    const [first] = found;
    if (!first) return;
    setOpen(false);
    choose(first.value);
  };
  /** The focus goes before the list closes, so this is asked twice; beside a chosen record nothing is typed any more the second time. */
  const leave = (): void => {
    if (chosenNow.current || asked.trim() === '') {
      setText(valueLabel);
      return;
    }
    setLeft({ text: asked.trim(), reason: isAnswered && found.length === 0 ? 'unknown' : 'unchosen' });
    stays.current = value === null;
    if (!stays.current) setText(valueLabel);
  };
  useHeldKeys(ended);
  useLayoutEffect(() => {
    if (!ended || (open && asked !== '' && !isAnswered)) return;
    setEnded(false);
    if (isAnswered) takeFirst();
  });
  /** Before the library, which takes on Enter what it has marked: that may be an answer to something else, or nothing yet. */
  const onKeyDownCapture = (event: KeyboardEvent): void => {
    if (event.key.startsWith('Arrow')) moved.current = true;
    if (event.nativeEvent.isComposing || !endsTyping(event) || !open || asked === '') return;
    const isEnter = event.key === 'Enter' && !event.ctrlKey && !event.metaKey;
    if (isEnter ? moved.current || (isAnswered && found.length === 0) : moved.current && isAnswered) return;
    if (isEnter) {
      event.preventDefault();
      event.stopPropagation();
    }
    if (isAnswered) takeFirst();
    else {
      if (!isEnter) holdKey(event);
      setEnded(true);
    }
  };
  useEffect(() => {
    if (!open) return;
    let current = true;
    const timer = setTimeout(() => {
      search(asked).then(
        (choices) => current && setFound({ asked, choices }),
        () => current && setFound({ asked, choices: [] }),
      );
    }, 80);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked, open, search]);
  const chosen = value === null || found.some((choice) => choice.value === value) ? [] : [{ value, label: valueLabel }];
  return (
    <Select
      {...inputProps(left === null ? common : { ...common, warning: t(`search.${left.reason}`, { text: left.text }) })}
      data={[...found, ...chosen]}
      value={value}
      onChange={choose}
      searchable
      clearable
      {...roomToClear(value)}
      searchValue={text}
      onInput={() => {
        byHand.current = true;
      }}
      onBlurCapture={leave}
      onSearchChange={(next) => {
        const isTyped = byHand.current;
        byHand.current = false;
        if (!isTyped) {
          if (typed === '' && !stays.current) show(next);
          return;
        }
        moved.current = false;
        chosenNow.current = false;
        stays.current = false;
        if (next !== valueLabel) setLeft(null);
        setText(next);
      }}
      onKeyDownCapture={onKeyDownCapture}
      dropdownOpened={open}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => {
        setOpen(false);
        leave();
      }}
      filter={({ options }) => options}
      selectFirstOptionOnChange={isAnswered}
      nothingFoundMessage={t('search.nothing')}
      clearButtonProps={{ 'aria-label': t('action.clear') }}
    />
  );
};
