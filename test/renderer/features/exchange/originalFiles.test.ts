import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { cleanImage } from '../../../../src/base/images/image.ts';
import { err, ok } from '../../../../src/base/result.ts';
import type { Desktop } from '../../../../src/ipc/contract.ts';
import { addOriginals, packOriginals } from '../../../../src/renderer/features/exchange/originalFiles.ts';
import type { OriginalRef } from '../../../../src/replica/api.ts';
import { photosWithPosition } from '../../../base/images/photoWithPosition.ts';

const sha256Of = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');
const pdf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(`%PDF-1.7\n${text}`));
const [one, two] = [pdf('one'), pdf('two, a little longer')];

/** A desktop that keeps files and refuses those it is told to. */
const desktopWith = (files: readonly Uint8Array<ArrayBuffer>[], refused: readonly string[] = []) => {
  const kept = new Map(files.map((file) => [sha256Of(file), file]));
  const desktop: Pick<Desktop, 'getAttachment' | 'putAttachment'> = {
    getAttachment: async ({ sha256 }) => {
      const file = kept.get(sha256);
      return file ? ok(file) : err({ type: 'notFound' });
    },
    putAttachment: async ({ sha256, file }) => {
      if (refused.includes(sha256)) return err({ type: 'fileTypeRefused' });
      kept.set(sha256, file);
      return ok(null);
    },
  };
  return { kept, desktop: desktop as Desktop }; // Nothing else of the desktop is asked.
};

const refOf = (file: Uint8Array): OriginalRef =>
  ({ sha256: sha256Of(file), mime: 'application/pdf', bytes: file.length, name: 'x', live: true, of: 'a' }) as OriginalRef; // Any id does.
const steps = (abort = new AbortController()) => ({ signal: abort.signal, onStep: () => undefined });
const none: ReadonlySet<string> = new Set();

describe('originals on a stick', () => {
  it('come out of the file as they went in, and those that are here already are not written again', async () => {
    const archive = await packOriginals(desktopWith([one, two]).desktop, [refOf(one), refOf(two)], 1_790_000_000_000, steps());
    const there = desktopWith([one]);
    const wanted = new Set([sha256Of(one), sha256Of(two)]);
    const report = await addOriginals(there.desktop, [archive?.file ?? new Blob()], wanted, new Set([sha256Of(one)]), steps());
    expect(report).toEqual({ added: 1, known: 1, strange: 0, refused: 0, unread: 0, damaged: 0 });
    expect(there.kept.get(sha256Of(two))).toEqual(two);
  });

  it('may lie loose in a folder, under any name', async () => {
    const there = desktopWith([]);
    const files = [new File([two], 'IMG_0001 (2).tmp'), new File([pdf('of somebody else')], 'x.pdf')];
    const report = await addOriginals(there.desktop, files, new Set([sha256Of(two)]), none, steps());
    expect(report).toEqual({ added: 1, known: 0, strange: 1, refused: 0, unread: 0, damaged: 0 });
  });

  it('are found in the camera’s own file too, and kept without the place where it was taken', async () => {
    const raw = new Uint8Array(photosWithPosition['big-endian.jpg'] ?? []);
    const cleaned = cleanImage(raw);
    const sha256 = cleaned.ok ? sha256Of(cleaned.value.bytes) : '';
    const there = desktopWith([]);
    expect(await addOriginals(there.desktop, [new Blob([raw])], new Set([sha256]), none, steps())).toMatchObject({ added: 1 });
    expect([...there.kept.keys()]).toEqual([sha256]);
  });

  it('are counted when the desktop refuses them', async () => {
    const there = desktopWith([], [sha256Of(one)]);
    expect(await addOriginals(there.desktop, [new Blob([one])], new Set([sha256Of(one)]), none, steps())).toMatchObject({ refused: 1 });
  });

  it('that lie behind a stick which was taken out are counted, and the others are kept', async () => {
    const there = desktopWith([]);
    const gone = new Blob([two]);
    gone.slice = () => Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) });
    const report = await addOriginals(there.desktop, [gone, new Blob([one])], new Set([one, two].map(sha256Of)), none, steps());
    expect(report).toMatchObject({ added: 1, unread: 1 });
  });

  it('that cannot be read here are not said to be in the file', async () => {
    expect(await packOriginals(desktopWith([one]).desktop, [refOf(one), refOf(two)], 0, steps())).toMatchObject({ packed: 1 });
  });

  it('are read up to where an archive breaks off, which is counted, wherever that is', async () => {
    const archive = (await packOriginals(desktopWith([one, two]).desktop, [refOf(one), refOf(two)], 0, steps()))?.file ?? new Blob();
    const wanted = new Set([one, two].map(sha256Of));
    const whole = await addOriginals(desktopWith([]).desktop, [archive], wanted, none, steps());
    expect(whole).toMatchObject({ added: 2, unread: 0 });
    for (const [bytes, added] of [
      [1024 + 512 + 5, 1],
      [1024 + 5, 1],
      [1024, 1],
      [512 + 5, 0],
    ] as const) {
      const report = await addOriginals(desktopWith([]).desktop, [archive.slice(0, bytes)], wanted, none, steps());
      expect(report, `cut at ${bytes}`).toEqual({ added, known: 0, strange: 0, refused: 0, unread: 1, damaged: 0 });
    }
  });

  it('of which one was changed on the way are not said to belong to nothing here', async () => {
    const archive = await packOriginals(desktopWith([one, two]).desktop, [refOf(one), refOf(two)], 0, steps());
    const bytes = new Uint8Array((await archive?.file.arrayBuffer()) ?? []);
    bytes[512 + 9] = 0x21;
    const wanted = new Set([one, two].map(sha256Of));
    expect(await addOriginals(desktopWith([]).desktop, [new Blob([bytes])], wanted, none, steps())).toMatchObject({
      added: 1,
      strange: 0,
      damaged: 1,
    });
    const held = new Set([sha256Of(one)]);
    expect(await addOriginals(desktopWith([]).desktop, [new Blob([bytes])], wanted, held, steps())).toMatchObject({ known: 1, damaged: 0 });
  });

  it('stop when they are told to', async () => {
    const abort = new AbortController();
    abort.abort();
    expect(await packOriginals(desktopWith([one]).desktop, [refOf(one)], 0, steps(abort))).toBe(null);
    const report = await addOriginals(desktopWith([]).desktop, [new Blob([one])], new Set([sha256Of(one)]), none, steps(abort));
    expect(report.added).toBe(0);
  });
});
