import { Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconDots } from '@tabler/icons-react';
import { IconButton } from './Button.tsx';
import type { Icon } from './Icon.ts';
import styles from './Menus.module.css';

export type MenuAction = { readonly label: string; readonly icon?: Icon; readonly danger?: boolean; readonly onSelect: () => void };

const classNames = { dropdown: styles.dropdown ?? '', item: styles.item ?? '' };

/** The dots beside the main actions of a record: what is done rarely. Shows nothing when there is nothing to do. */
export const ActionMenu = ({ label, actions }: { readonly label: string; readonly actions: readonly MenuAction[] }) =>
  actions.length === 0 ? null : (
    <Menu position="bottom-end" shadow="md" classNames={classNames} returnFocus>
      <Menu.Target>
        <IconButton icon={IconDots} label={label} />
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map(({ label: words, icon: Icon, danger, onSelect }) => (
          <Menu.Item
            key={words}
            onClick={onSelect}
            {...(danger ? { className: styles.danger } : {})}
            {...(Icon ? { leftSection: <Icon size={18} stroke={1.75} /> } : {})}
          >
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );

export type ChoiceMenuProps<Name extends string> = {
  readonly label: string;
  readonly value: Name;
  readonly choices: readonly { readonly value: Name; readonly label: string }[];
  readonly onChange: (value: Name) => void;
};

/** One of a few choices, written out with a small arrow: the order of a list. */
export const ChoiceMenu = <Name extends string>({ label, value, choices, onChange }: ChoiceMenuProps<Name>) => {
  const chosen = choices.find((choice) => choice.value === value)?.label ?? '';
  return (
    <Menu position="bottom-end" shadow="md" classNames={classNames} returnFocus>
      <Menu.Target>
        <button type="button" className={styles.choice} aria-label={`${label}: ${chosen}`}>
          {chosen}
          <IconChevronDown size={14} stroke={2} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.Item
            key={choice.value}
            role="menuitemradio"
            aria-checked={choice.value === value}
            onClick={() => onChange(choice.value)}
            rightSection={choice.value === value ? <IconCheck size={16} stroke={2} /> : <span className={styles.gap} />}
          >
            {choice.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
