import { expect, it } from 'vitest';
import { asciiName } from '../../src/base/asciiName.ts';

it('names a file after an office in letters that every file system takes', () => {
  expect(asciiName('Hódmezővásárhely – „A/B” iroda')).toBe('hodmezovasarhely-a-b-iroda');
  expect(asciiName('../../etc/passwd')).toBe('etc-passwd');
  expect(asciiName('Киев')).toBe('office');
  expect(asciiName('Iroda '.repeat(80)).length).toBeLessThanOrEqual(60);
});
