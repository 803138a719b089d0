import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program as a person starts it, in its loopback shell: the same command as `npm start`, with folders and port of the test's own. */

const root = dirname(dirname(fileURLToPath(import.meta.url)));

export type RunningApp = {
  /** With the one-time ticket; open it once per start. */
  readonly url: string;
  readonly port: number;
  readonly process: ChildProcess;
  /** Ends the program as Ctrl-C does and waits for it. */
  readonly stop: () => Promise<number | null>;
};

/** A port that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });

/** None outlives the test that started it, also where the test ends by failing. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGTERM');
});

const announced = /is running at (http:\/\/127\.0\.0\.1:\d+\/#ticket=\S+)/;

/** Starts the program and resolves once it has printed its address; rejects with its output when it ends before that. */
export const startApp = (options: { readonly dataFolder: string; readonly port: number }): Promise<RunningApp> =>
  new Promise((resolve, reject) => {
    const args = ['src/serve/start.ts', '--no-open', '--port', String(options.port), '--data', options.dataFolder];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, CI: 'true' } });
    running.add(child);
    let output = '';
    const ended = new Promise<number | null>((done) => {
      child.once('exit', (code) => {
        running.delete(child);
        done(code);
        reject(new Error(`The program ended (${String(code)}) before it ran: ${output}`));
      });
    });
    const read = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      const url = announced.exec(output)?.[1];
      if (url === undefined) return;
      const stop = async (): Promise<number | null> => {
        child.kill('SIGTERM');
        return ended;
      };
      resolve({ url, port: options.port, process: child, stop });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
