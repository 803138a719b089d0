import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBadgeCode, formatBadgeCode, parseBadgeCode } from '../../src/domain/badges.ts';
import { badgeLines, formatListName, formatName, initialsOf, nameKey, toPersonName } from '../../src/domain/names.ts';
import { formatPhone, isKnownPhone, parsePhone } from '../../src/domain/phones.ts';

const agnes = toPersonName({ family: 'Kovácsné Próba', given: 'Ágnes', title: 'dr.', order: 'family-first' });
const ana = toPersonName({ family: 'Țurcan-Model', given: 'Ana' }, 'RO');

describe('names', () => {
  it('stand in the order of the person’s own culture', () => {
    expect(formatName(agnes)).toBe('dr. Kovácsné Próba Ágnes');
    expect(formatName(ana)).toBe('Ana Țurcan-Model');
    expect(formatListName(ana)).toBe('Țurcan-Model Ana');
    expect(formatListName(agnes)).toBe('dr. Kovácsné Próba Ágnes');
  });

  it('show on a badge first what the person is called by', () => {
    expect(badgeLines(agnes)).toEqual(['dr. Kovácsné Próba', 'Ágnes']);
    expect(badgeLines(ana)).toEqual(['Ana', 'Țurcan-Model']);
    expect(badgeLines(toPersonName({ family: 'Exemplu' }, 'RO'))).toEqual(['Exemplu', '']);
  });

  it('have one key in either order and without diacritics', () => {
    expect(nameKey(toPersonName({ family: 'Ana', given: 'turcan-model' }))).toBe(nameKey(ana));
    expect(initialsOf(ana)).toBe('AȚ');
  });
});

const codes = fc
  .uint8Array({ minLength: 64, maxLength: 64 })
  .filter((bytes) => bytes.filter((byte) => byte < 232).length >= 7)
  .map((bytes) => {
    let at = 0;
    return createBadgeCode((length) => {
      at = (at + length) % 64;
      return Uint8Array.from({ length }, (_value, index) => bytes[(at + index) % 64] ?? 0);
    });
  });

describe('badge codes', () => {
  it('are read back in lower case, in groups and with blanks', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(parseBadgeCode(` ${formatBadgeCode(code).toLowerCase()} `)).toEqual({ ok: true, value: code });
      }),
    );
  });

  it('notice every wrong character and every exchange of two neighbours', () => {
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 7 }), fc.constantFrom(...'23456789ABCDEFGHJKMNPQRSTUVWX'), (code, at, other) => {
        const wrong = code.slice(0, at) + other + code.slice(at + 1);
        const swapped = code.slice(0, at) + (code[at + 1] ?? '') + (code[at] ?? '') + code.slice(at + 2);
        for (const damaged of [wrong, swapped]) if (damaged !== code) expect(parseBadgeCode(damaged).ok).toBe(false);
      }),
    );
  });

  it('tell a wrong length from a character that no code has', () => {
    expect(parseBadgeCode('ABC')).toEqual({ ok: false, error: { type: 'badgeLength' } });
    expect(parseBadgeCode('ABCDEFG0')).toEqual({ ok: false, error: { type: 'badgeCharacter' } });
  });
});

describe('parsePhone', () => {
  it.each([
    ['(06 62) 123 456', 'HU', '+3662123456'],
    ['06 30 123 4567', 'HU', '+36301234567'],
    ['70/123-4567', 'HU', '+36701234567'],
    ['0040 256 123 456', 'HU', '+40256123456'],
    ['0256 123 456', 'RO', '+40256123456'],
    ['0036 62 123 456', 'RO', '+3662123456'],
  ] as const)('reads %s in %s', (typed, country, e164) => {
    expect(parsePhone(typed, country)).toEqual({ ok: true, value: e164 });
  });

  it.each(['0256 123 456 int. 12', '0256 123 456 ext. 12', '0256 123 456;ext=12', '0256 123 456 (Ana)', '0256 123 456, 0256 123 457'])(
    'takes nothing away from %s',
    (typed) => {
      expect(parsePhone(typed, 'RO')).toEqual({ ok: false, error: { type: 'phone' } });
    },
  );

  it('says when a text is no number, and formats those that are', () => {
    expect(parsePhone('titkárság', 'HU')).toEqual({ ok: false, error: { type: 'phone' } });
    expect(formatPhone('+3662123456')).toBe('+36 62 123 456');
    expect([isKnownPhone('+36201234567'), isKnownPhone('+36001')]).toEqual([true, false]);
  });
});
