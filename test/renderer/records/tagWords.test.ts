import { expect, it } from 'vitest';
import { tagsOf } from '../../../src/renderer/records/fields/tagWords.ts';

const labels: Readonly<Record<string, string>> = { solar: 'Napenergia', biogas: 'Biogáz' };
const labelOf = (tag: string): string => labels[tag] ?? tag;

it('a typed word stands for the tag that is known by it, in capitals or not and however its accents are written', () => {
  expect(tagsOf(['napenergia', 'BIOGA\u0301Z', 'Biogáz'], Object.keys(labels), labelOf)).toEqual(['solar', 'biogas']);
});

it('a new word becomes a tag in small letters, and a stroke in it does not make it vanish', () => {
  expect(tagsOf([' Gáz/olaj ', 'a~b', '  '], Object.keys(labels), labelOf)).toEqual(['gáz-olaj', 'a-b']);
});
