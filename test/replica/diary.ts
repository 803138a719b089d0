import { expect } from 'vitest';
import { foreignBundle } from './bundles.ts';
import { type Change, call } from './harness.ts';
import { importFrom, type Running, type Site, store } from './machines.ts';
import { recordId } from './records.ts';

/**
 * What one replica was told to do and has confirmed. A browser may end in the middle of any of it; `check` then says whether everything that
 * was confirmed is there, and everything else wholly or not at all. Each of the jobs rejects with the browser's end.
 */
export type Diary = {
  /** How many commits have been confirmed. */
  readonly commits: () => number;
  /** Commits an organisation and a practice together. */
  readonly commit: (running: Running, text?: string) => Promise<void>;
  /** Imports the next bundle of a foreign office, or once more the one that did not come in. */
  readonly receive: (running: Running, records: number) => Promise<void>;
  /** Takes back the bundle that came in last. */
  readonly takeBack: (running: Running) => Promise<void>;
  /** Rejects where something is missing or half there; a copy of the disk may be checked as well. */
  readonly check: (running: Running) => Promise<void>;
  /** Takes note of what has become of the job that an end has interrupted. Call it before the next one. */
  readonly goOn: (running: Running) => Promise<void>;
};

type Received = { readonly name: string; readonly records: number; sha256: string | null; live: readonly number[] };

/** A shorter quiet time before the journal is folded, so that a short life meets it often. */
export const quietMs = 60;
export const foldSoon: Change = { file: 'replica/idle.ts', from: 'const quietMs = 2000', to: `const quietMs = ${quietMs}` };

const checkedAtOnce = 500;
const pairTypes = ['organisation', 'practice'] as const;

/** `site` carries the bundles; no two diaries of one site may share `letter`, which names the foreign office's run. */
export const keepDiary = (site: Site, cluster: string, letter: string): Diary => {
  const confirmed: number[] = [];
  const begun: number[] = [];
  const received: Received[] = [];
  let records = 10_000;

  const nameAndBundle = async (count: number): Promise<Received> => {
    const last = received.at(-1);
    if (last && last.sha256 === null) return last;
    const next = { name: `${letter}-${received.length + 1}`, records: count, sha256: null, live: [0] };
    const arriving = Array.from({ length: count }, (_, at) => ({
      type: 'organisation',
      n: records + at,
      f: { name: `Érkező ${records + at}`, phone: next.name },
    }));
    records += count;
    received.push(next);
    site.files.set(next.name, await foreignBundle(cluster, letter, received.length, arriving));
    return next;
  };

  const liveOf = async ({ page }: Running, { name }: Received): Promise<number> => {
    const where = [{ path: 'phone', is: name }];
    return (await call(page, store, 'list', { type: 'organisation', where, locale: 'hu', offset: 0, limit: 1 })).total;
  };

  const checkPairs = async ({ page }: Running): Promise<void> => {
    const asked = begun.slice(-checkedAtOnce);
    const [organisations, practices] = await Promise.all(
      pairTypes.map(async (type) => (await call(page, store, 'rows', type, asked.map(recordId))).map((row) => row.values.name)),
    );
    expect(practices).toEqual(organisations);
    const missing = confirmed.filter((n) => n >= (asked[0] ?? 0) && !organisations?.includes(`Közös ${n}`));
    expect(missing).toEqual([]);
  };

  const checkBundles = async (running: Running): Promise<void> => {
    for (const bundle of received) {
      const live = await liveOf(running, bundle);
      expect(bundle.live, `${live} records of ${bundle.name}`).toContain(live);
    }
  };

  return {
    commits: () => confirmed.length,
    commit: async ({ page }, text = 'rövid') => {
      const n = begun.length + 1;
      begun.push(n);
      const set = { name: `Közös ${n}`, 'summary.hu': text };
      const both = pairTypes.map((type) => ({ kind: 'set', type, id: recordId(n), set, shown: {} }) as const);
      expect(await call(page, store, 'commit', both)).toMatchObject({ ok: true });
      confirmed.push(n);
    },
    receive: async (running, count) => {
      const bundle = await nameAndBundle(count);
      bundle.live = [0, bundle.records];
      const imported = await importFrom(running, bundle.name);
      if (!imported.ok) throw new Error(imported.error.type);
      bundle.sha256 = imported.value.sha256;
      bundle.live = [bundle.records];
    },
    takeBack: async ({ page }) => {
      const bundle = received.findLast(({ sha256, live }) => sha256 && live[0] !== 0);
      if (!bundle?.sha256) return;
      bundle.live = [0, bundle.records];
      const taken = await call(page, store, 'toggleImport', bundle.sha256);
      if (!taken.ok) expect(taken.error.type).toBe('nothingToUndo'); // What it replaced is written behind the import and not confirmed.
      bundle.live = [taken.ok ? 0 : bundle.records];
      if (!taken.ok) bundle.sha256 = '';
    },
    check: async (running) => {
      await checkPairs(running);
      await checkBundles(running);
    },
    goOn: async (running) => {
      for (const bundle of received) bundle.live = [await liveOf(running, bundle)];
      const last = received.at(-1);
      if (last?.sha256 !== null || last.live[0] === 0) return;
      const exchanges = await call(running.page, store, 'exchanges');
      last.sha256 = exchanges.find(({ fileName }) => fileName === last.name)?.sha256 ?? ''; // A rebuilt store does not know when it came in.
    },
  };
};
