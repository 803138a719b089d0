import type { Tone } from '../../ui/Badge.tsx';
import type { Icon } from '../../ui/Icon.ts';

/** One line of what waits for this person, with the way to it. */
export type Task = {
  readonly key: string;
  readonly icon: Icon;
  readonly tone: Tone;
  readonly title: string;
  readonly detail: string;
  readonly when: string;
  readonly action: string;
  readonly href: string;
};
