import { expect, it } from 'vitest';
import type { RecordId } from '../../../../src/base/ids.ts';
import { type Stage, told } from '../../../../src/renderer/features/desk/outcome.ts';

const [own, other] = ['own', 'other'] as unknown as readonly [RecordId, RecordId];
const outcome = { kind: 'no', typed: 'Őri' } as const;
const shown: Stage = { at: 'outcome', outcome };

it('a result that comes late covers no visitor who is being typed, and no PIN', () => {
  const walkIn: Stage = { at: 'walkIn', id: own };
  expect(told({ at: 'prompt' }, outcome, null)).toEqual(shown);
  expect(told(walkIn, outcome, null)).toBe(walkIn);
  expect(told(walkIn, outcome, other)).toBe(walkIn);
  expect(told(walkIn, outcome, own)).toEqual(shown);
  expect(told({ at: 'leaving' }, outcome, null)).toEqual({ at: 'leaving' });
});
