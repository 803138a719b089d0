import { describe, expect, it } from 'vitest';
import type { SafetyEntry, Sentinel } from '../../../src/exchange/sentinel.ts';
import type { SignedStatement } from '../../../src/exchange/trust/statements.ts';
import type { SafetyPort } from '../../../src/replica/api.ts';
import { commitChanges } from '../../../src/replica/commit.ts';
import type { MetaRow } from '../../../src/replica/database.ts';
import { noFacts } from '../../../src/replica/facts.ts';
import { sentinelAt } from '../../../src/replica/handingOver.ts';
import { isOutrun } from '../../../src/replica/outrun.ts';
import { entriesToRead, rebuildStore } from '../../../src/replica/recovery.ts';
import type { Session } from '../../../src/replica/session.ts';
import { snapshotBundle } from '../../../src/replica/snapshot.ts';
import { recordId } from '../records.ts';
import { storeOn } from './fakeStore.ts';

const entry = (seq: number, snapshot = false): SafetyEntry => ({ name: `${seq}`, seq, snapshot, bytes: 1, sha256: '' });
const sentinel = (seq: number): Sentinel => ({ cluster: 'c', device: 'd', office: 'o', author: 'a', seq, heads: {}, erased: [], at: 0 });
const read = (entries: readonly SafetyEntry[], seq: number) =>
  entriesToRead(entries, sentinel(seq)).map((each) => [each.seq, each.snapshot]);

describe('the files a recovery reads', () => {
  it('begin with the last snapshot, in order', () => {
    expect(read([entry(3), entry(1), entry(2, true), entry(2)], 3)).toEqual([
      [2, true],
      [3, false],
    ]);
    expect(read([entry(2), entry(1)], 2)).toHaveLength(2);
  });

  it('must be without a hole, from the beginning, up to the sentinel', () => {
    expect(() => read([entry(1), entry(3)], 3)).toThrow('gap');
    expect(() => read([entry(1), entry(2)], 3)).toThrow('gap');
    expect(() => read([entry(2), entry(3)], 3)).toThrow('beginning');
    expect(() => read([], 0)).toThrow('beginning');
  });
});

const rebuilt = async (told: Sentinel, host: Partial<SafetyPort>): Promise<Session> => {
  const session = Object.assign(storeOn({ held: Promise.resolve(), rows: [] }), { host });
  const nothing = { facts: noFacts, isWhole: false, isBeyond: false, drafts: [] };
  await rebuildStore(
    session,
    told,
    async () => nothing,
    async () => session.db,
  );
  return session;
};

describe('a store rebuilt from a damaged safety copy', () => {
  /** A store with one commit that has received one more bundle, from behind a gap; its copy is a snapshot of the commit and that bundle. */
  const storeBehindGap = async () => {
    const session = storeOn({ held: Promise.resolve(), rows: [] });
    const change = { kind: 'set', type: 'organisation', id: recordId(1), set: { name: 'Egy' }, shown: {} } as const;
    expect(await commitChanges(session, [change])).toMatchObject({ ok: true });
    const snapshot = await snapshotBundle(session);
    const claim = { base: { [recordId(2)]: 10 }, heads: { [recordId(2)]: 20 } };
    session.facts = { ...session.facts, seq: 2, claims: [claim] };
    const list: SafetyPort['list'] = async () => [entry(1, true), entry(2)];
    const read: SafetyPort['read'] = async (name) => (name === '1' ? snapshot : null);
    const host: Partial<SafetyPort> = { list, read, listSnapshots: async () => [], readDrafts: async () => '' };
    return { session, host, claim };
  };

  it('does not believe to have received the bundle that it could not read', async () => {
    const { session, host } = await storeBehindGap();
    const told = sentinelAt(session, 2);
    if (!told) throw new Error('Nobody was set up.');
    const { facts } = await rebuilt(told, host);
    expect(facts.seq).toBe(3);
    expect(facts.claims).toEqual([]);
    expect(facts.areLinksCut).toBe(true);
  });

  it('is told of no bundle that has come behind the entry', async () => {
    const { session, claim } = await storeBehindGap();
    expect(sentinelAt(session, 2)?.claims).toEqual([claim]);
    expect(sentinelAt(session, 1)?.claims ?? []).toEqual([]);
  });
});

