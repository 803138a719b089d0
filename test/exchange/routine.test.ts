import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../src/base/result.ts';
import { advanceHeads, type Claim } from '../../src/crdt/claims.ts';
import type { RunId, RunRecord, Vector } from '../../src/crdt/types.ts';
import { impliesVector } from '../../src/crdt/vector.ts';
import {
  noMemory,
  type PlacedBundle,
  type PlaceMemory,
  type PlaceSide,
  type RoundOptions,
  type RoundReport,
  type StoreSide,
} from '../../src/exchange/roundSides.ts';
import { exchangeOnce } from '../../src/exchange/routine.ts';

/** A bundle of these tests: what it claims, and the facts (run:n) it carries. */
type File = Claim & {
  readonly facts: readonly string[];
  readonly device: string;
  readonly asks: readonly string[];
  readonly isTorn?: boolean;
};
type Files = Map<string, File>;
type Failed = { readonly type: 'down' | 'placeRefused' | 'placeFileTooLarge' | 'headerTooLarge' };

const runOf = (device: string): RunId => device.repeat(20).slice(0, 20) as RunId; // Twenty characters of base32.
const nameOf = (device: string, run: string, n: number): string => `replicas/${device}/${run}-${String(n).padStart(6, '0')}.json`;
const placed = (name: string): PlacedBundle => {
  const [, device = '', run = '', n = ''] = /^replicas\/(.+)\/(.+)-(\d{6})\.json$/.exec(name) ?? [];
  return { name, device, run, n: Number(n) };
};

const runs = new Map<string, RunRecord>(
  ['a', 'b', 'c'].map((device) => [runOf(device), { id: runOf(device), device, office: device, author: device, parent: null }]),
);

