import { Combobox, InputBase, OptionsDropdown, useCombobox } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
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
  /** What can be done about a name that nothing bears, below the field once it was entered or left. */
  readonly offer?: (text: string) => ReactNode;
};

type Found = { readonly asked: string | null; readonly choices: readonly Choice[] };
/** What was typed when the field was left: nothing is called so, or nothing was chosen. */
type Left = { readonly text: string; readonly reason: 'unknown' | 'unchosen' };

/** What was found for `asked`, and for what it was found: until the next answer has come, the one before; null before the first. */
const useFound = (asked: string, isOpen: boolean, search: ReferenceFieldProps['search']): Found => {
  const [found, setFound] = useState<Found>({ asked: null, choices: [] });
  useEffect(() => {
    if (!isOpen) return;
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
  }, [asked, isOpen, search]);
  return found;
};

/** The name of what is chosen: as it was listed, until the caller knows it. */
const useChosenName = (value: string | null, valueLabel: string) => {
  const [picked, setPicked] = useState({ value: '', name: '', instead: '' });
  const isNews = picked.value !== value || (valueLabel !== '' && valueLabel !== picked.instead);
  const name = value === null ? '' : isNews ? valueLabel : picked.name;
  return [name, ({ value: id, label }: Choice): void => setPicked({ value: id, name: label, instead: valueLabel })] as const;
};

/**
 * What is typed and not chosen, null while the field shows what is. `now` is what stands there also for a key that comes before anything has
 * been drawn.
 */
const useTyped = (typed: string, onTyped: ((text: string) => void) | undefined) => {
  const [asked, setAsked] = useState(typed === '' ? null : typed);
  const now = useRef(asked);
  const ask = (next: string | null): void => {
    now.current = next;
    setAsked(next);
    onTyped?.(next ?? '');
  };
  return { asked, now, ask };
};

/**
 * A record chosen by typing a part of its name; the caller searches. Enter, Tab and saving take what is marked in the list, the first that was
 * found for what stands there, also where they are pressed before the answer has come: what the list still shows is an answer to something
 * else. What is left without a choice stays in an empty field, and is named beside a chosen record; the field says what to do.
 */
export const ReferenceField = ({
  value,
  valueLabel,
  onChange,
  search,
  typed = '',
  onTyped,
  offer,
  onBlur,
  ...common
}: ReferenceFieldProps) => {
  const { t } = useTranslation();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const isOpen = combobox.dropdownOpened;
  const [name, pick] = useChosenName(value, valueLabel);
  const { asked, now, ask } = useTyped(typed, onTyped);
  const [left, setLeft] = useState<Left | null>(null);
  const [ended, setEnded] = useState(false);
  const found = useFound(asked ?? '', isOpen, search);
  const isUpToDate = found.asked === (asked ?? '');
  const isAnswered = asked !== null && asked !== '' && isUpToDate;
  const choose = (choice: Choice | null): void => {
    combobox.closeDropdown();
    setLeft(null);
    ask(null);
    if (choice && choice.value !== value) pick(choice);
    onChange(choice?.value ?? null);
  };
  const type = (text: string): void => {
    if (text !== name) setLeft(null);
    ask(text === name ? null : text);
    combobox.resetSelectedOption();
    combobox.openDropdown();
  };
  /** `isGone` is false where the form is saved from within the field: it must not be saved with what was chosen before. */
  const leave = (isGone = true): void => {
    const text = now.current?.trim() ?? '';
    if (text !== '') setLeft({ text, reason: isAnswered && found.choices.length === 0 ? 'unknown' : 'unchosen' });
    if (text === '' || (value !== null && isGone)) ask(null);
  };
  const takeFirst = (): void => {
    if (found.choices[0]) choose(found.choices[0]);
    else {
      leave(false);
      combobox.closeDropdown();
    }
  };
  useLayoutEffect(() => {
    if (isAnswered) combobox.selectFirstOption();
  }, [isAnswered, combobox.selectFirstOption]);
  useHeldKeys(ended);
  useLayoutEffect(() => {
    if (!ended || (isOpen && asked && !isAnswered)) return;
    setEnded(false);
    if (isAnswered) takeFirst();
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && isOpen) leave();
    if (event.nativeEvent.isComposing || !endsTyping(event) || !isOpen || !asked) return;
    const isEnter = event.key === 'Enter' && !event.ctrlKey && !event.metaKey;
    if (combobox.getSelectedOptionIndex() !== -1) {
      if (!isEnter) combobox.clickSelectedOption(); // Enter the library takes itself.
    } else if (isAnswered) takeFirst();
    else {
      if (isEnter) event.preventDefault();
      else holdKey(event);
      setEnded(true);
    }
  };
  /** For `holdsUnread`: a form is not saved without what somebody has typed in it. */
  const isUnread = (asked ?? '').trim() !== '' && (left !== null || (isAnswered && found.choices.length === 0));
  const isClearable = value !== null && !common.disabled;
  const submit = (id: string): void => choose(found.choices.find((choice) => choice.value === id) ?? null);
  return (
    <>
      <Combobox store={combobox} shadow="md" onOptionSubmit={submit}>
        <Combobox.Target withExpandedAttribute autoComplete="off">
          <InputBase
            {...inputProps(left === null ? common : { ...common, warning: t(`search.${left.reason}`, { text: left.text }) })}
            {...(isUnread ? { 'data-unread': true } : {})}
            value={asked ?? name}
            onChange={(event) => type(event.currentTarget.value)}
            onClick={() => combobox.openDropdown()}
            onKeyDown={onKeyDown}
            onBlur={({ currentTarget }) => {
              leave(document.activeElement !== currentTarget);
              combobox.closeDropdown();
              onBlur?.();
            }}
            rightSection={
              <>
                {isClearable && <Combobox.ClearButton aria-label={t('action.clear')} onClear={() => choose(null)} />}
                <Combobox.Chevron />
              </>
            }
            rightSectionPointerEvents="none"
            {...roomToClear(value)}
          />
        </Combobox.Target>
        <OptionsDropdown
          data={[...found.choices]}
          value={value}
          checkIconPosition="right"
          withCheckIcon
          hiddenWhenEmpty={!isUpToDate}
          nothingFoundMessage={isOpen && isUpToDate ? t('search.nothing') : undefined}
          aria-label={common.label}
          filter={undefined}
          search={undefined}
          limit={undefined}
          withScrollArea
          maxDropdownHeight={220}
          unstyled={false}
          labelId={undefined}
          scrollAreaProps={undefined}
        />
      </Combobox>
      {left?.reason === 'unknown' && offer?.(left.text)}
    </>
  );
};
