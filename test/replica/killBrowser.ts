import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const commandOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // The process has ended between listing and reading.
  }
};

const processesOf = (profile: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandOf(name).includes(`--user-data-dir=${profile}\0`))
    .map(Number);

const end = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    return; // It has ended by itself.
  }
};

/** Kills every process of the browser that uses this profile at once, as a power switch would, and waits until they are gone. */
export const killBrowser = async (profile: string): Promise<void> => {
  for (const pid of processesOf(profile)) end(pid);
  while (processesOf(profile).length > 0) await sleep(5);
};