/** A laptop that holds numbered changes, as far as an exchange sees it. */
const createLaptop = (device: string, files: Files) => {
  const facts = new Set<string>();
  let heads: Vector = {};
  let claims: readonly Claim[] = [];
  let memory: PlaceMemory = noMemory;
  let calls = 0;
  let losesAnswer = false;
  let duringUpload: () => Promise<unknown> = async () => undefined;
  /** Runs whose records are known here, and names that are refused for good. */
  const knownRuns = new Set<string>([runOf(device)]);
  const refused = new Set<string>();
  /** Devices that encrypt for others only. */
  const closed = new Set<string>();
  /** Names that cannot be read, and why. */
  const unreadable = new Map<string, Failed['type']>();
  /** Names that wait for a person, and those to which one has said yes. */
  const [aside, confirmed] = [new Set<string>(), new Set<string>()];
  /** Whether those who have signed what waits are trusted. */
  const signers = { areTrusted: false };
  /** Whether what lies in the place stays there. */
  const rights = { remove: true };
  /** How many facts a bundle can carry. */
  const room = { facts: Number.POSITIVE_INFINITY };
  /** Files of the place whose copies are of no use here. */
  const useless = new Set<string>();
  const write = (): void => {
    const n = (heads[runOf(device)] ?? 0) + 1;
    heads = { ...heads, [runOf(device)]: n };
    facts.add(`${runOf(device)}:${n}`);
  };
  const vectorOf = (fact: string): Vector => ({ [fact.split(':')[0] ?? '']: Number(fact.split(':')[1]) });
  const beyond = (base: Vector): readonly string[] => [...facts].filter((fact) => !impliesVector(base, vectorOf(fact), runs));
  const place: PlaceSide<File, Failed> = {
    list: async () => {
      calls += 1;
      return ok([...files.keys()].sort().map(placed));
    },
    read: async (name) => {
      calls += 1;
      const type = unreadable.get(name);
      if (type !== undefined) return err({ type });
      return ok(files.get(name) ?? null);
    },
    publish: async (run, n, file) => {
      calls += 1;
      const name = nameOf(device, run, n);
      if (files.has(name)) throw new Error('A name was written twice.');
      files.set(name, file);
      await duringUpload();
      if (losesAnswer) throw new Error('No answer came.');
      return ok(name);
    },
    remove: async (names) => {
      calls += 1;
      if (!rights.remove) return err({ type: 'placeRefused' });
      for (const name of names) {
        if (placed(name).device !== device) throw new Error('Somebody else’s bundle was removed.');
        files.delete(name);
      }
      return ok(null);
    },
  };
  const store: StoreSide<File, Failed> = {
    device,
    run: () => runOf(device),
    runs: () => runs,
    heads: () => heads,
    receive: async (name, file) => {
      if (file.isTorn === true) return { state: 'later', error: 'torn', isWanting: true };
      if (refused.has(name)) return { state: 'refused', error: 'refused' };
      if (aside.has(name))
        return { state: 'aside', claim: { base: file.base, heads: file.heads }, sha256: name, isTrusted: signers.areTrusted };
      if (closed.has(file.device)) return { state: 'refused', error: 'bundleNotForUs' };
      if (!Object.keys(file.base).every((run) => knownRuns.has(run))) return { state: 'later', error: 'unknownRuns', isWanting: true };
      for (const run of Object.keys(file.heads)) knownRuns.add(run);
      for (const fact of file.facts) facts.add(fact);
      const advanced = advanceHeads(heads, [...claims, file], runs);
      heads = advanced.heads;
      claims = advanced.open;
      return { state: 'applied', claim: { base: file.base, heads: file.heads }, asks: file.asks };
    },
    isApplied: (sha256) => confirmed.has(sha256),
    asks: () => [...useless],
    beyond: async (covered) => {
      const afterGap = beyond(covered).filter((fact) => !impliesVector(heads, vectorOf(fact), runs));
      return { isLacking: beyond(covered).length > afterGap.length, afterGap: afterGap.sort().join(' ') };
    },
    write: async (base, asks) =>
      beyond(base).length > room.facts
        ? err({ type: 'headerTooLarge' })
        : ok({ file: { base, heads, facts: beyond(base), device, asks }, heads }),
    remember: async (next) => {
      memory = next;
    },
  };
  const exchange = async (options: RoundOptions = {}): Promise<RoundReport> => {
    const result: Result<RoundReport, { readonly type: string }> = await exchangeOnce(place, store, memory, options);
    if (!result.ok) throw new Error(result.error.type);
    return result.value;
  };
  /** Publishes and never hears of it. */
  const loseAnswer = async (): Promise<void> => {
    losesAnswer = true;
    await expect(exchange()).rejects.toThrow('No answer came.');
    losesAnswer = false;
  };
  /** Does something else while a bundle is on its way. */
  const exchangeDuring = async (work: () => Promise<unknown>): Promise<void> => {
    duringUpload = work;
    await exchange();
    duringUpload = async () => undefined;
  };
  const forget = (): void => {
    memory = noMemory;
  };
  const callsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const before = calls;
    await work();
    return calls - before;
  };
  const knowRunOf = (other: string): void => void knownRuns.add(runOf(other));
  const receive = (name: string, file: File) => store.receive(name, file, false);
  return {
    write,
    exchange,
    exchangeDuring,
    forget,
    callsOf,
    loseAnswer,
    knowRunOf,
    receive,
    facts,
    refused,
    closed,
    unreadable,
    aside,
    signers,
    confirmed,
    rights,
    room,
    useless,
    heads: () => heads,
  };
};

