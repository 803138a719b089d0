import { IconSearch, IconX } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { focusList } from './focus.ts';
import { useHeldKeys } from './heldKeys.ts';
import { KeyHint } from './KeyHint.tsx';
import { useKeys } from './keys.ts';
import styles from './SearchField.module.css';

export type SearchFieldProps = {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Arrow down and Enter go into the list below; called once it shows what was searched for. */
  readonly onLeave?: () => void;
  /** False while the list below still shows an answer to something else. */
  readonly answered?: boolean;
  /** False for the second search of a screen: `/` belongs to the list. */
  readonly keyed?: boolean;
};

/** The search of a list: `/` goes there, Escape empties it. */
export const SearchField = ({ label, placeholder, value, onChange, onLeave, answered = true, keyed = true }: SearchFieldProps) => {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [leaving, setLeaving] = useState(false);
  useHeldKeys(leaving);
  useLayoutEffect(() => {
    if (!leaving || !answered) return;
    setLeaving(false);
    onLeave?.();
  }, [leaving, answered, onLeave]);
  useKeys(keyed ? [{ keys: '/', label: t('keys.search'), run: () => input.current?.focus() }] : []);
  return (
    <div className={styles.field}>
      <IconSearch size={18} stroke={1.75} />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation();
            onChange('');
          }
          if (onLeave && (event.key === 'ArrowDown' || event.key === 'Enter')) {
            event.preventDefault();
            setLeaving(true);
            focusList();
          }
        }}
      />
      {value === '' ? (
        keyed && <KeyHint keys="/" />
      ) : (
        <button type="button" aria-label={t('search.clear')} className={styles.clear} onClick={() => onChange('')}>
          <IconX size={16} stroke={1.75} />
        </button>
      )}
    </div>
  );
};
