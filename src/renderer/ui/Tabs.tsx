import { type KeyboardEvent, type ReactNode, useId } from 'react';
import detail from './DetailHeader.module.css';
import styles from './Tabs.module.css';

export type Tab<Name extends string> = { readonly name: Name; readonly label: string; readonly count?: number };

export type TabsProps<Name extends string> = {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly active: Name;
  readonly onChange: (name: Name) => void;
  /** The content of the active tab. */
  readonly children: ReactNode;
};

/** What scrolls must be reached by keyboard even where nothing inside takes the focus (WCAG 2.1.1). */
const scrolling = { tabIndex: 0 } as const;

/** Tabs of a record with their counts; arrow keys move between them. Fills the detail pane below its header. */
export const Tabs = <Name extends string>({ label, tabs, active, onChange, children }: TabsProps<Name>) => {
  const id = useId();
  const index = tabs.findIndex((tab) => tab.name === active);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = by === 0 ? undefined : tabs[(index + by + tabs.length) % tabs.length];
    if (!next) return;
    event.preventDefault();
    onChange(next.name);
    document.getElementById(`${id}-${next.name}`)?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label={label} className={styles.list} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.name}
            id={`${id}-${tab.name}`}
            type="button"
            role="tab"
            aria-selected={tab.name === active}
            aria-controls={`${id}-panel`}
            tabIndex={tab.name === active ? 0 : -1}
            className={styles.tab}
            onClick={() => onChange(tab.name)}
          >
            {tab.label}
            {tab.count !== undefined && <span className={styles.count}> {tab.count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${active}`} {...scrolling} className={detail.body}>
        {children}
      </div>
    </>
  );
};
