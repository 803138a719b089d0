/** A Chromium process and the DevTools protocol over its web socket (one socket, flat sessions). No dependency. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Protocol } from 'playwright-core/types/protocol';

type Commands = Protocol.CommandParameters;
type Results = Protocol.CommandReturnValues;
type Events = Protocol.Events;
type Listener = (params: never, sessionId: string) => void;

const FLAGS = [
  '--headless',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-default-browser-check',
  '--disable-extensions',
  '--password-store=basic',
  '--disable-popup-blocking', // Electron has no popup blocker: setWindowOpenHandler is the only gate
  '--block-new-web-contents', // What that gate refuses never comes to be; a page of Chromium made and closed again crashes its opener now and then.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1', // nothing leaves this machine, whatever the app does
  '--use-fake-device-for-media-stream', // so that a granted camera really answers
  '--use-fake-ui-for-media-stream', // headless Chromium has no question of its own to ask
  '--remote-debugging-port=0',
];

export class Cdp {
  readonly endpoint: string;
  readonly #socket: WebSocket;
  readonly #process: ChildProcess;
  readonly #dir: string;
  #next = 1;
  readonly #pending = new Map<number, { resolve: (value: never) => void; reject: (cause: Error) => void; method: string }>();
  readonly #listeners = new Map<string, Set<Listener>>();

  private constructor(socket: WebSocket, process: ChildProcess, dir: string, endpoint: string) {
    this.#socket = socket;
    this.#process = process;
    this.#dir = dir;
    this.endpoint = endpoint;
    socket.addEventListener('message', ({ data }) => {
      this.#receive(String(data));
    });
    socket.addEventListener('close', () => {
      for (const { reject, method } of this.#pending.values()) reject(new Error(`Chromium closed during ${method}`));
      this.#pending.clear();
    });
  }

  static async launch(executable: string, userDataDir?: string): Promise<Cdp> {
    const dir = userDataDir ?? mkdtempSync(path.join(tmpdir(), 'standin-chromium-'));
    const portFile = path.join(dir, 'DevToolsActivePort');
    rmSync(portFile, { force: true });
    const child = spawn(executable, [...FLAGS, `--user-data-dir=${dir}`, 'about:blank'], { stdio: 'ignore' });
    for (let i = 0; !existsSync(portFile) || !readFileSync(portFile, 'utf8').includes('\n'); i++) {
      if (i > 200 || child.exitCode !== null) throw new Error(`Chromium did not start (exit code ${child.exitCode})`);
      await sleep(50);
    }
    const [port, browserPath] = readFileSync(portFile, 'utf8').trim().split('\n');
    const socket = new WebSocket(`ws://127.0.0.1:${port}${browserPath}`);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    return new Cdp(socket, child, userDataDir ? '' : dir, `http://127.0.0.1:${port}`);
  }

  send<M extends keyof Commands & keyof Results>(method: M, params: Commands[M], sessionId?: string): Promise<Results[M]> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, method });
      this.#socket.send(JSON.stringify({ id, method, params: params ?? {}, sessionId }));
    });
  }

  on<E extends keyof Events>(event: E, listener: (params: Events[E], sessionId: string) => void): void {
    const set = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, set.add(listener as Listener));
  }

  #receive(text: string): void {
    const message = JSON.parse(text) as {
      id?: number;
      error?: { message: string };
      result?: unknown;
      method?: string;
      params?: unknown;
      sessionId?: string;
    };
    if (message.id === undefined) {
      for (const listener of this.#listeners.get(message.method ?? '') ?? []) listener(message.params as never, message.sessionId ?? '');
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.error) pending?.reject(new Error(`${pending.method}: ${message.error.message}`));
    else pending?.resolve(message.result as never);
  }

  async close(): Promise<void> {
    const exited = new Promise<void>((resolve) => {
      if (this.#process.exitCode !== null) resolve();
      else
        this.#process.once('exit', () => {
          resolve();
        });
    });
    await Promise.race([this.send('Browser.close', {}).catch(() => undefined), sleep(2000)]);
    await Promise.race([exited, sleep(3000).then(() => this.#process.kill('SIGKILL'))]);
    this.#socket.close();
    if (this.#dir) rmSync(this.#dir, { recursive: true, force: true, maxRetries: 5 });
  }
}
