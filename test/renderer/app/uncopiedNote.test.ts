import { describe, expect, it } from 'vitest';
import { uncopiedNote } from '../../../src/renderer/app/uncopiedNote.ts';
import type { StoreStatus } from '../../../src/replica/api.ts';

const status = (uncopiedSince: number | null, safetyCopyAt: number | null): StoreStatus => ({
  savedAt: null,
  unsaved: false,
  safetyCopyAt,
  safetyCopyFailing: false,
  uncopiedSince,
  notHandedOver: 0,
  lastExchangeAt: null,
  copies: 0,
  loaded: true,
});

describe('what a window remembers of the safety copy', () => {
  it('is since when it has lacked something, however much has come to it since', () => {
    expect(uncopiedNote(null, status(500, 100))).toBe(500);
    expect(uncopiedNote(500, status(900, 100))).toBe(500);
  });

  it('stays from an earlier sitting until the copy is known to have everything', () => {
    expect(uncopiedNote(500, status(null, null))).toBe(500);
    expect(uncopiedNote(500, status(2000, null))).toBe(500);
    expect(uncopiedNote(500, status(null, 2100))).toBeNull();
  });
});
