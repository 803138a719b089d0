import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ok, type Result } from '../base/result.ts';
import { createHost } from '../host/host.ts';
import { loadStaticFiles } from '../host/staticFiles.ts';
import { createGate } from '../ipc/gate.ts';
import { build, needsBuild } from './build.ts';
import { createLoopback, sendFile } from './loopback.ts';
import { type Options, parseOptions } from './options.ts';
import {
  announce,
  cannotStart,
  endCleanly,
  giveUp,
  listen,
  onEnter,
  openFolder,
  projectFolder,
  readVersion,
  type StartError,
} from './run.ts';
import { createSession } from './session.ts';
import { findElectron, type NoWindow, openBrowser, runElectron } from './shells.ts';

const reasons: Readonly<Record<NoWindow | 'notAsked', string>> = {
  noBinary: 'Electron is not installed here (`npx install-electron` fetches it), so the program runs in your browser.',
  noDisplay: 'There is no display for a window here, so the program runs in a browser.',
  notAsked: 'No window was asked for, so the program waits for a browser.',
};

const buildIfNeeded = async (): Promise<Result<null, StartError>> => {
  if (!(await needsBuild(projectFolder))) return ok(null);
  console.log('Building …');
  const failure = await build(projectFolder);
  return failure === null ? ok(null) : cannotStart(`The build failed.\n${failure}`);
};

const serve = async ({ port, dataFolder, opens }: Options, reason: string): Promise<Result<null, StartError>> => {
  const folder = await openFolder(dataFolder);
  if (!folder.ok) return folder;
  const built = await buildIfNeeded();
  if (!built.ok) return built;

  const files = await loadStaticFiles(join(projectFolder, 'out', 'renderer'));
  const session = createSession(Date.now, randomBytes);
  const handlers = createHost({
    shell: 'loopback',
    appVersion: readVersion(projectFolder),
    dataFolder: folder.value.path,
    clock: Date.now,
  });
  const gate = createGate(handlers, ({ method, cause }) => console.error(`${method} failed:`, cause));
  const server = createLoopback(
    { port, gate, session, serveFile: (path, request, response) => sendFile(files(path === '/' ? '/door.html' : path), request, response) },
    (cause) => console.error('A request failed:', cause),
  );
  const listening = await listen(server, port);
  if (!listening.ok) {
    await folder.value.release();
    return listening;
  }
  endCleanly(server, folder.value);
  console.log(reason);
  const url = announce(port, session.issueTicket());
  if (opens && !process.env.CI) openBrowser(url, process.platform);
  onEnter(() => announce(port, session.issueTicket()));
  return ok(null);
};

const start = async (): Promise<Result<null, StartError>> => {
  const options = parseOptions(process.argv.slice(2));
  if (!options.ok) return cannotStart(options.error.sentence);
  if (!options.value.opens) return serve(options.value, reasons.notAsked);
  const electron = findElectron(projectFolder, process.platform, process.env);
  if (typeof electron === 'string') return serve(options.value, reasons[electron]);
  const built = await buildIfNeeded();
  if (!built.ok) return built;
  const { dataFolder } = options.value;
  process.exit(await runElectron(electron.path, projectFolder, dataFolder === null ? [] : [`--data=${dataFolder}`]));
};

const started = await start();
if (!started.ok) giveUp(started.error);
