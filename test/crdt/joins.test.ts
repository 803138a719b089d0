import { describe, expect, it } from 'vitest';
import type { RecordId } from '../../src/base/ids.ts';
import { followSameAs } from '../../src/crdt/joins.ts';

const follow = (id: string, targets: Readonly<Record<string, string | null>>): string =>
  followSameAs(id as RecordId, (at) => targets[at] as RecordId | null | undefined);

describe('joined records', () => {
  it('are followed to their end', () => {
    expect(follow('1', { 1: '2', 2: '3', 3: null })).toBe('3');
  });

  it('stop before a target that is missing, deleted or erased', () => {
    expect(follow('1', { 1: '2', 2: '3' })).toBe('2');
    expect(follow('1', { 1: '2' })).toBe('1');
    expect(follow('1', {})).toBe('1');
  });

  it('mutual sameAs: both stand for the smallest id', () => {
    expect(follow('1', { 1: '2', 2: '1' })).toBe('1');
    expect(follow('2', { 1: '2', 2: '1' })).toBe('1');
  });

  it('that lead into a cycle stand for the smallest id of the cycle, not of the way there', () => {
    expect(follow('1', { 1: '4', 4: '3', 3: '2', 2: '4' })).toBe('2');
    expect(follow('9', { 9: '9' })).toBe('9');
  });
});
