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
  /** How many things this line stands for; one where it is left out. */
  readonly stands?: number;
};

/** How many things wait, those without a line of their own included. */
export const waitingIn = (tasks: readonly Task[]): number => tasks.reduce((sum, { stands = 1 }) => sum + stands, 0);

/**
 * The first `most` of `waiting` things; where more than one has no room, one line more stands for all of these. `tasks` has the line that
 * follows the last shown, if there is one: `restOf` is given it and how many it is to stand for.
 */
export const foldTasks = (
  tasks: readonly Task[],
  waiting: number,
  most: number,
  restOf: (next: Task, count: number) => Task,
): readonly Task[] => {
  const [next, rest] = [tasks[most], waiting - most];
  return next === undefined || rest < 2 ? tasks : [...tasks.slice(0, most), { ...restOf(next, rest), stands: rest }];
};
