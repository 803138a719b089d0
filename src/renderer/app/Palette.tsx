import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { focusFirstField } from '../ui/focus.ts';
import { useFocusBack } from '../ui/focusBack.ts';
import { useHeldKeys } from '../ui/heldKeys.ts';
import { KeyHint } from '../ui/KeyHint.tsx';
import { Marked } from './Marked.tsx';
import styles from './Palette.module.css';
import { type PaletteEntry, type PaletteGroup, usePaletteEntries } from './usePaletteEntries.ts';

const Entry = ({
  entry,
  id,
  typed,
  active,
  onRun,
}: {
  readonly entry: PaletteEntry;
  readonly id: string;
  readonly typed: string;
  readonly active: boolean;
  readonly onRun: () => void;
}) => (
  // The keyboard acts from the input; this is the mouse's way to the same entry.
  <div id={id} role="option" aria-selected={active} tabIndex={-1} className={styles.entry} onClick={onRun} onKeyDown={undefined}>
    <entry.icon size={20} stroke={1.75} />
    <span className={styles.words}>
      <strong>
        <Marked text={entry.title} typed={typed} />
      </strong>
      {entry.detail && (
        <span>
          {' · '}
          <Marked text={entry.detail} typed={typed} />
        </span>
      )}
      {entry.why && (
        <span className={styles.why}>
          <Marked text={entry.why} typed={typed} />
        </span>
      )}
    </span>
    {entry.mark}
    {entry.keys && <KeyHint keys={entry.keys} />}
    {active && !entry.keys && <KeyHint keys="Enter" />}
  </div>
);

type GroupProps = {
  readonly group: PaletteGroup;
  readonly typed: string;
  readonly idOf: (entry: PaletteEntry) => string;
  readonly active: PaletteEntry | undefined;
  readonly onRun: (entry: PaletteEntry) => void;
};

const Group = ({ group, typed, idOf, active, onRun }: GroupProps) => (
  <fieldset aria-label={group.title} className={styles.fieldset}>
    <div className={styles.group} aria-hidden="true">
      {group.title}
    </div>
    {group.entries.map((entry) => (
      <Entry key={entry.key} entry={entry} typed={typed} id={idOf(entry)} active={entry === active} onRun={() => onRun(entry)} />
    ))}
  </fieldset>
);

const Foot = () => {
  const { t } = useTranslation();
  return (
    <div className={styles.foot} aria-hidden="true">
      <KeyHint keys="↑" /> <KeyHint keys="↓" /> {t('palette.move')} <KeyHint keys="Enter" /> {t('palette.open')} <KeyHint keys="Tab" />{' '}
      {t('palette.tab')}
      <span className={styles.note}>{t('palette.note')}</span>
    </div>
  );
};

/** Ctrl K: records of every kind by any spelling, rooms, and what one can do. */
export const Palette = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation();
  useFocusBack();
  const id = useId();
  const [text, setText] = useState('');
  const [chosen, choose] = useState(0);
  const [subject, setSubject] = useState<PaletteEntry | null>(null);
  const everything = usePaletteEntries(text);
  const { found } = everything;
  const answered = subject !== null || everything.answered;
  const groups: readonly PaletteGroup[] = subject
    ? [{ title: t('palette.recordActions', { title: subject.title }), entries: subject.actions ?? [] }]
    : everything.groups;
  const entries = groups.flatMap((group) => group.entries);
  const active = Math.min(chosen, entries.length - 1);
  const idOf = (entry: PaletteEntry): string => `${id}-${entries.indexOf(entry)}`;
  const run = (entry: PaletteEntry | undefined): void => {
    if (!entry) return;
    const { hash } = window.location;
    onClose();
    entry.run();
    // Where it leads elsewhere, the keyboard goes there too, and not back to where it was before.
    if (window.location.hash !== hash) document.getElementById('content')?.focus();
  };
  /** Into what can be done with a record, and back. */
  const turnTo = (entry: PaletteEntry | null): void => {
    if (entry !== null && !entry.actions) return;
    setSubject(entry);
    choose(0);
  };
  /** A key that was pressed before the answer to what is typed has come means what will be listed then. */
  const [early, setEarly] = useState<'Enter' | 'Tab' | null>(null);
  useHeldKeys(early !== null);
  useLayoutEffect(() => {
    if (early === null || !answered) return;
    setEarly(null);
    if (early === 'Enter') run(entries[active]);
    else turnTo(entries[active] ?? null);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) choose((active + by + entries.length) % Math.max(1, entries.length));
    else if (event.key === 'Tab' && event.shiftKey) turnTo(null);
    else if (event.key === 'Enter' || event.key === 'Tab') setEarly(event.key);
    else return;
    event.preventDefault();
  };
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size="42.5rem"
      padding={0}
      yOffset="5.25rem"
      centered={false}
      classNames={{ content: styles.content ?? '' }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')}>
        {/* At once: the dialog itself waits for a timer, and what is typed until then would go to the screen behind. */}
        <div className={styles.search} ref={focusFirstField}>
          <IconSearch size={20} stroke={1.75} />
          <input
            role="combobox"
            aria-expanded
            aria-controls={`${id}-list`}
            aria-activedescendant={entries.length > 0 ? `${id}-${active}` : undefined}
            aria-label={t('palette.title')}
            placeholder={t('palette.placeholder')}
            value={text}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setText(event.currentTarget.value);
              turnTo(null);
            }}
            onKeyDown={onKeyDown}
          />
          <span role="status" className={styles.found}>
            {text.trim() !== '' && found !== null && t('palette.found', { count: found })}
          </span>
          <KeyHint keys="Esc" />
        </div>
        <div id={`${id}-list`} role="listbox" aria-label={t('palette.title')} className={styles.list}>
          {groups.map((group) => (
            <Group key={group.title} group={group} typed={text} idOf={idOf} active={entries[active]} onRun={run} />
          ))}
          {entries.length === 0 && <p className={styles.none}>{t('palette.none', { text })}</p>}
        </div>
        <Foot />
      </Modal.Content>
    </Modal.Root>
  );
};
