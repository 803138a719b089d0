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
const nothing: Found = { asked: '', choices: [] };

/**
 * A record chosen by typing a part of its name; the caller searches. Enter, Tab and saving take the first that was found for what stands there,
 * also where they are pressed before the answer has come: what the list still shows is an answer to something else. Of what nothing was found for,
 * which cannot stay, the field says so.
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
  const [unknown, setUnknown] = useState('');
  const labelled = useRef(valueLabel);
  useEffect(() => {
    if (labelled.current === valueLabel) return;
    labelled.current = valueLabel;
    if (typed !== '') return; // Taken up again, while the name of what is chosen was still on its way.
    show(valueLabel);
    setUnknown('');
  }, [valueLabel, typed]);
  const asked = text === valueLabel ? '' : text;
  const isAnswered = asked !== '' && answered === asked;
  const [ended, setEnded] = useState(false);
  const moved = useRef(false);
  /** The library empties a field without a value when it is first drawn, and writes the name of one that has come: nobody has typed that. */
  const byHand = useRef(false);
  const takeFirst = (): void => {
    const [first] = found;
    if (!first) return;
    setOpen(false);
    setText(valueLabel);
    onChange(first.value);
  };
  /** The focus goes before the list closes; by then nothing is typed any more. */
  const leave = (): void => {
    if (asked !== '') setUnknown(isAnswered && found.length === 0 ? text.trim() : '');
    setText(valueLabel);
  };
  useHeldKeys(ended);
  useLayoutEffect(() => {
    if (!ended || (open && asked !== '' && !isAnswered)) return;
    setEnded(false);
    if (isAnswered) takeFirst();
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key.startsWith('Arrow')) moved.current = true;
    if (!endsTyping(event) || !open || asked === '') return;
    const takes = event.key === 'Enter' && !event.ctrlKey && !event.metaKey;
    if (!isAnswered) {
      if (!takes) holdKey(event);
      setEnded(true);
    } else if (!takes && !moved.current) takeFirst();
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
      {...inputProps(unknown === '' ? common : { ...common, warning: t('search.unknown', { text: unknown }) })}
      data={[...found, ...chosen]}
      value={value}
      onChange={onChange}
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
          if (typed === '') show(next);
          return;
        }
        moved.current = false;
        if (next !== valueLabel) setUnknown('');
        setText(next);
      }}
      onKeyDown={onKeyDown}
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
