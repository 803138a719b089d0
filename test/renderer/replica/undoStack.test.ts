import { createInstance } from 'i18next';
import { expect, it } from 'vitest';
import { ok } from '../../../src/base/result.ts';
import type { Said } from '../../../src/renderer/i18n/said.ts';
import { createUndoStack, type Done, doneByCommit, doneByToggle, doneForGood } from '../../../src/renderer/replica/undoStack.ts';
import type { CommitReceipt, ReplicaApi } from '../../../src/replica/api.ts';

/** A store that takes everything back but the commits `kept`, which others have changed since; `asked` are the numbers it was given. */
const storeThatKeeps = (...kept: readonly number[]) => {
  const asked: number[] = [];
  let n = 10;
  const undoCommit: ReplicaApi['undoCommit'] = async (done) => {
    asked.push(done.n);
    const isKept = kept.includes(done.n);
    n += isKept ? 0 : 1;
    return ok({ run: 'r', n, at: 0, changed: isKept ? 0 : 1 });
  };
  const toggled: string[] = [];
  const toggleImport: ReplicaApi['toggleImport'] = async (sha256) => {
    toggled.push(sha256);
    return ok(commit(0));
  };
  return { asked, toggled, undoCommit, toggleImport };
};

const commit = (n: number, changed = 1): CommitReceipt => ({ run: 'r', n, at: 0, changed });
const saying =
  (text: string): Said =>
  () =>
    text;
const textOf = (each: { readonly said: Said } | null): string | undefined => each?.said(createInstance().t, 'en');

const done = (n: number): Done => {
  const made = doneByCommit(commit(n), saying(`${n}`));
  if (!made) throw new Error('Nothing was changed.');
  return made;
};

it('takes back what is named, also when something else has been done since, and the last thing where nothing is', async () => {
  const replica = storeThatKeeps();
  const stack = createUndoStack();
  const [first, second, third] = [done(1), done(2), done(3)];
  for (const each of [first, second, third]) stack.add(each);
  await stack.undo(replica, first);
  expect(await stack.undo(replica, first)).toBeNull();
  await stack.undo(replica);
  expect(replica.asked).toEqual([1, 3]);
});

it('does not bring back or take back another commit for one of which nothing was left', async () => {
  const replica = storeThatKeeps(1);
  const stack = createUndoStack();
  stack.add(done(1));
  const undone = await stack.undo(replica);
  expect([textOf(undone), undone?.result]).toEqual(['1', ok(null)]);
  expect(await stack.redo(replica)).toBeNull();
  stack.add(doneByCommit(commit(7, 0), saying('nothing')));
  expect(await stack.undo(replica)).toBeNull();
  expect(replica.asked).toEqual([1]);
});

it('brings back what is still being taken back, however soon it is asked for', async () => {
  const replica = storeThatKeeps();
  const stack = createUndoStack();
  stack.add(done(1));
  const [undone, redone] = await Promise.all([stack.undo(replica), stack.redo(replica)]);
  expect([undone, redone].map(textOf)).toEqual(['1', '1']);
  expect(replica.asked).toEqual([1, 11]);
});

it('takes back what is still being saved, and not what was done before it', async () => {
  const replica = storeThatKeeps();
  const stack = createUndoStack();
  stack.add(done(1));
  const { promise, resolve } = Promise.withResolvers<Done | null>();
  const added = stack.adding(promise);
  const undone = stack.undo(replica);
  resolve(done(2));
  expect([await added, await undone].map(textOf)).toEqual(['2', '2']);
  const failed = stack.adding(Promise.reject(new Error('no answer')));
  const after = stack.undo(replica);
  await expect(failed).rejects.toThrow('no answer');
  expect(textOf(await after)).toBe('1');
});

it('brings a bundle again that was just taken back, and takes it back once more', async () => {
  const replica = storeThatKeeps();
  const stack = createUndoStack();
  stack.add(done(1));
  stack.add(doneByToggle('a', commit(2), saying('bundle')));
  expect([await stack.undo(replica), await stack.redo(replica)].map(textOf)).toEqual(['bundle', 'bundle']);
  expect([replica.toggled, replica.asked]).toEqual([['a', 'a'], []]);
  expect(doneByToggle('a', commit(2, 0), saying('nothing'))).toBeNull();
});

it('says once of what cannot be taken back that it cannot, and takes nothing else back instead', async () => {
  const replica = storeThatKeeps();
  const stack = createUndoStack();
  stack.add(done(1));
  stack.add(doneForGood(saying('erased')));
  expect(await stack.undo(replica)).toMatchObject({ result: ok(null), isForGood: true });
  expect([replica.asked, await stack.redo(replica)]).toEqual([[], null]);
  expect(await stack.undo(replica)).toMatchObject({ isForGood: false });
  expect(replica.asked).toEqual([1]);
});

it('takes back first what was begun last, also where the saving of what was begun before ends later', async () => {
  const replica = storeThatKeeps();
  const stack = createUndoStack();
  const saving = Promise.withResolvers<Done | null>();
  const failing = Promise.withResolvers<Done | null>();
  const added = [stack.adding(saving.promise), stack.adding(failing.promise)];
  stack.add(done(2));
  saving.resolve(done(1));
  failing.reject(new Error('It could not be saved.'));
  await Promise.allSettled(added);
  expect(textOf(await stack.undo(replica))).toBe('2');
  expect(textOf(await stack.undo(replica))).toBe('1');
  expect(await stack.undo(replica)).toBeNull();
});
