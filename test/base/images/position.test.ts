import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cleanImage, sizeOfImage } from '../../../src/base/images/image.ts';
import { photosWithPosition } from './photoWithPosition.ts';

const cleaned = (file: Uint8Array, keepPosition: boolean): Uint8Array => {
  const result = cleanImage(file, { keepPosition });
  if (!result.ok) throw new Error(result.error.type);
  return result.value.bytes;
};
const files = Object.entries(photosWithPosition);
const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('the place where a photo was taken', () => {
  it.each(files)('is taken out of %s with camera, time and author, and orientation stays', (_name, file) => {
    const bytes = cleaned(file, false);
    for (const word of ['Peldafo', 'Cam 7', '2026:11', 'Somebody']) expect(latin(bytes)).not.toContain(word);
    expect(latin(bytes)).not.toContain('\x88\x25');
    expect(latin(bytes)).toContain('\x01\x12\0\x03\0\0\0\x01\0\x06');
    expect(sizeOfImage(bytes)).toEqual({ width: 1, height: 1 });
    expect(latin(cleaned(bytes, false))).toBe(latin(bytes));
  });

  it.each(files)('stays in %s where a person wants it kept, without camera, time and author', (_name, file) => {
    const bytes = cleaned(file, true);
    for (const word of ['Peldafo', 'Cam 7', '2026:11', 'Somebody']) expect(latin(bytes)).not.toContain(word);
    expect(latin(bytes)).toContain('\0\0\0\x2e\0\0\0\x01\0\0\0\x0f\0\0\0\x01\0\0\x04\x38\0\0\0\x64');
    expect(latin(cleaned(bytes, true))).toBe(latin(bytes));
  });

  it('is never taken from outside the file: directories that lead beyond it, or back to themselves, tell nothing', () => {
    for (const [, file] of files) {
      for (let at = 0; at < file.length; at += 1) {
        const damaged = file.slice();
        damaged.fill(0xff, at, at + 4);
        const result = cleanImage(damaged, { keepPosition: true });
        if (result.ok) expect(result.value.bytes.length).toBeLessThanOrEqual(file.length + 64);
      }
    }
  });
});

/** Debian's exiftool is the judge where it can be had: installed, or installable by whoever runs the tests. */
const missingExiftool = (): string | null => {
  if (spawnSync('exiftool', ['-ver']).status === 0) return null;
  if (process.getuid?.() !== 0) return 'exiftool is not installed, and only root can install it';
  spawnSync('apt-get', ['update'], { timeout: 60_000 });
  const installed = spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'libimage-exiftool-perl'], { timeout: 120_000 });
  return installed.status === 0 ? null : 'Debian’s package libimage-exiftool-perl could not be installed';
};

describe('by the judgement of exiftool', () => {
  let missing: string | null = null;
  beforeAll(() => {
    missing = missingExiftool();
  }, 200_000);

  const told = (name: string, bytes: Uint8Array): Record<string, unknown> => {
    const path = join(mkdtempSync(join(tmpdir(), 'interreg-photo-')), name);
    writeFileSync(path, bytes);
    const groups = /^(IFD0|GPS|ExifIFD|XMP|PNG):/;
    const structure = /^PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace)$/;
    const [facts] = JSON.parse(execFileSync('exiftool', ['-json', '-n', '-G1', path], { encoding: 'utf8' }));
    const words = Object.entries(facts).filter(([key]) => groups.test(key) && !structure.test(key));
    return { ...Object.fromEntries(words), warning: facts['ExifTool:Warning'] ?? null };
  };

  it.for(files)('%s says nothing but its orientation, or that and its position', ([name, file], { skip }) => {
    if (missing !== null) skip(missing);
    expect(told(name, file)).toHaveProperty('IFD0:Make');
    expect(told(name, cleaned(file, false))).toEqual({ 'IFD0:Orientation': 6, warning: null });
    const kept = told(name, cleaned(file, true));
    expect(Object.keys(kept).sort()).toEqual([
      'GPS:GPSAltitude',
      'GPS:GPSAltitudeRef',
      'GPS:GPSLatitude',
      'GPS:GPSLatitudeRef',
      'GPS:GPSLongitude',
      'GPS:GPSLongitudeRef',
      'IFD0:Orientation',
      'warning',
    ]);
    expect(kept['GPS:GPSLatitude']).toBeCloseTo(46.253, 6);
    expect(kept['GPS:GPSLongitude']).toBeCloseTo(20.1414, 6);
  });
});