describe('a store rebuilt after it has forgotten an erasure', () => {
  it('keeps the drafts that it held, and those that the host has, but none of a record that has been erased', async () => {
    const before = storeOn({ held: Promise.resolve(), rows: [] });
    const [kept, erased] = [recordId(1), recordId(2)];
    for (const id of [kept, erased]) {
      const change = { kind: 'set', type: 'organisation', id, set: { name: 'Egy' }, shown: {} } as const;
      expect(await commitChanges(before, [change])).toMatchObject({ ok: true });
    }
    expect(await commitChanges(before, [{ kind: 'erase', type: 'organisation', id: erased }])).toMatchObject({ ok: true });
    const snapshot = await snapshotBundle(before);
    const begun = (id: string) => ({ key: `visit/${id}`, type: 'visit', id, shown: {}, values: {}, at: 1 });
    const readDrafts = async (): Promise<string> => JSON.stringify([kept, erased].map(begun));
    const host: Partial<SafetyPort> = { list: async () => [entry(3, true)], read: async () => snapshot, readDrafts };
    const told = sentinelAt(before, 3);
    if (!told) throw new Error('Nobody was set up.');
    const session = Object.assign(storeOn({ held: Promise.resolve(), rows: [] }), { host });
    const drafts = [kept, erased].map((id) => ({ key: `draft/organisation/${id}`, data: new Uint8Array() }));
    const written: MetaRow[] = [];
    const bulkPut = async (rows: readonly MetaRow[]): Promise<void> => void written.push(...rows);
    const openDb = async (): Promise<Session['db']> => Object.assign(session.db, { meta: { ...session.db.meta, bulkPut } });
    await rebuildStore(session, told, async () => ({ facts: noFacts, isWhole: false, isBeyond: false, drafts }), openDb);
    expect(written.map(({ key }) => key).filter((key) => key.startsWith('draft/'))).toEqual([
      `draft/organisation/${kept}`,
      `draft/visit/${kept}`,
    ]);
  });
});

describe('a store rebuilt from a copy that had not kept up', () => {
  it('is not found to lack at every start what nobody holds any more: the host is told of all that there is', async () => {
    const before = storeOn({ held: Promise.resolve(), rows: [] });
    const save = (name: string) =>
      commitChanges(before, [{ kind: 'set', type: 'organisation', id: recordId(1), set: { name }, shown: {} } as const]);
    expect(await save('Egy')).toMatchObject({ ok: true });
    const first = await snapshotBundle(before);
    expect(await save('Kettő')).toMatchObject({ ok: true });
    const told = sentinelAt(before, 1); // Beside the first entry, while the second is on its way.
    if (!told) throw new Error('Nobody was set up.');
    const host: Partial<SafetyPort> = { list: async () => [entry(1, true)], read: async () => first, readDrafts: async () => '' };
    const session = await rebuilt(told, host);
    expect(session.facts.seq, 'one more than the host has').toBe(2);
    const anew = sentinelAt(session, session.facts.seq);
    expect(anew && isOutrun(session, anew)).toBe(false);
    const again = await rebuilt({ ...told, heads: session.facts.heads }, host);
    expect(again.facts.seq, 'the same where nothing is missing').toBe(1);
  });
});

describe('what a rebuilt store knows of keys', () => {
  const signed = (text: string): SignedStatement => ({ text, signatures: [] });

  /** A store whose room for what others say is full, and in which the own office has withdrawn a key since. */
  const fullStore = async () => {
    const session = storeOn({ held: Promise.resolve(), rows: [] });
    const change = { kind: 'set', type: 'organisation', id: recordId(1), set: { name: 'Egy' }, shown: {} } as const;
    expect(await commitChanges(session, [change])).toMatchObject({ ok: true });
    const others = Array.from({ length: 3072 }, (_, n) => signed(`word ${n} of another office`));
    session.facts = { ...session.facts, statements: [...others, signed('the own office withdraws a key')] };
    const told = sentinelAt(session, session.facts.seq);
    if (!told) throw new Error('Nobody was set up.');
    return { session, told };
  };

  it('is all that this machine had written down, also where others had filled the room for it', async () => {
    const { session, told } = await fullStore();
    const snapshot = await snapshotBundle(session);
    const list: SafetyPort['list'] = async () => [entry(told.seq, true)];
    const { facts } = await rebuilt(told, { list, read: async () => snapshot, listSnapshots: async () => [], readDrafts: async () => '' });
    expect(facts.statements.at(-1)?.text).toBe('the own office withdraws a key');
    expect(facts.statements).toHaveLength(3073);
  });
});
