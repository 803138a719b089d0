import { expect, it } from 'vitest';
import type { RecordId } from '../../../src/base/ids.ts';
import type { BegunValue } from '../../../src/renderer/records/another/begunValues.ts';
import { fromDraft, toDraft } from '../../../src/renderer/records/another/keptValues.ts';

const begun: BegunValue = {
  entry: {
    kind: 'joined',
    type: 'organisation',
    id: 'x' as RecordId,
    path: 'phone',
    values: { country: 'RO' },
    seen: {},
    versions: [],
    editedBy: null,
    broughtBackBy: null,
    duplicate: { id: 'y' as RecordId, seen: {} },
  },
  texts: { '': '+40256100333' },
  value: null,
  isTouched: true,
};

it('a value that is written for a question is kept whole, beside the draft of the form and of other questions', () => {
  expect(fromDraft(toDraft(begun, 1))).toEqual(begun);
  const keys = [begun, { ...begun, entry: { ...begun.entry, duplicate: null } }].map((value) => toDraft(value, 1).key);
  expect(new Set([...keys, 'organisation/x'])).toHaveProperty('size', 3);
  expect(fromDraft({ key: 'organisation/x', type: 'organisation', id: begun.entry.id, shown: {}, values: {}, at: 1 })).toBeNull();
});
