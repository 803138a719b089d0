import { describe, expect, it } from 'vitest';
import { readClock } from '../../../src/renderer/ui/readClock.ts';

describe('a time of day', () => {
  it('is read as people type it', () => {
    expect(['9', '930', '9.30', '09:30', ' 14:05 '].map(readClock)).toEqual(['09:00', '09:30', '09:30', '09:30', '14:05']);
  });

  it('is not made up where there is none', () => {
    expect(['', '25', '12:60', '9:5', 'noon', '-1:00'].map(readClock)).toEqual([null, null, null, null, null, null]);
  });
});
