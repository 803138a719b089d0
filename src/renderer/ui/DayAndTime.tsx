import { TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toLanguage, useFormat } from '../i18n/format.ts';
import type { Language } from '../i18n/languages.ts';
import styles from './FormField.module.css';
import { type FieldCommon, inputProps } from './FormField.tsx';
import { readClock } from './readClock.ts';
import { readDay } from './readDay.ts';

/** What is typed and says nothing the field can take stays there; once the field is left, it is told so. */
const useUnread = (read: (text: string) => string | null) => {
  const [typed, setTyped] = useState('');
  const [isLeft, setLeft] = useState(false);
  const isUnread = typed.trim() !== '' && read(typed) === null;
  return {
    typed,
    isUnread,
    isTold: isUnread && isLeft,
    type: (text: string): void => {
      setTyped(text);
      setLeft(false);
    },
    leave: (): void => {
      setLeft(true);
      if (!isUnread) setTyped('');
    },
  };
};

/** For `holdsUnread`, which keeps a form from being saved without what was typed. */
const markUnread = ({ isUnread }: { readonly isUnread: boolean }) => (isUnread ? { 'data-unread': true } : {});

/** Why what was typed is not taken, and what the field holds meanwhile. */
const useReason = () => {
  const { t } = useTranslation();
  return (what: 'noDay' | 'noClock', kept: string | null): string =>
    kept === null ? t(`field.${what}`) : `${t(`field.${what}`)} ${t('field.staysAs', { value: kept })}`;
};

const dayFormats: Readonly<Record<Language, string>> = { hu: 'YYYY. MM. DD.', ro: 'DD.MM.YYYY', en: 'D MMM YYYY' };

const useCalendar = () => {
  const { t } = useTranslation();
  const [previous, next] = [t('calendar.previous'), t('calendar.next')];
  return {
    ariaLabels: {
      previousMonth: previous,
      nextMonth: next,
      previousYear: previous,
      nextYear: next,
      previousDecade: previous,
      nextDecade: next,
    },
  };
};

export type DateFieldProps = FieldCommon & {
  /** YYYY-MM-DD */
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
};

/** A day, typed or chosen in a calendar in the language of the screen. */
export const DateField = ({ value, onChange, onBlur, ...common }: DateFieldProps) => {
  const { t, i18n } = useTranslation();
  const language = toLanguage(i18n.language);
  const calendar = useCalendar();
  const { shortDay, monthOf } = useFormat();
  const reason = useReason();
  const unread = useUnread(readDay);
  const leave = (): void => {
    unread.leave();
    onBlur?.();
  };
  const change = (day: string | null): void => {
    unread.type('');
    onChange(day === null ? null : day.slice(0, 10));
  };
  const error = unread.isTold ? reason('noDay', value === null ? null : shortDay(value)) : common.error;
  const shared = inputProps({ ...common, error, onBlur: leave });
  return (
    <DateInput
      {...shared}
      {...calendar}
      classNames={{ ...shared.classNames, calendarHeaderLevel: styles.month ?? '' }}
      {...markUnread(unread)}
      value={value}
      onInput={(event) => unread.type(event.currentTarget.value)}
      onChange={change}
      valueFormat={dayFormats[language]}
      monthLabelFormat={(month) => monthOf(month.slice(0, 10))}
      dateParser={readDay}
      fixOnBlur={!unread.isUnread}
      clearable
      clearButtonProps={{ 'aria-label': t('action.clear'), tabIndex: -1 }}
    />
  );
};

export type TimeFieldProps = FieldCommon & {
  /** HH:MM */
  readonly value: string | null;
  readonly onChange: (clock: string | null) => void;
};

/** A time of day in 24 hours, whatever the language of the browser; what is no time yet is not passed on. */
export const TimeField = ({ value, onChange, onBlur, ...common }: TimeFieldProps) => {
  const reason = useReason();
  const unread = useUnread(readClock);
  const [isTyping, setTyping] = useState(false);
  const change = (text: string): void => {
    setTyping(true);
    unread.type(text);
    const clock = readClock(text);
    if (clock !== null || text.trim() === '') onChange(clock);
  };
  const leave = (): void => {
    setTyping(false);
    unread.leave();
    onBlur?.();
  };
  return (
    <TextInput
      placeholder="00:00"
      {...inputProps({ ...common, error: unread.isTold ? reason('noClock', value) : common.error, onBlur: leave })}
      {...markUnread(unread)}
      value={isTyping || unread.isUnread ? unread.typed : (value ?? '')}
      inputMode="numeric"
      autoComplete="off"
      maxLength={5}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
};
