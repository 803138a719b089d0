import { Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice } from './choosing.ts';
import { type FieldCommon, inputProps, roomToClear } from './FormField.tsx';

export type ReferenceFieldProps = FieldCommon & {
  /** Id of the chosen record. */
  readonly value: string | null;
  /** Its name, so that it shows before anything has been searched. */
  readonly valueLabel: string;
  readonly onChange: (id: string | null) => void;
  /** Asks for the records that match; called as one types. */
  readonly search: (text: string) => Promise<readonly Choice[]>;
};

/** A record chosen by typing a part of its name; the caller searches. */
export const ReferenceField = ({ value, valueLabel, onChange, search, ...common }: ReferenceFieldProps) => {
  const { t } = useTranslation();
  const [text, setText] = useState(valueLabel);
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<readonly Choice[]>([]);
  useEffect(() => setText(valueLabel), [valueLabel]);
  const asked = text === valueLabel ? '' : text;
  useEffect(() => {
    if (!open) return;
    let current = true;
    const timer = setTimeout(() => {
      search(asked).then(
        (choices) => current && setFound(choices),
        () => current && setFound([]),
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
      {...inputProps(common)}
      data={[...found, ...chosen]}
      value={value}
      onChange={onChange}
      searchable
      clearable
      {...roomToClear(value)}
      searchValue={text}
      onSearchChange={setText}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => {
        setOpen(false);
        setText(valueLabel);
      }}
      filter={({ options }) => options}
      selectFirstOptionOnChange={false}
      nothingFoundMessage={t('search.nothing')}
      clearButtonProps={{ 'aria-label': t('action.clear') }}
    />
  );
};
