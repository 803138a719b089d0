import { describe, expect, it } from 'vitest';
import { blobName, bundleForms, markerName, probeName } from '../../../src/exchange/placeName.ts';
import { itReadsInParts } from './itReadsInParts.ts';
import { junkNames } from './junkNames.ts';
import {
  bytesOf,
  contentOf,
  devices,
  errorOf,
  good,
  nameOf,
  namesIn,
  noise,
  type OpenedPlace,
  slotOf,
  someRun,
  szeged,
  textOf,
  timisoara,
} from './opened.ts';

export type Suite = {
  /** Names in the largest listing; more than one page of an S3 store. */
  readonly many?: number;
};

/** What every implementation of the port promises, run against the real thing. */
export const itIsASharedPlace = (title: string, open: () => Promise<OpenedPlace>, { many = 1105 }: Suite = {}): void => {
  describe(`${title} as a shared place`, () => {
    describe('writing', () => {
      it('reads back exactly what was written, accents included', async () => {
        const { mine, theirs, settle } = await open();
        good(await mine.writeNew(nameOf(), bytesOf('árvíztűrő tükörfúrógép, țară și fâșii')));
        await settle();
        for (const place of [mine, theirs]) expect(await textOf(place, nameOf())).toBe('árvíztűrő tükörfúrógép, țară și fâșii');
      });

      it.each([0, 1, 4095, 65_537, 5_000_001])('keeps %i bytes of noise as they are', async (length) => {
        const { mine } = await open();
        const bytes = noise(length);
        good(await mine.writeNew(nameOf({ form: 'json.gz.age' }), bytes));
        expect(Buffer.compare(await contentOf(mine, nameOf({ form: 'json.gz.age' })), bytes)).toBe(0);
      });

      it.each(bundleForms)('keeps a bundle of the form %s and neither packs nor unpacks it', async (form) => {
        const { mine } = await open();
        const bytes = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 13, 10, 10, 13, 255, 254, 0, 26, 4]);
        good(await mine.writeNew(nameOf({ form }), bytes));
        expect(await contentOf(mine, nameOf({ form }))).toEqual(bytes);
        expect(await namesIn(mine)).toEqual([nameOf({ form })]);
      });

      it('refuses to write a name that exists and keeps what it has', async () => {
        const { mine, theirs, settle } = await open();
        good(await mine.writeNew(nameOf(), bytesOf('first')));
        await settle();
        for (const place of [mine, theirs]) expect(errorOf(await place.writeNew(nameOf(), bytesOf('second')))).toBe('nameTaken');
        expect(errorOf(await mine.writeNew(nameOf(), bytesOf('first')))).toBe('nameTaken');
        expect(await textOf(mine, nameOf())).toBe('first');
      });

      it('lets a name be written again once it was removed', async () => {
        const { mine } = await open();
        good(await mine.writeNew(nameOf(), bytesOf('first')));
        good(await mine.remove(nameOf()));
        good(await mine.writeNew(nameOf(), bytesOf('second')));
        expect(await textOf(mine, nameOf())).toBe('second');
      });

      it('never shows a half-written bundle', async () => {
        const { mine, theirs } = await open();
        const bytes = noise(2_000_000);
        const writing = mine.writeNew(nameOf(), bytes);
        for (let look = 0; look < 50; look += 1) {
          const seen = good(await theirs.list('bundles')).entries.map((entry) => entry.bytes);
          expect([[], [bytes.byteLength]]).toContainEqual(seen);
        }
        good(await writing);
        expect(Buffer.compare(await contentOf(mine, nameOf()), bytes)).toBe(0);
      });

      it('takes the first bundles of five devices at the same time', async () => {
        const { mine } = await open();
        const written = await Promise.all(devices.map((device) => mine.writeNew(nameOf({ device }), bytesOf(device))));
        expect(written.map(errorOf)).toEqual(devices.map(() => 'none'));
        expect(await namesIn(mine)).toEqual(devices.map((device) => nameOf({ device })));
      });

      it('writes the same number in two runs of one device side by side', async () => {
        const { mine } = await open();
        const runs = ['a'.repeat(20), 'b'.repeat(20)];
        for (const run of runs) good(await mine.writeNew(nameOf({ run }), bytesOf(run)));
        for (const run of runs) expect(await textOf(mine, nameOf({ run }))).toBe(run);
      });

      it('makes its folders again after somebody has removed them', async () => {
        const { mine, empty } = await open();
        good(await mine.writeNew(nameOf(), bytesOf('first')));
        await empty();
        good(await mine.writeNew(nameOf({ n: 2 }), bytesOf('second')));
        expect(await namesIn(mine)).toEqual([nameOf({ n: 2 })]);
      });

      it('writes the marker once', async () => {
        const { mine, theirs, settle } = await open();
        good(await mine.writeNew(markerName, bytesOf('{}')));
        await settle();
        expect(errorOf(await theirs.writeNew(markerName, bytesOf('{"other":1}')))).toBe('nameTaken');
        expect(await textOf(theirs, markerName)).toBe('{}');
      });
    });

    describe('listing', () => {
      it('is empty where nothing has been written', async () => {
        const { mine } = await open();
        for (const part of ['bundles', 'blobs'] as const) expect(good(await mine.list(part))).toMatchObject({ entries: [], ignored: 0 });
      });

      it('names every bundle of every device in order, with its size', async () => {
        const { mine, theirs, settle } = await open();
        const slots = [
          slotOf({ device: timisoara, n: 2 }),
          slotOf({ n: 10, form: 'json.gz' }),
          slotOf({ n: 9 }),
          slotOf({ device: timisoara }),
        ];
        for (const slot of slots) good(await mine.writeNew(nameOf(slot), noise(slot.n)));
        await settle();
        const { entries } = good(await theirs.list('bundles'));
        expect(entries).toEqual([
          { name: nameOf({ n: 9 }), bytes: 9 },
          { name: nameOf({ n: 10, form: 'json.gz' }), bytes: 10 },
          { name: nameOf({ device: timisoara }), bytes: 1 },
          { name: nameOf({ device: timisoara, n: 2 }), bytes: 2 },
        ]);
      });

      it('keeps bundles and files apart and shows neither marker nor probe', async () => {
        const { mine } = await open();
        const blob = blobName('f'.repeat(64));
        good(await mine.writeNew(nameOf(), bytesOf('bundle')));
        good(await mine.writeNew(blob, bytesOf('photo')));
        good(await mine.writeNew(markerName, bytesOf('{}')));
        good(await mine.writeNew(probeName(szeged, someRun()), bytesOf('probe')));
        expect(good(await mine.list('bundles'))).toMatchObject({ entries: [{ name: nameOf(), bytes: 6 }], ignored: 0 });
        expect(good(await mine.list('blobs'))).toMatchObject({ entries: [{ name: blob, bytes: 5 }], ignored: 0 });
      });

      it.each(junkNames)('passes over %j and counts it', async (junk) => {
        const { mine, put } = await open();
        await put(nameOf(), bytesOf('bundle'));
        await put(`replicas/${szeged}/${junk}`, bytesOf('junk'));
        expect(good(await mine.list('bundles'))).toMatchObject({ entries: [{ name: nameOf(), bytes: 6 }], ignored: 1 });
      });

      it.each([
        ['a file beside the devices', 'replicas/readme.txt', 'bundles'],
        ['a bundle outside a device', `replicas/${'a'.repeat(20)}-000001.json`, 'bundles'],
        ['a device with a strange name', `replicas/Timișoara/${'a'.repeat(20)}-000001.json`, 'bundles'],
        ['a folder with the name of a bundle', `${nameOf({ n: 2 })}/inner.json`, 'bundles'],
        ['a file with another name than a hash', 'blobs/photo.jpg', 'blobs'],
        ['a hash in capitals', `blobs/${'A'.repeat(64)}`, 'blobs'],
      ] as const)('passes over %s and counts it', async (_what, path, part) => {
        const { mine, put } = await open();
        await put(path, bytesOf('junk'));
        const { entries, ignored } = good(await mine.list(part));
        expect(entries).toEqual([]);
        expect(ignored).toBe(1);
      });

      it('says nothing of what lies beside its own folders, where mirroring tools keep theirs', async () => {
        const { mine, put } = await open();
        for (const path of ['desktop.ini', 'interreg-cluster.json~', '.stfolder/marker', 'replicas.json']) await put(path, bytesOf('junk'));
        for (const part of ['bundles', 'blobs'] as const) expect(good(await mine.list(part))).toMatchObject({ entries: [], ignored: 0 });
      });

      it('is whole however many names there are', async () => {
        const { mine, put } = await open();
        const names = Array.from({ length: many }, (_, at) => nameOf({ device: devices[at % 5] ?? szeged, n: at + 1 }));
        for (let at = 0; at < names.length; at += 50) await Promise.all(names.slice(at, at + 50).map((name) => put(name, bytesOf(name))));
        expect(await namesIn(mine)).toEqual([...names].sort());
      }, 120_000);

      it('costs the same few requests however many bundles there are', async () => {
        const { mine, put, requests } = await open();
        if (requests() === null) return;
        for (const device of devices) await put(nameOf({ device }), bytesOf('first'));
        good(await mine.list('bundles')); // The first call may have to learn how to sign in.
        const cost = async (): Promise<number> => {
          const before = requests() ?? 0;
          good(await mine.list('bundles'));
          return (requests() ?? 0) - before;
        };
        const few = await cost();
        const more = Array.from({ length: 495 }, (_, at) => nameOf({ device: devices[at % 5] ?? szeged, n: at + 2 }));
        for (let at = 0; at < more.length; at += 50) await Promise.all(more.slice(at, at + 50).map((name) => put(name, bytesOf(name))));
        expect(await cost()).toBe(few);
        expect(few).toBeLessThanOrEqual(1 + devices.length);
      }, 120_000);

      it('means nothing new, and no error, in a place that somebody has emptied', async () => {
        const { mine, empty } = await open();
        good(await mine.writeNew(nameOf(), bytesOf('bundle')));
        await empty();
        expect(good(await mine.list('bundles'))).toMatchObject({ entries: [], ignored: 0 });
      });
    });

    describe('removing', () => {
      it('takes away the one name and leaves all others', async () => {
        const { mine } = await open();
        const others = [nameOf({ n: 2 }), nameOf({ device: timisoara }), nameOf({ form: 'json.gz' })];
        for (const name of [nameOf(), ...others]) good(await mine.writeNew(name, bytesOf(name)));
        good(await mine.remove(nameOf()));
        expect(await namesIn(mine)).toEqual([...others].sort());
        expect(errorOf(await mine.read(nameOf(), { maxBytes: 10, sink: () => undefined }))).toBe('placeFileGone');
      });

      it('is done already where the name is not there, nor its folder', async () => {
        const { mine } = await open();
        good(await mine.remove(nameOf()));
        good(await mine.writeNew(nameOf(), bytesOf('bundle')));
        good(await mine.remove(nameOf({ n: 2 })));
        expect(await namesIn(mine)).toEqual([nameOf()]);
      });
    });

    describe('the probe', () => {
      it('passes, says who keeps names from being written twice, and leaves nothing behind', async () => {
        const { mine } = await open();
        const { createOnly } = good(await mine.probe({ device: szeged, run: someRun() }));
        expect(['byServer', 'byChecking']).toContain(createOnly);
        expect(await namesIn(mine)).toEqual([]);
      });

      it('passes again, beside another device and among bundles', async () => {
        const { mine } = await open();
        good(await mine.writeNew(nameOf(), bytesOf('bundle')));
        const both = [szeged, timisoara].map((device) => mine.probe({ device, run: someRun() }));
        expect((await Promise.all(both)).map(errorOf)).toEqual(['none', 'none']);
        expect(await textOf(mine, nameOf())).toBe('bundle');
        expect(await namesIn(mine)).toEqual([nameOf()]);
      });

      it('tells the time of the server where there is one, near to ours', async () => {
        const { mine, requests } = await open();
        const { serverTime } = good(await mine.probe({ device: szeged, run: someRun() }));
        if (requests() === null && serverTime === null) return;
        expect(Math.abs((serverTime ?? 0) - Date.now())).toBeLessThan(60 * 60_000);
      });
    });

    describe('a cancelled call', () => {
      const cancelled = AbortSignal.abort();

      it('is told to be cancelled, whichever it is', async () => {
        const { mine } = await open();
        good(await mine.writeNew(nameOf(), bytesOf('bundle')));
        expect(errorOf(await mine.list('bundles', cancelled))).toBe('cancelled');
        expect(errorOf(await mine.writeNew(nameOf({ n: 2 }), bytesOf('second'), cancelled))).toBe('cancelled');
        expect(errorOf(await mine.remove(nameOf(), cancelled))).toBe('cancelled');
        expect(errorOf(await mine.probe({ device: szeged, run: someRun() }, cancelled))).toBe('cancelled');
        expect(errorOf(await mine.read(nameOf(), { maxBytes: 10, sink: () => undefined, signal: cancelled }))).toBe('cancelled');
        expect(await namesIn(mine)).toEqual([nameOf()]);
      });

      it('does not harm the next one', async () => {
        const { mine } = await open();
        const bytes = noise(3_000_000);
        const stop = new AbortController();
        const writing = mine.writeNew(nameOf(), bytes, stop.signal);
        setTimeout(() => stop.abort(), 2);
        const outcome = errorOf(await writing);
        expect(['none', 'cancelled']).toContain(outcome);
        // Whether the whole had arrived when the call ended is for the server to say: it is there whole, or it is not there.
        const again = errorOf(await mine.writeNew(nameOf(), bytes));
        expect(['none', 'nameTaken']).toContain(again);
        expect(Buffer.compare(await contentOf(mine, nameOf()), bytes)).toBe(0);
      });
    });

    itReadsInParts(open);
  });
};
