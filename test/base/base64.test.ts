import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../src/base/base64.ts';

it('writes what Node writes and reads it back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      const text = toBase64Url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64Url(text)).toEqual(bytes);
    }),
  );
});

it.each(['A', 'AAAAA', 'AB', 'AAB', 'AA==', 'AA A', 'AA+A', 'AA/A', 'AAé'])('refuses %s, which nothing writes', (text) => {
  expect(fromBase64Url(text)).toBeNull();
});
