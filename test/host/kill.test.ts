import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from '../../src/host/dataFolder.ts';
import { hostIn, temporaryFolder } from './open.ts';

const writer = join(import.meta.dirname, 'writer.ts');
const wordOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Lets a process of its own append from `first` on and kills it `delayMs` after its first confirmed entry. Answers the last confirmed number. */
const writeAndKill = async (folder: string, first: number, delayMs: number): Promise<number> => {
  const child = spawn(process.execPath, [writer, folder, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let printed = '';
  const begun = new Promise((resolve) => child.stdout.once('data', resolve));
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
  });
  await begun;
  await sleep(delayMs);
  child.kill('SIGKILL');
  await ended;
  return Number(printed.trimEnd().split('\n').at(-1));
};

describe('a process killed while it writes the safety copy', () => {
  it('leaves every confirmed entry, each file whole or absent, and a readable sentinel', async () => {
    const folder = temporaryFolder();
    let next = 1;
    for (let round = 0; round < 12; round += 1) {
      const confirmed = await writeAndKill(folder, next, (round * 13) % 60);
      const opened = await openDataFolder(folder);
      if (opened.ok) await opened.value.release();
      const host = hostIn(folder);
      const listed = await host.listSafetyCopy({});
      if (!listed.ok) throw new Error(listed.error.type);
      for (const { name, seq } of listed.value) {
        const read = await host.readSafetyCopy({ name });
        expect(read.ok && wordOf(read.value)).toBe(`${seq} `.repeat(20_000));
      }
      const last = Math.max(...listed.value.map(({ seq }) => seq));
      const snapshot = Math.max(0, ...listed.value.filter((entry) => entry.snapshot).map(({ seq }) => seq));
      const present = new Set(listed.value.map(({ seq }) => seq));
      expect(last === confirmed || last === confirmed + 1).toBe(true);
      for (let seq = snapshot + 1; seq <= confirmed; seq += 1) expect(present.has(seq)).toBe(true);
      const sentinel = await host.readSentinel({});
      expect(sentinel.ok && sentinel.value !== null && sentinel.value.seq >= confirmed && sentinel.value.seq <= last).toBe(true);
      next = last + 1;
    }
  });
});
