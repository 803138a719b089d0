import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const processes = (): readonly string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

/** Empty where the process has ended between listing and reading. */
const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** State and process group: the first and the third word behind the name, which stands in brackets. */
const statusOf = (pid: string): { readonly hasEnded: boolean; readonly group: number } => {
  const status = read(`/proc/${pid}/stat`);
  const [state, , group] = status.slice(status.lastIndexOf(')') + 2).split(' ');
  return { hasEnded: state === '' || state === 'Z', group: Number(group) };
};

/** Only the first process of a browser names its profile; all of them, whoever reads the network or draws, are one group. */
const groupsOf = (profile: string): readonly number[] =>
  processes()
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes(`--user-data-dir=${profile}\0`))
    .map((pid) => statusOf(pid).group);

const isRunning = (group: number): boolean =>
  processes().some((pid) => {
    const status = statusOf(pid);
    return status.group === group && !status.hasEnded;
  });

const send = (group: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(-group, signal);
  } catch {
    return; // It has ended by itself.
  }
};

/** Sends a signal to every process of the browser that uses this profile. `SIGSTOP` holds it in the middle of whatever it does. */
export const signalBrowser = (profile: string, signal: NodeJS.Signals): void => {
  for (const group of groupsOf(profile)) send(group, signal);
};

/** Kills every process of the browser that uses this profile at once and waits until they are gone. */
export const killBrowser = async (profile: string): Promise<void> => {
  const groups = groupsOf(profile);
  for (const group of groups) send(group, 'SIGKILL');
  while (groups.some(isRunning)) await sleep(5);
};
