import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ok, type Result } from '../base/result.ts';
import { loadStaticFiles, type StaticFiles } from '../host/staticFiles.ts';
import { build, needsBuild } from './build.ts';
import { sendFile } from './loopback.ts';
import { type Options, parseOptions } from './options.ts';
import { cannotStart, createShell, endCleanly, giveUp, invite, listen, openFolder, projectFolder, type StartError } from './run.ts';
import { createSession } from './session.ts';
import { findElectron, type NoWindow, runElectron } from './shells.ts';

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

const outFolder = join(projectFolder, 'out', 'renderer');

/** The port is taken before anything is built, so that a busy one is told at once; whoever asks earlier waits for the files. */
const serve = async ({ port, dataFolder, opens }: Options, reason: string): Promise<Result<null, StartError>> => {
  const folder = await openFolder(dataFolder);
  if (!folder.ok) return folder;
  const session = createSession(Date.now, randomBytes);
  const files = Promise.withResolvers<StaticFiles>();
  const shell = createShell(folder.value.path, {
    port,
    session,
    serveFile: async (path, request, response) => sendFile((await files.promise)(path === '/' ? '/door.html' : path), request, response),
  });
  const ready = await listen(shell, port).then((listening) => (listening.ok ? buildIfNeeded() : listening));
  if (!ready.ok) {
    folder.value.release();
    return ready;
  }
  files.resolve(await loadStaticFiles(outFolder));
  endCleanly(shell, folder.value);
  console.log(reason);
  invite(port, session, opens);
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
