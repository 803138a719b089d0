import { IconPencil } from '@tabler/icons-react';
import { describe, expect, it } from 'vitest';
import { foldTasks, type Task, waitingIn } from '../../../../src/renderer/features/home/task.ts';

const line = (key: string): Task => ({
  key,
  icon: IconPencil,
  tone: 'amber',
  title: key,
  detail: '',
  when: '',
  action: '',
  href: `#/${key}`,
});
const fold = (waiting: number) =>
  foldTasks(['a', 'b', 'c'].map(line).slice(0, waiting), waiting, 2, (next, count) => ({ ...next, title: `${count} more` }));

describe('what waits and has no line of its own', () => {
  it('is counted all the same, however many there are', () => {
    for (const waiting of [0, 1, 2, 3, 4, 40]) expect(waitingIn(fold(waiting)), `${waiting}`).toBe(waiting);
  });

  it('has one line for all of it, which leads to the first', () => {
    expect(fold(5).map(({ title, href }) => [title, href])).toEqual([
      ['a', '#/a'],
      ['b', '#/b'],
      ['3 more', '#/c'],
    ]);
  });

  it('is shown itself where it is a single thing', () => {
    expect(fold(3).map(({ title }) => title)).toEqual(['a', 'b', 'c']);
  });
});
