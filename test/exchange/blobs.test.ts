import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../src/base/result.ts';
import { type BlobPlace, carryBlobs, type WantedBlob } from '../../src/exchange/blobs.ts';

type Fault = { readonly type: 'placeUnreachable' | 'placeChanged' | 'hashMismatch' };

/** A place of names only, beside the files of one machine. `faults` answers for a name instead of carrying it. */
const machine = (held: readonly string[], there: readonly string[], faults: Readonly<Record<string, Fault>> = {}, sealed = false) => {
  const files = new Set(held);
  const placed = new Set(there);
  let running = 0;
  let most = 0;
  const calls: string[] = [];
  const carry = async (way: string, name: string, into: Set<string>): Promise<Result<null, Fault>> => {
    calls.push(`${way} ${name}`);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    const fault = faults[name];
    if (fault) return err(fault);
    into.add(name);
    return ok(null);
  };
  const place: BlobPlace<Fault> = {
    list: async () => ok([...placed].map((sha256) => ({ sha256, sealed, bytes: 1 }))),
    put: (name, renew) => carry(renew ? 'renew' : 'put', name, placed),
    fetch: (name) => carry('fetch', name, files),
    purge: async () => ok(0),
  };
  return { place, files, placed, calls, most: () => most };
};

const blob = (sha256: string, bytes = 1, live = true): WantedBlob => ({ sha256, bytes, live });

describe('carrying the files of photos', () => {
  it('puts what the place lacks, fetches what is missing here, and names what is nowhere', async () => {
    const { place, files, placed } = machine(['a', 'b'], ['b', 'c']);
    const report = await carryBlobs(place, [blob('a'), blob('b'), blob('c'), blob('d')], new Set(files));
    expect(report).toEqual(ok({ sent: ['a'], fetched: ['c'], renewed: [], mended: [], purged: 0, missing: 1, failed: [] }));
    expect([[...files].sort(), [...placed].sort()]).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
  });

  it('does nothing the second time', async () => {
    const { place, files, calls } = machine(['a', 'b'], ['b', 'c']);
    const wanted = [blob('a'), blob('b'), blob('c')];
    await carryBlobs(place, wanted, new Set(files));
    const before = calls.length;
    expect(await carryBlobs(place, wanted, files)).toMatchObject({ value: { sent: [], fetched: [] } });
    expect(calls.length).toBe(before);
  });

  it('neither sends nor fetches what no record names any more, and removes nothing because of it', async () => {
    const { place, files, placed, calls } = machine(['erased'], ['other']);
    await carryBlobs(place, [], new Set(files));
    expect(calls).toEqual([]);
    expect([...files, ...placed]).toEqual(['erased', 'other']);
  });

  it('hands on the file of a deleted record, which may come back, but does not fetch it', async () => {
    const { place, calls } = machine(['here'], ['there']);
    await carryBlobs(place, [blob('here', 1, false), blob('there', 1, false)], new Set(['here']));
    expect(calls).toEqual(['put here']);
  });

  it('encrypts again what somebody lacks who could not read it, after what is new, and never what lies there as it is', async () => {
    const { place, calls } = machine(['a', 'b', 'new'], ['a', 'b', 'c'], {}, true);
    const renewed: string[] = [];
    const wanted = [blob('a', 3), blob('b', 2), blob('c', 9), blob('new', 9)];
    const options = { renew: new Set(['a', 'c', 'new']), onRenewed: (sha256: string) => void renewed.push(sha256) };
    const report = await carryBlobs(place, wanted, new Set(['a', 'b', 'new']), options);
    expect(report).toMatchObject({ value: { sent: ['new'], fetched: ['c'], renewed: ['a'], failed: [] } });
    expect([calls.at(-1), renewed]).toEqual(['renew a', ['a']]);
    const open = machine(['a'], ['a']);
    expect(await carryBlobs(open.place, [blob('a')], new Set(['a']), options)).toMatchObject({ value: { renewed: [] } });
  });

  it('puts there anew what somebody has asked for, as it is or encrypted, and leaves a copy alone that is known to be of no use', async () => {
    for (const sealed of [false, true]) {
      const { place, calls } = machine(['a'], ['a', 'b', 'c'], {}, sealed);
      const report = await carryBlobs(place, [blob('a'), blob('b'), blob('c')], new Set(['a']), {
        asked: new Set(['a', 'b']),
        restOf: ({ sha256 }) => (sha256 === 'a' || sha256 === 'c' ? { type: 'hashMismatch' } : null),
      });
      expect(calls.toSorted()).toEqual(['fetch b', 'renew a']);
      expect(report).toMatchObject({
        value: { mended: ['a'], fetched: ['b'], failed: [{ sha256: 'c', error: { type: 'hashMismatch' } }] },
      });
    }
  });

  it('refills an emptied place', async () => {
    const { place, placed } = machine(['a', 'b'], []);
    await carryBlobs(place, [blob('a'), blob('b')], new Set(['a', 'b']));
    expect([...placed].sort()).toEqual(['a', 'b']);
  });

  it('brings small files first and no more than three at once', async () => {
    const names = Array.from({ length: 12 }, (_, n) => blob(String.fromCharCode(97 + n), 100 - n));
    const { place, calls, most } = machine(
      [],
      names.map(({ sha256 }) => sha256),
    );
    await carryBlobs(place, names, new Set());
    expect(calls[0]).toBe('fetch l');
    expect(most()).toBe(3);
  });

  it('goes on past a file that is wrong, and says which', async () => {
    const { place } = machine([], ['a', 'b', 'c'], { a: { type: 'hashMismatch' }, b: { type: 'placeChanged' } });
    const report = await carryBlobs(place, [blob('a'), blob('b'), blob('c')], new Set());
    expect(report).toMatchObject({
      value: {
        fetched: ['c'],
        failed: [
          { sha256: 'a', error: { type: 'hashMismatch' } },
          { sha256: 'b', error: { type: 'placeChanged' } },
        ],
      },
    });
  });

  it('ends where the place ends, and goes on from there next time', async () => {
    const wanted = Array.from({ length: 9 }, (_, n) => blob(`f${n}`, n));
    const names = wanted.map(({ sha256 }) => sha256);
    const first = machine([], names, { f4: { type: 'placeUnreachable' } });
    expect(await carryBlobs(first.place, wanted, new Set())).toEqual(err({ type: 'placeUnreachable' }));
    expect(first.calls.length).toBeLessThan(9);
    const second = machine([...first.files], names);
    expect(await carryBlobs(second.place, wanted, new Set(first.files))).toMatchObject({ ok: true });
    expect(second.files.size).toBe(9);
    expect(second.calls.length).toBe(9 - first.files.size);
  });

  it('is cancelled between two files, tells how far it is, and keeps what has come', async () => {
    const abort = new AbortController();
    const wanted = Array.from({ length: 30 }, (_, n) => blob(`f${n}`, n));
    const { place, files } = machine(
      [],
      wanted.map(({ sha256 }) => sha256),
    );
    const seen: (readonly [number, number])[] = [];
    const report = await carryBlobs(place, wanted, new Set(), {
      signal: abort.signal,
      onProgress: (done, total) => {
        seen.push([done, total]);
        if (done === 6) abort.abort();
      },
    });
    expect(report).toEqual(err({ type: 'cancelled' }));
    expect(files.size).toBeGreaterThanOrEqual(6);
    expect(files.size).toBeLessThanOrEqual(8);
    expect(seen.slice(0, 3)).toEqual([
      [1, 30],
      [2, 30],
      [3, 30],
    ]);
  });
});
