import { describe, expect, it } from 'vitest';
import { comboOf, mayRepeat } from '../../../src/renderer/ui/keys.ts';

const press = (key: string, held: readonly ('ctrlKey' | 'altKey' | 'shiftKey' | 'metaKey')[] = []): string =>
  comboOf({
    key,
    ctrlKey: held.includes('ctrlKey'),
    altKey: held.includes('altKey'),
    shiftKey: held.includes('shiftKey'),
    metaKey: held.includes('metaKey'),
  });

describe('a pressed key', () => {
  it('is named by what it gives, in either case', () => {
    expect(press('n')).toBe('N');
    expect(press('k', ['ctrlKey'])).toBe('Ctrl K');
    expect(press('k', ['metaKey'])).toBe('Ctrl K');
    expect(press('F6', ['shiftKey'])).toBe('Shift F6');
    expect(press('Z', ['ctrlKey', 'shiftKey'])).toBe('Ctrl Shift Z');
  });

  it('keeps signs that need Shift on some layouts as they are', () => {
    expect(press('?', ['shiftKey'])).toBe('?');
    expect(press('/', ['shiftKey'])).toBe('/');
  });
});

describe('a held key', () => {
  it.each(['ArrowDown', 'PageUp', 'J', 'K', 'Alt ArrowDown'])('goes on moving: %s', (combo) => expect(mayRepeat(combo)).toBe(true));
  it.each(['1', '2', 'Ctrl Enter', 'Ctrl Z', 'E', 'N', 'Escape', 'F9'])('acts once: %s', (combo) => expect(mayRepeat(combo)).toBe(false));
});
