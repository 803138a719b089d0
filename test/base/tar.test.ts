import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTarHeader, tarEnd, tarHeader, tarPadding } from '../../src/base/tar.ts';

const archiveOf = (files: Readonly<Record<string, string>>): Buffer =>
  Buffer.concat([
    ...Object.entries(files).flatMap(([name, text]) => {
      const bytes = Buffer.from(text);
      return [tarHeader({ name, bytes: bytes.length }, 1_790_000_000), bytes, tarPadding(bytes.length)];
    }),
    tarEnd,
  ]);

describe('a tar archive', () => {
  const files = { 'one.jpg': 'x'.repeat(511), 'two.jpg': 'y'.repeat(512), 'three.pdf': '', 'four.png': 'z'.repeat(513) };

  it('is opened by the tar of the system, byte for byte', () => {
    const folder = mkdtempSync(join(tmpdir(), 'interreg-tar-'));
    writeFileSync(join(folder, 'archive.tar'), archiveOf(files));
    execFileSync('tar', ['-xf', 'archive.tar'], { cwd: folder });
    const unpacked = readdirSync(folder).filter((name) => name !== 'archive.tar');
    expect(Object.fromEntries(unpacked.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))).toEqual(files);
  });

  it('of the system is read here: files with name and size, folders without a name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'interreg-tar-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const archive = execFileSync('tar', ['-cf', '-', '--format=ustar', '.'], { cwd: folder });
    const found: unknown[] = [];
    for (let at = 0; ; ) {
      const header = readTarHeader(archive.subarray(at));
      if (header === null || header === 'end') break;
      found.push([header.name.replace('./', ''), header.bytes]);
      at += 512 + header.bytes + tarPadding(header.bytes).length;
    }
    const expected = Object.entries(files).map(([name, text]) => [name, text.length]);
    expect(found.sort()).toEqual([['', 0], ...expected].sort());
  });

  it('is not taken for one when its checksum or its size is wrong', () => {
    const block = tarHeader({ name: 'one.jpg', bytes: 5 }, 0);
    expect(readTarHeader(block)).toEqual({ name: 'one.jpg', bytes: 5 });
    block[0] = 0x6f + 1;
    expect(readTarHeader(block)).toBe(null);
    expect(readTarHeader(Buffer.from('\xff\xd8\xff'.padEnd(512, 'x'), 'latin1'))).toBe(null);
    expect(readTarHeader(new Uint8Array(10))).toBe(null);
    expect(readTarHeader(new Uint8Array(512))).toBe('end');
  });
});
