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

const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch {
    return; // It has ended by itself.
  }
};

/** Sends a signal to every process of the browser that uses this profile. `SIGSTOP` holds it in the middle of whatever it does. */
export const signalBrowser = (profile: string, signal: NodeJS.Signals): void => {
  for (const pid of processesOf(profile)) send(pid, signal);
};

/** Kills every process of the browser that uses this profile at once and waits until they are gone. */
export const killBrowser = async (profile: string): Promise<void> => {
  signalBrowser(profile, 'SIGKILL');
  while (processesOf(profile).length > 0) await sleep(5);
};
