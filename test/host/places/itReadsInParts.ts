import { describe, expect, it } from 'vitest';
import { blobName, markerName } from '../../../src/exchange/placeName.ts';
import { bytesOf, errorOf, good, nameOf, noise, type OpenedPlace, timisoara } from './opened.ts';

/** Reading of a port's suite: from any byte on, within a limit, cancelled in the middle. */
export const itReadsInParts = (open: () => Promise<OpenedPlace>): void => {
  describe('reading', () => {
    const blob = blobName('e'.repeat(64));
    const bytes = noise(300_000);

    it.each([
      ['the first byte', 0],
      ['the middle', 150_001],
      ['the last byte', 299_999],
      ['the end', 300_000],
      ['beyond the end', 300_001],
    ])('goes on from %s', async (_where, from) => {
      const { mine, theirs, settle } = await open();
      good(await mine.writeNew(blob, bytes));
      await settle();
      const parts: Uint8Array[] = [];
      const read = good(await theirs.read(blob, { from, maxBytes: 300_000, sink: (part) => void parts.push(part.slice()) }));
      expect(Buffer.compare(Buffer.concat(parts), bytes.subarray(from))).toBe(0);
      expect(read.bytes).toBe(Math.max(0, 300_000 - from));
    });

    it.each([
      ['a bundle', nameOf()],
      ['a file', blob],
      ['the marker', markerName],
      ['a bundle of a device never heard of', nameOf({ device: timisoara })],
    ])('tells that %s is not there', async (_what, name) => {
      const { mine } = await open();
      expect(errorOf(await mine.read(name, { maxBytes: 10, sink: () => undefined }))).toBe('placeFileGone');
    });

    it('takes a file that just fits and gives up one that is a byte larger', async () => {
      const { mine } = await open();
      good(await mine.writeNew(blob, bytes));
      expect(errorOf(await mine.read(blob, { maxBytes: 300_000, sink: () => undefined }))).toBe('none');
      expect(errorOf(await mine.read(blob, { maxBytes: 299_999, sink: () => undefined }))).toBe('placeFileTooLarge');
      expect(errorOf(await mine.read(blob, { maxBytes: 0, sink: () => undefined }))).toBe('placeFileTooLarge');
    });

    it('ends in the middle when cancelled, and goes on from there', async () => {
      const { mine } = await open();
      const large = noise(2_000_000);
      good(await mine.writeNew(blob, large));
      const parts: Uint8Array[] = [];
      const stop = new AbortController();
      const sink = (part: Uint8Array): void => {
        parts.push(part.slice());
        stop.abort();
      };
      expect(errorOf(await mine.read(blob, { maxBytes: 2_000_000, sink, signal: stop.signal }))).toBe('cancelled');
      const from = Buffer.concat(parts).byteLength;
      expect(from).toBeGreaterThan(0);
      expect(from).toBeLessThan(2_000_000);
      good(await mine.read(blob, { from, maxBytes: 2_000_000, sink: (part) => void parts.push(part.slice()) }));
      expect(Buffer.compare(Buffer.concat(parts), large)).toBe(0);
    });

    it('waits for a taker that is slow', async () => {
      const { mine } = await open();
      good(await mine.writeNew(blob, bytes));
      const parts: Uint8Array[] = [];
      const sink = async (part: Uint8Array): Promise<void> => {
        const copy = part.slice();
        await new Promise((resolve) => setTimeout(resolve, 5));
        parts.push(copy);
      };
      good(await mine.read(blob, { maxBytes: 300_000, sink }));
      expect(Buffer.compare(Buffer.concat(parts), bytes)).toBe(0);
    });

    it('lets the failure of the taker fly, and is not to blame for it', async () => {
      const { mine } = await open();
      good(await mine.writeNew(nameOf(), bytesOf('bundle')));
      const full = Object.assign(new Error('no room here'), { code: 'ENOSPC', syscall: 'write' });
      const sink = (): never => {
        throw full;
      };
      await expect(mine.read(nameOf(), { maxBytes: 10, sink })).rejects.toBe(full);
      expect(errorOf(await mine.read(nameOf(), { maxBytes: 10, sink: () => undefined }))).toBe('none');
    });
  });
};
