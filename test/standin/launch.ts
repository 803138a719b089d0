/** Test side. The shape follows Playwright's ElectronApplication, so the same tests can later run against the real binary. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type Electron from 'electron';
import { type Browser, chromium, type Page } from 'playwright-core';

type Main = typeof Electron;
export type Told = {
  type: string;
  url: string;
  targetId: string;
  endpoint: string;
  action?: string;
  resourceType?: string;
  cancelled?: boolean;
  isMainFrame?: boolean;
  prevented?: boolean;
};
export type LaunchOptions = { main: string; appPath: string; args?: string[]; env?: Record<string, string>; userDataDir?: string };

export class StandInApplication {
  readonly told: Told[] = [];
  stderr = '';
  exitCode: number | null | undefined;
  #next = 1;
  #browser: Browser | undefined;
  readonly #pages = new Map<string, Page>();
  readonly #pending = new Map<number, { resolve: (value: unknown) => void; reject: (cause: Error) => void }>();
  readonly #child: ChildProcess;
  readonly exited: Promise<number | null>;

  readonly userDataDir: string;
  readonly ownsDir: boolean;

  constructor(options: LaunchOptions, userDataDir: string, ownsDir: boolean) {
    this.userDataDir = userDataDir;
    this.ownsDir = ownsDir;
    this.#child = fork(options.main, options.args ?? [], {
      execArgv: ['--import', path.join(import.meta.dirname, 'register.ts')],
      serialization: 'advanced',
      silent: true,
      env: { ...process.env, NODE_OPTIONS: '', STANDIN_USER_DATA: userDataDir, STANDIN_APP_PATH: options.appPath, ...options.env },
    });
    this.#child.stderr?.on('data', (data: Buffer) => {
      this.stderr += String(data);
    });
    this.#child.on('message', (message: Told & { id?: number; value?: unknown; error?: string }) => {
      if (message.id === undefined) {
        this.told.push(message);
        return;
      }
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.error === undefined) pending?.resolve(message.value);
      else pending?.reject(new Error(message.error));
    });
    this.exited = new Promise((resolve) => {
      this.#child.on('exit', (code) => {
        this.exitCode = code;
        for (const { reject } of this.#pending.values()) reject(new Error(`the app ended with code ${code}\n${this.stderr}`));
        resolve(code);
      });
    });
  }

  #ask<T>(question: object): Promise<T> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as () => void, reject });
      this.#child.send({ id, ...question });
    });
  }
  async until<T>(what: string, look: () => T | undefined | Promise<T | undefined>, ms = 10_000): Promise<T> {
    for (const end = Date.now() + ms; ; ) {
      const found = await look();
      if (found !== undefined) return found;
      if (this.exitCode !== undefined || Date.now() > end)
        throw new Error(`${what}: not seen (exit code ${this.exitCode})\n${this.stderr}`);
      await new Promise((resolve) => {
        setTimeout(resolve, 20);
      });
    }
  }
  process(): ChildProcess {
    return this.#child;
  }
  evaluate<R, A = undefined>(action: (electron: Main, arg: A) => R | Promise<R>, arg?: A): Promise<R> {
    return this.#ask({ ask: 'evaluate', code: action.toString(), arg });
  }
  forgeInvoke(framePart: string, channel: string, ...args: unknown[]): Promise<unknown> {
    return this.#ask({ ask: 'forge', part: framePart, channel, args });
  }
  state(): Promise<{ problems: string[]; notExercised: string[] }> {
    return this.#ask({ ask: 'state' });
  }

  async windows(): Promise<Page[]> {
    const ready = await this.until('app ready', () => this.told.find(({ type }) => type === 'ready'));
    this.#browser ??= await chromium.connectOverCDP(ready.endpoint);
    const wanted = this.told.filter(({ type }) => type === 'window').map(({ targetId }) => targetId);
    for (const page of this.#browser.contexts().flatMap((context) => context.pages())) {
      if ([...this.#pages.values()].includes(page)) continue;
      const session = await page.context().newCDPSession(page);
      const { targetInfo } = await session.send('Target.getTargetInfo');
      await session.detach();
      this.#pages.set(targetInfo.targetId, page);
    }
    return wanted.map((id) => this.#pages.get(id)).filter((page): page is Page => page !== undefined && !page.isClosed());
  }
  async firstWindow(): Promise<Page> {
    return this.until('first window', async () => (await this.windows())[0]);
  }
  async close(): Promise<void> {
    const { problems } = this.exitCode === undefined ? await this.state() : { problems: [] };
    await this.#browser?.close(); // disconnects only
    if (this.exitCode === undefined) {
      void this.evaluate(({ app }) => {
        app.quit();
      }).catch(() => {});
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), 8000);
      await this.exited;
      clearTimeout(timer);
    }
    if (this.ownsDir) rmSync(this.userDataDir, { recursive: true, force: true });
    if (problems.length > 0) throw new Error(`the stand-in refused:\n${problems.join('\n')}`);
  }
}

export const launch = (options: LaunchOptions): StandInApplication =>
  new StandInApplication(
    options,
    options.userDataDir ?? mkdtempSync(path.join(tmpdir(), 'standin-user-')),
    options.userDataDir === undefined,
  );
