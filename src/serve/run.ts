import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { err, ok, type Result } from '../base/result.ts';
import { type DataFolder, defaultDataFolder, describeDataFolderError, openDataFolder, spokenLanguage } from '../host/dataFolder.ts';
import { chosenLanguage, createHost } from '../host/host.ts';
import { createGate } from '../ipc/gate.ts';
import { createLoopback, type LoopbackOptions } from './loopback.ts';
import type { Session } from './session.ts';
import { openBrowser } from './shells.ts';

/** One sentence for the terminal; the program ends with exit code 1 after it. */
export type StartError = { readonly type: 'cannotStart'; readonly sentence: string };

export const cannotStart = (sentence: string): Result<never, StartError> => err({ type: 'cannotStart', sentence });

/** The project's folder: two above this file. */
export const projectFolder = resolve(import.meta.dirname, '..', '..');

const readVersion = (root: string): string => {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '';
};

/** Opens the folder that was named, or the usual one, for this process alone. */
export const openFolder = async (named: string | null): Promise<Result<DataFolder, StartError>> => {
  const path = named === null ? defaultDataFolder(process.platform, process.env) : resolve(named);
  const opened = await openDataFolder(path);
  if (opened.ok) return opened;
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const language = spokenLanguage(await chosenLanguage(path), LC_ALL || LC_MESSAGES || LANG || '');
  return cannotStart(describeDataFolderError(language, path, opened.error));
};

/** Listens on 127.0.0.1 only. A busy port is told and never dodged: at another port the browser would show another, empty store. */
export const listen = (server: Server, port: number): Promise<Result<null, StartError>> =>
  new Promise((done) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      done(
        cannotStart(
          cause.code === 'EADDRINUSE'
            ? `Port ${port} is busy, perhaps with InterregCluster itself; end that program or choose another port with --port N.`
            : `Port ${port} cannot be opened (${cause.code ?? cause.message}); choose another one with --port N.`,
        ),
      ),
    );
    server.listen(port, '127.0.0.1', () => done(ok(null)));
  });

/** The loopback shell around a host of its own in `dataFolder`; what fails inside it is written to stderr. */
export const createShell = (dataFolder: string, options: Omit<LoopbackOptions, 'gate'>): Server => {
  const handlers = createHost({ shell: 'loopback', appVersion: readVersion(projectFolder), dataFolder, clock: Date.now });
  const gate = createGate(handlers, ({ method, cause }) => console.error(`${method} failed:`, cause));
  return createLoopback({ ...options, gate }, (cause) => console.error('A request failed:', cause));
};

const announce = (port: number, session: Session): string => {
  const url = `http://127.0.0.1:${port}/#ticket=${session.issueTicket()}`;
  console.log(`InterregCluster is running at ${url}`);
  return url;
};

/**
 * Prints the address with a ticket that works once and shows it in the person's browser, where that is wanted. In a terminal, Enter
 * prints a new one, for instance after the tab was closed; it voids the ticket before, not the tabs that are open.
 */
export const invite = (port: number, session: Session, opens: boolean): void => {
  const url = announce(port, session);
  if (opens && !process.env.CI) openBrowser(url, process.platform);
  if (process.stdin.isTTY !== true) return;
  const lines = createInterface({ input: process.stdin });
  lines.on('line', () => announce(port, session));
  lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
};

/** Ends on Ctrl-C, SIGTERM and a closed terminal: no new request, the running ones are cut, the folder is given back, exit code 0. */
export const endCleanly = (server: Server, folder: DataFolder, before: () => Promise<void> = async () => undefined): void => {
  const end = async (): Promise<void> => {
    server.close();
    server.closeAllConnections();
    await before();
    folder.release();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end());
};

/** Says what went wrong on stderr and ends with exit code 1. */
export const giveUp = ({ sentence }: StartError): never => {
  console.error(sentence);
  process.exit(1);
};
