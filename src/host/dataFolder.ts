import { readdir, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '../base/result.ts';
import type { DiskError, Settings } from '../ipc/contract.ts';
import { makeFolder, onDisk, unfinished } from './disk.ts';
import { keepLock, takeLock } from './lock.ts';

export type DataFolderError = DiskError | { readonly type: 'dataFolderInUse'; readonly pid: number };
export type DataFolder = { readonly path: string; readonly release: () => void };

type Language = NonNullable<Settings['language']>;
type Said = { readonly inUse: (path: string, pid: number) => string; readonly unwritable: (path: string, code: string) => string };

const said: Readonly<Record<Language, Said>> = {
  hu: {
    inUse: (path, pid) => `Az InterregCluster már fut ezzel az adatmappával: ${path} (folyamat: ${pid}).`,
    unwritable: (path, code) => `Az adatmappa nem írható: ${path} (${code}). Válasszon másikat így: --data MAPPA.`,
  },
  ro: {
    inUse: (path, pid) => `InterregCluster rulează deja cu dosarul de date ${path} (procesul ${pid}).`,
    unwritable: (path, code) => `Dosarul de date ${path} nu poate fi scris (${code}); alegeți altul cu --data DOSAR.`,
  },
  en: {
    inUse: (path, pid) => `InterregCluster already runs with the data folder ${path} (process ${pid}).`,
    unwritable: (path, code) => `The data folder ${path} cannot be written (${code}); choose another one with --data DIR.`,
  },
};

/** The language that was chosen in the program, or that of the system (`ro-RO`, `hu_HU.UTF-8`) where the program speaks it. */
export const spokenLanguage = (chosen: Language | undefined, system: string): Language =>
  [chosen, system.slice(0, 2)].find((language): language is Language => language !== undefined && Object.hasOwn(said, language)) ?? 'en';

/** One sentence for whoever starts the program: it has no page then that could say it. */
export const describeDataFolderError = (language: Language, path: string, error: DataFolderError): string =>
  error.type === 'dataFolderInUse' ? said[language].inUse(path, error.pid) : said[language].unwritable(path, error.code);

type Environment = Readonly<Record<string, string | undefined>>;

/** Where keys, safety copy, files and settings lie unless somebody says otherwise: the place each system has for a program's own data. */
export const defaultDataFolder = (platform: NodeJS.Platform, environment: Environment, home: string = homedir()): string => {
  if (platform === 'win32') return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'InterregCluster');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'InterregCluster');
  return join(environment.XDG_DATA_HOME || join(home, '.local', 'share'), 'interreg-cluster');
};

const removeUnfinished = async (folder: string, recursive: boolean): Promise<void> => {
  const names = await readdir(folder, { recursive });
  for (const name of names.filter((one) => one.endsWith(unfinished))) await rm(join(folder, name), { force: true });
};

const keptFolders = ['safety', 'snapshots', 'files', 'secrets', 'aside'] as const;

/**
 * Makes the folder ready for one host: creates it for its owner only, proves that it can be written, removes what a crash left half
 * written, and keeps a second program out, because two stores with one safety copy would overwrite each other's.
 */
export const openDataFolder = async (path: string): Promise<Result<DataFolder, DataFolderError>> => {
  const lock = join(path, 'lock');
  const opened = await onDisk(async () => {
    for (const folder of [path, ...keptFolders.map((name) => join(path, name))]) await makeFolder(folder);
    const holder = await takeLock(lock);
    if (holder !== null) return holder;
    await removeUnfinished(path, false);
    await Promise.all(keptFolders.map((name) => removeUnfinished(join(path, name), true)));
    return null;
  });
  if (!opened.ok) return opened;
  if (opened.value !== null) return err({ type: 'dataFolderInUse', pid: opened.value });

  return ok({ path, release: keepLock(lock) });
};
