import { Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconDots } from '@tabler/icons-react';
import { Button, IconButton } from './Button.tsx';
import { classes } from './classes.ts';
import chips from './FilterChip.module.css';
import type { Icon } from './Icon.ts';
import styles from './Menus.module.css';

export type MenuAction = { readonly label: string; readonly icon?: Icon; readonly danger?: boolean; readonly onSelect: () => void };

const classNames = { dropdown: styles.dropdown ?? '', item: styles.item ?? '' };

type ActionMenuProps = {
  readonly label: string;
  readonly actions: readonly MenuAction[];
  /** The label is written on the button, where the actions are not such as one expects behind dots. */
  readonly written?: boolean;
};

/** The dots beside the main actions of a record: what is done rarely. Shows nothing when there is nothing to do. */
export const ActionMenu = ({ label, actions, written = false }: ActionMenuProps) =>
  actions.length === 0 ? null : (
    <Menu position="bottom-end" shadow="md" classNames={classNames} returnFocus>
      <Menu.Target>
        {written ? (
          <Button small>
            {label} <IconChevronDown size={14} stroke={2} className={styles.arrow} />
          </Button>
        ) : (
          <IconButton icon={IconDots} label={label} />
        )}
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
  /** Drawn as a chip among filter chips, where `on` says that it narrows the list. */
  readonly chip?: { readonly on: boolean };
};

/** One of a few choices, written out with a small arrow: the order of a list, or a filter with more values than there is room for chips. */
export const ChoiceMenu = <Name extends string>({ label, value, choices, onChange, chip }: ChoiceMenuProps<Name>) => {
  const chosen = choices.find((choice) => choice.value === value)?.label ?? '';
  return (
    <Menu position="bottom-end" shadow="md" classNames={classNames} returnFocus>
      <Menu.Target>
        <button
          type="button"
          className={chip ? classes(chips.chip, styles.chip, chip.on && chips.on) : styles.choice}
          aria-label={`${label}: ${chosen}`}
          title={chip && chosen}
        >
          <span className={styles.chosen}>{chosen}</span>
          <IconChevronDown size={14} stroke={2} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) => (
          <Menu.RadioItem
            key={choice.value}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
            checkIcon={<IconCheck size={16} stroke={2} />}
            closeMenuOnClick
          >
            {choice.label}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
