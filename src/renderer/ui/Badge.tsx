import {
  IconAlertTriangle,
  IconArrowsSplit2,
  IconBan,
  IconCheck,
  IconClock,
  IconCopy,
  IconLanguage,
  IconPencil,
  IconSend,
  IconX,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Badge.module.css';
import { classes } from './classes.ts';
import type { Icon } from './Icon.ts';

/** `plum` means differing values and nothing else; `brick` refused, erased or failed. */
export type Tone = 'petrol' | 'leaf' | 'amber' | 'plum' | 'brick' | 'clay' | 'grey';

export type BadgeProps = { readonly tone: Tone; readonly icon?: Icon; readonly dashed?: boolean; readonly children: ReactNode };

export const Badge = ({ tone, icon: Icon, dashed = false, children }: BadgeProps) => (
  <span className={classes(styles.badge, dashed ? styles.dashed : styles[tone])}>
    {Icon && <Icon size={14} stroke={2} />}
    {children}
  </span>
);

/** The states that records share, each with its fixed icon and colour; the words are the caller's. */
export const states = {
  draft: { tone: 'amber', icon: IconPencil },
  finalised: { tone: 'petrol', icon: IconCheck },
  handedOver: { tone: 'leaf', icon: IconSend },
  planned: { tone: 'petrol', icon: IconClock },
  done: { tone: 'leaf', icon: IconCheck },
  waiting: { tone: 'amber', icon: IconClock },
  rival: { tone: 'plum', icon: IconArrowsSplit2 },
  outdated: { tone: 'amber', icon: IconLanguage },
  duplicate: { tone: 'amber', icon: IconCopy },
  attention: { tone: 'amber', icon: IconAlertTriangle },
  cancelled: { tone: 'grey', icon: IconX },
  erased: { tone: 'brick', icon: IconBan },
} as const satisfies Readonly<Record<string, { readonly tone: Tone; readonly icon: Icon }>>;
export type State = keyof typeof states;

export const StateBadge = ({ state, children }: { readonly state: State; readonly children: ReactNode }) => (
  <Badge tone={states[state].tone} icon={states[state].icon}>
    {children}
  </Badge>
);
