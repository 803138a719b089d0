import { expect, it, vi } from 'vitest';
import type { Draft, SafetyPort } from '../../../src/replica/api.ts';
import { createDraftCopy } from '../../../src/replica/draftCopy.ts';
import { dropDraft, saveDraft } from '../../../src/replica/drafts.ts';
import type { Session } from '../../../src/replica/session.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

/** A store whose host keeps what is begun in forms, or never answers. */
const copied = (answers: boolean) => {
  const texts: string[] = [];
  const host: Partial<SafetyPort> = {
    keepDrafts: async (text) => {
      texts.push(text);
      if (!answers) await new Promise(() => undefined);
    },
  };
  const session: Session = Object.assign(storeOn({ held: Promise.resolve(), rows: [] }), { host });
  const copy = createDraftCopy(session);
  session.whenDrafted.add(copy.wake);
  return { session, texts };
};

const draft: Draft = { key: 'visit/1', type: 'visit', id: recordId(1), shown: {}, values: { note: 'Félbehagyva' }, at: 1 };

it('what is dropped is dropped with the host too, before the form hears that it is', async () => {
  const { session, texts } = copied(true);
  await saveDraft(session, draft);
  await vi.waitFor(() => expect(texts).toEqual([JSON.stringify([draft])]), { timeout: 5000 });
  await dropDraft(session, draft.key);
  expect(texts.at(-1)).toBe('[]');
});

it('the window hears of everything begun that is kept or dropped, so that no screen goes on without it', async () => {
  const { session } = copied(true);
  const heard: string[] = [];
  const listening = Object.assign(session, { emit: ({ kind }: { readonly kind: string }) => heard.push(kind) });
  await saveDraft(listening, draft);
  expect(heard).toEqual(['drafted']);
  await dropDraft(listening, draft.key);
  expect(heard).toEqual(['drafted', 'drafted']);
});

it('a host that does not answer keeps no form open', async () => {
  const { session, texts } = copied(false);
  await saveDraft(session, draft);
  await dropDraft(session, draft.key);
  expect(texts).toEqual(['[]']);
});