describe('an exchange with a shared place', () => {
  it('brings everybody everything, and then falls silent', async () => {
    const files: Files = new Map();
    const [a, b, c] = [createLaptop('a', files), createLaptop('b', files), createLaptop('c', files)];
    a.write();
    b.write();
    for (let round = 0; round < 3; round += 1) for (const laptop of [a, b, c]) await laptop.exchange();
    expect([a.facts.size, b.facts.size, c.facts.size]).toEqual([2, 2, 2]);
    expect([b.heads(), c.heads()]).toEqual([a.heads(), a.heads()]);
    const count = files.size;
    for (const laptop of [a, b, c]) expect(await laptop.exchange()).toMatchObject({ applied: [], published: null, folded: 0 });
    expect(files.size).toBe(count);
  });

  it('says what it has anew when more has come since, but not at every turn', async () => {
    const files: Files = new Map();
    const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
    const minute = 60_000;
    const turn = async (now: number) => {
      await a.exchange({ now });
      return (await b.exchange({ now })).published;
    };
    a.write();
    expect(await turn(0)).not.toBeNull();
    a.write();
    expect(await turn(minute)).toBeNull();
    const said = await turn(10 * minute);
    expect(files.get(said ?? '')).toMatchObject({ facts: [], heads: a.heads() });
    for (const now of [20, 40, 60]) expect(await turn(now * minute)).toBeNull();
    a.write();
    expect(await turn(-1_000_000 * minute), 'a clock that was set').not.toBeNull();
  });

  it('costs one call when there is nothing new, however many bundles lie there', async () => {
    const files: Files = new Map();
    const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
    for (let n = 0; n < 500; n += 1) {
      a.write();
      await a.exchange({ foldAbove: 1000 });
    }
    await b.exchange();
    await a.exchange({ foldAbove: 1000 });
    expect(files.size).toBeGreaterThan(500);
    expect(await b.callsOf(b.exchange)).toBe(1);
  });

  it('asks for what was encrypted for others once somebody writes for it, and gets it from whoever can read both', async () => {
    const files: Files = new Map();
    const [a, b, c] = [createLaptop('a', files), createLaptop('b', files), createLaptop('c', files)];
    c.closed.add('a').add('b');
    b.write();
    await meet([b, a, c, c], 1);
    const asksOf = (device: string) => [...files.values()].flatMap((file) => (file.device === device ? file.asks : []));
    expect(asksOf('c'), 'nobody would hear it').toEqual([]);
    c.closed.delete('a');
    await a.exchange({ foldNow: true });
    b.write();
    await meet([b, a, c, a, a, c], 1);
    expect(asksOf('c')).toEqual([1, 2].map((n) => nameOf('b', runOf('b'), n)));
    expect([...c.facts].sort()).toEqual([...b.facts].sort());
    const count = files.size;
    await meet([a, c, a, c], 1);
    expect(files.size).toBe(count);
  });

  it('asks for more than a header has room for in turn, each once, and goes on where the first stay unanswered', async () => {
    const files: Files = new Map();
    const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
    const names = Array.from({ length: 250 }, (_, n) => `blobs/${String(n).padStart(64, '0')}`);
    a.write();
    await a.exchange();
    for (const name of names) b.useless.add(name);
    await meet([b], 5);
    const asks = [...files.values()].map((file) => file.asks).filter(({ length }) => length > 0);
    expect(asks.map(({ length }) => length)).toEqual([100, 100, 100]);
    expect(new Set(asks.flat())).toEqual(new Set(names));
    b.write();
    const { published } = await b.exchange({ foldNow: true });
    expect(files.get(published ?? '')?.asks, 'those that were named longest ago').toEqual(names.slice(50, 150));
    expect(await b.exchange()).toMatchObject({ published: null });
  });

  it('fills an emptied place again and tells that own bundles are gone', async () => {
    const files: Files = new Map();
    const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
    a.write();
    await a.exchange();
    await b.exchange();
    files.clear();
    const report = await b.exchange();
    expect(report).toMatchObject({ vanished: 1, lost: 1 });
    expect(report.published).not.toBeNull();
    const c = createLaptop('c', files);
    await c.exchange();
    expect([...c.facts]).toEqual([...a.facts]);
  });

  it.each<readonly [string, (name: string) => boolean]>([
    ['nothing', () => false],
    ['none of one’s own bundles', (name) => !name.includes('/a/')],
    ['none of the others’ bundles', (name) => name.includes('/a/')],
    ['the first bundles only', (name) => name.endsWith('-000001.json')],
    ['the last bundles only', (name) => !name.endsWith('-000001.json')],
  ])('T5 takes nothing away where the place lists %s, and everybody has everything once it lists all again', async (_, isListed) => {
    const files: Files = new Map();
    const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
    for (let round = 0; round < 2; round += 1) {
      a.write();
      b.write();
      await meet([a, b], 2);
    }
    const before = new Set(a.facts);
    const hidden = [...files].filter(([name]) => !isListed(name));
    for (const [name] of hidden) files.delete(name);
    await a.exchange();
    expect(a.facts).toEqual(before);
    for (const [name, file] of hidden) files.set(name, file);
    b.write();
    await meet([b, a], 3);
    expect([a.facts.size, a.facts]).toEqual([before.size + 1, b.facts]);
  });

  it('passes on what came another way, so that a stick reaches everybody', async () => {
    const [stick, place]: readonly [Files, Files] = [new Map(), new Map()];
    const [a, b] = [createLaptop('a', stick), createLaptop('b', place)];
    a.write();
    await a.exchange();
    for (const [name, file] of stick) await b.receive(name, file);
    await b.exchange();
    const c = createLaptop('c', place);
    await c.exchange();
    expect([...c.facts]).toEqual([...a.facts]);
  });

  it('passes on what came from behind a gap while a bundle was on its way', async () => {
    const [stick, place]: readonly [Files, Files] = [new Map(), new Map()];
    const [a, b, c] = [createLaptop('a', stick), createLaptop('b', place), createLaptop('c', place)];
    a.write();
    await a.exchange();
    a.write();
    await a.exchange();
    const [, [name, second] = []] = stick; // Builds on the first one, which is not here.
    if (name === undefined || second === undefined) throw new Error('There is no second bundle.');
    b.knowRunOf('a');
    b.write();
    await b.exchangeDuring(() => b.receive(name, second));
    await b.exchange();
    c.knowRunOf('a');
    await c.exchange();
    expect([...c.facts].sort()).toEqual([...b.facts].sort());
    expect(await b.exchange()).toMatchObject({ published: null });
  });

  it('folds its own bundles into one that covers them, and whoever was halfway misses nothing', async () => {
    const files: Files = new Map();
    const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
    for (let n = 0; n < 5; n += 1) {
      a.write();
      await a.exchange({ foldAbove: 100 });
      if (n === 2) await b.exchange();
    }
    a.write();
    expect(await a.exchange({ foldAbove: 3 })).toMatchObject({ folded: 6 });
    expect([...files.keys()].filter((name) => placed(name).device === 'a')).toHaveLength(1);
    expect(await b.exchange()).toMatchObject({ vanished: 0 });
    expect(b.facts.size).toBe(6);
  });

  it('misses nothing of an office whose whole bundle waits for a person, unless nobody trusted has signed that', async () => {
    const vanished = async (areTrusted: boolean): Promise<number> => {
      const files: Files = new Map();
      const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
      b.signers.areTrusted = areTrusted;
      for (let n = 0; n < 3; n += 1) {
        a.write();
        await a.exchange();
        await b.exchange();
      }
      const { published } = await a.exchange({ foldNow: true });
      b.aside.add(published ?? '');
      return (await b.exchange()).vanished;
    };
    expect(await vanished(true)).toBe(0);
    expect(await vanished(false)).toBe(3);
  });

  it('writes the whole at once where it must, and then as little as before', async () => {
    const files: Files = new Map();
    const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
    a.write();
    await a.exchange();
    b.write();
    const whole = await b.exchange({ foldNow: true });
    expect(files.get(whole.published ?? '')).toMatchObject({ base: {}, facts: [expect.any(String), expect.any(String)] });
    expect(await b.exchange()).toMatchObject({ published: null, folded: 0 });
    expect(await b.exchange({ foldNow: true })).toMatchObject({ folded: 1, lost: 0 });
    expect(await a.exchange()).toMatchObject({ vanished: 0, published: null });
    expect(a.facts.size).toBe(2);
  });

  it.each([
    ['hides', 'while it is folded'],
    ['brings back', 'after it was removed'],
  ])('removes unread, in the next round, an own bundle that a mirror %s %s: it may hold what was erased since', async (how) => {
    const files: Files = new Map();
    const a = createLaptop('a', files);
    a.write();
    const { published } = await a.exchange();
    const [name, file] = [published ?? '', files.get(published ?? '')];
    if (file === undefined) throw new Error('Nothing was written.');
    if (how === 'hides') {
      files.delete(name);
      await a.exchange();
    }
    await a.exchange({ foldNow: true });
    files.set(name, file);
    expect(await a.exchange()).toMatchObject({ applied: [], published: null, lost: 0 });
    expect(files.has(name)).toBe(false);
    expect(files.size).toBe(1);
  });

  it('takes its own bundles for those of a stranger when it has forgotten them, as a restored disk has', async () => {
    const files: Files = new Map();
    const a = createLaptop('a', files);
    a.write();
    a.write();
    await a.exchange();
    const restored = createLaptop('a', files);
    expect((await restored.exchange()).applied).toHaveLength(1);
    expect([...restored.facts]).toEqual([...a.facts]);
    a.forget();
    a.write();
    await a.exchange();
    await restored.exchange();
    expect([...restored.facts]).toEqual([...a.facts]);
  });

  it('counts an upload whose answer was lost as its own, and neither receives it nor sends it again', async () => {
    const files: Files = new Map();
    const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
    a.write();
    await a.loseAnswer();
    expect(await a.exchange()).toMatchObject({ applied: [], published: null, lost: 0 });
    a.write();
    await a.loseAnswer();
    a.write();
    expect(await a.exchange({ foldAbove: 2 })).toMatchObject({ applied: [], folded: 3 });
    expect(await b.exchange()).toMatchObject({ applied: [expect.anything()] });
  });

  it('can be stopped before each file and goes on where it was', async () => {
    const files: Files = new Map();
    const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
    a.write();
    await a.exchange();
    const stop = new AbortController();
    stop.abort();
    await expect(b.exchange({ signal: stop.signal })).rejects.toThrow('cancelled');
    expect(b.facts.size).toBe(0);
    await b.exchange();
    expect(b.facts.size).toBe(1);
  });

  const meet = async (laptops: readonly ReturnType<typeof createLaptop>[], rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round += 1) for (const laptop of laptops) await laptop.exchange();
  };

  it('heals by itself when a bundle is damaged in the place for good: its writer is asked and gives everything', async () => {
    const files: Files = new Map();
    const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
    a.write();
    await a.exchange();
    for (const [name, file] of files) files.set(name, { ...file, isTorn: true });
    a.write();
    await meet([a, b], 4);
    expect([...b.facts].sort()).toEqual([...a.facts].sort());
    expect(b.heads()).toEqual(a.heads());
    expect([...files.values()].some(({ isTorn }) => isTorn)).toBe(false);
    const count = files.size;
    await meet([a, b], 3);
    expect(files.size).toBe(count);
  });

  it('does not ask for a bundle that is whole the next time, as one that was still being copied', async () => {
    const files: Files = new Map();
    const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
    a.write();
    await a.exchange();
    const [[name, file] = []] = files;
    if (name === undefined || file === undefined) throw new Error('Nothing was published.');
    files.set(name, { ...file, isTorn: true });
    await b.exchange();
    files.set(name, file);
    await meet([b, a], 2);
    expect(b.heads()).toEqual(a.heads());
    expect(files.has(name)).toBe(true);
    expect([...files.values()].every(({ asks }) => asks.length === 0)).toBe(true);
  });

  it('brings two who do not know each other’s beginnings together, although each builds on a bundle that the other has refused', async () => {
    const files: Files = new Map();
    const [a, b, c] = [createLaptop('a', files), createLaptop('b', files), createLaptop('c', files)];
    c.write();
    await c.exchange();
    const [ofC = ''] = files.keys();
    b.refused.add(ofC);
    a.write();
    await meet([a, b], 4);
    expect([...b.facts].sort()).toEqual([...a.facts].sort());
    b.write();
    await meet([a, b], 3);
    expect([...a.facts].sort()).toEqual([...b.facts].sort());
  });

  it('is healed by the others where the writer of a damaged bundle has gone for good', async () => {
    const files: Files = new Map();
    const [a, b, c] = [createLaptop('a', files), createLaptop('b', files), createLaptop('c', files)];
    a.write();
    await a.exchange();
    await b.exchange();
    for (const [name, file] of files) if (placed(name).device === 'a') files.set(name, { ...file, isTorn: true });
    await meet([b, c], 4);
    expect([...c.facts]).toEqual([...a.facts]);
    const count = files.size;
    await meet([b, c], 3);
    expect(files.size).toBe(count);
  });

  it('gives everything again only once in a run to somebody who cannot take in a whole bundle', async () => {
    const files: Files = new Map();
    const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
    a.write();
    await a.exchange();
    for (let round = 0; round < 12; round += 1) {
      for (const [name, file] of files) if (placed(name).device === 'a') files.set(name, { ...file, isTorn: true });
      await meet([b, a], 1);
    }
    expect([...files.keys()].filter((name) => placed(name).device === 'a').map((name) => placed(name).n)).toEqual([2]);
  });

  it.each(['placeRefused', 'placeFileTooLarge'] as const)('goes on beside one file that cannot be read: %s', async (type) => {
    const files: Files = new Map();
    const [a, b, c] = [createLaptop('a', files), createLaptop('b', files), createLaptop('c', files)];
    b.write();
    await b.exchange();
    a.write();
    const { published } = await a.exchange();
    c.unreadable.set(published ?? '', type);
    c.write();
    const round = await c.exchange();
    expect([...round.later, ...round.refused]).toEqual([{ name: published, error: type }]);
    expect(round.published).not.toBeNull();
    expect([...c.facts].sort()).toEqual([...b.facts, `${runOf('c')}:1`].sort());
    const read = await c.callsOf(() => c.exchange());
    expect(read, 'one that is too large is not read again').toBe(type === 'placeFileTooLarge' ? 1 : 2);
    c.unreadable.clear();
    await c.exchange();
    if (type === 'placeRefused') expect(c.facts.size).toBe(3);
  });

  it('is not kept from writing by a file that somebody has put there under the last of its names', async () => {
    const files: Files = new Map();
    const a = createLaptop('a', files);
    const junk: File = { base: {}, heads: {}, facts: [], device: 'b', asks: [] };
    for (const device of ['a', 'b']) files.set(nameOf(device, runOf('a'), 999_999), junk);
    files.set(nameOf('a', runOf('a'), 2), junk);
    const numbers = [];
    for (let n = 0; n < 3; n += 1) {
      a.write();
      numbers.push(placed((await a.exchange()).published ?? '').n);
    }
    expect(numbers).toEqual([1, 3, 4]);
  });

  it('writes under no name that others may remember, also where the place has been forgotten and added again', async () => {
    const files: Files = new Map();
    const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
    for (let n = 0; n < 3; n += 1) {
      a.write();
      await a.exchange();
      await b.exchange();
    }
    await a.exchange({ foldNow: true });
    a.forget();
    a.write();
    await a.exchange();
    await b.exchange();
    expect(b.facts.has(`${runOf('a')}:4`)).toBe(true);
  });

  it.each([{ foldAbove: 3 }, { foldNow: true }])('does not fill a place from which nothing can be removed: %o', async (options) => {
    const files: Files = new Map();
    const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
    for (let n = 0; n < 3; n += 1) {
      a.write();
      await a.exchange();
    }
    a.rights.remove = false;
    a.write();
    const fold = async (): Promise<void> => expect(await a.exchange(options)).toMatchObject({ left: { type: 'placeRefused' } });
    await fold();
    const count = files.size;
    for (let round = 0; round < 5; round += 1) await a.exchange({ foldAbove: 3 });
    expect(files.size).toBe(count);
    b.write();
    await b.exchange();
    expect(await a.exchange({ foldAbove: 3 })).toMatchObject({ applied: [expect.any(String)], left: { type: 'placeRefused' } });
    a.rights.remove = true;
    expect(await a.exchange({ foldAbove: 3 })).toMatchObject({ left: null, lost: 0 });
    expect([...files.keys()].filter((name) => placed(name).device === 'a')).toHaveLength(1);
    await b.exchange();
    expect([...b.facts].sort()).toEqual([...a.facts].sort());
  });

  it.each([{ foldAbove: 3 }, { foldNow: true }])(
    'hands on what is new also where all together no longer fit into one bundle: %o',
    async (options) => {
      const files: Files = new Map();
      const [a, b] = [createLaptop('a', files), createLaptop('b', files)];
      a.room.facts = 3;
      for (let n = 0; n < 6; n += 1) {
        a.write();
        expect(await a.exchange(options)).toMatchObject({ published: expect.any(String) });
        await b.exchange();
      }
      expect(await a.exchange(options)).toMatchObject({ published: null, left: { type: 'headerTooLarge' } });
      expect([...b.facts].sort()).toEqual([...a.facts].sort());
      expect([...files.keys()].filter((name) => placed(name).device === 'a').length).toBeGreaterThan(3);
    },
  );

  it('folds what its own earlier life has written once a person has said yes to it, but not over and over what it cannot use', async () => {
    const files: Files = new Map();
    const a = createLaptop('a', files);
    for (let n = 0; n < 5; n += 1) {
      a.write();
      await a.exchange();
    }
    const restored = createLaptop('a', files);
    for (const name of files.keys()) restored.aside.add(name);
    await restored.exchange();
    restored.write();
    const wholes = [];
    for (let round = 0; round < 4; round += 1) wholes.push((await restored.exchange({ foldAbove: 3 })).published);
    expect(wholes.filter((name) => name !== null).length).toBeLessThan(2);
    for (const name of restored.aside) {
      const file = files.get(name);
      restored.aside.delete(name);
      if (file) await restored.receive(name, file);
      restored.confirmed.add(name);
    }
    await restored.exchange({ foldNow: true });
    expect(files.size).toBe(1);
  });
});
