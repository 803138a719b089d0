import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase32, toBase32 } from '../../src/base/base32.ts';

it.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('writes %j as RFC 4648 does', (plain, text) => {
  expect(toBase32(new TextEncoder().encode(plain))).toBe(text);
});

it('reads back what it has written', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      expect(fromBase32(toBase32(bytes))).toEqual(bytes);
    }),
  );
});

it.each(['M', 'MYA', 'MZ', 'my', 'MY======', 'M Y', 'M1', 'MÉ'])('refuses %s, which nothing writes', (text) => {
  expect(fromBase32(text)).toBeNull();
});
