import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort, startApp } from '../app.ts';

const root = dirname(dirname(import.meta.dirname));
const folder = (): string => mkdtempSync(join(tmpdir(), 'interreg-start-'));

type Ended = { readonly code: number | null; readonly out: string; readonly errors: string };

/** Runs `npm start`'s command until it ends by itself. */
const run = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['src/serve/start.ts', ...args], {
      cwd: root,
      env: { ...process.env, CI: 'true', LC_ALL: 'C.UTF-8' },
    });
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once('exit', (code) => resolve({ code, out, errors }));
  });

const oneSentence = /^[A-Z][^\n]+\.\n$/;

describe('a start that cannot be', () => {
  it.each([
    [['--prot', '4317'], 'Cannot understand'],
    [['4317'], 'Cannot understand'],
    [['--port', 'many'], '--port must be a number'],
    [['--port', '70000'], '--port must be a number'],
    [['--port', '0'], '--port must be a number'],
    [['--data', ''], '--data must name a folder'],
  ])('says so in one sentence and ends with 1: %j', async (args, words) => {
    const ended = await run('--no-open', ...args);
    expect(ended.code).toBe(1);
    expect(ended.errors).toContain(words);
    expect(ended.errors).toMatch(/^[A-Z-][^\n]+\.\n$/);
    expect(ended.out).toBe('');
  });

  it('names a busy port and takes no other', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    const ended = await run('--no-open', '--port', String(port), '--data', folder());
    other.close();
    expect(ended).toMatchObject({ code: 1, errors: expect.stringMatching(oneSentence) });
    expect(ended.errors).toContain(`Port ${port} is busy`);
    expect(ended.out).not.toContain('is running at');
  });

  it('names a folder that cannot be written', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const ended = await run('--no-open', '--port', String(await freePort()), '--data', join(file, 'below'));
    expect(ended).toMatchObject({ code: 1, errors: expect.stringMatching(oneSentence) });
    expect(ended.errors).toContain(join(file, 'below'));
  });

  it.skipIf(process.platform !== 'linux')('ends also where a folder exists that takes no other', async () => {
    const ended = await run('--no-open', '--port', String(await freePort()), '--data', '/proc/nope');
    expect(ended).toMatchObject({ code: 1, errors: expect.stringMatching(oneSentence) });
    expect(ended.errors).toContain('/proc/nope');
  });

  it('names the program that has the folder already, in the language that was chosen in it', async () => {
    const dataFolder = folder();
    const app = await startApp({ dataFolder, port: await freePort() });
    writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ language: 'hu' }));
    const ended = await run('--no-open', '--port', String(await freePort()), '--data', dataFolder);
    await app.stop();
    expect(ended).toMatchObject({ code: 1, errors: expect.stringMatching(oneSentence) });
    expect(ended.errors).toContain('már fut');
  });
});

describe('a start', () => {
  it('prints one address, says why there is no window, and ends with 0 when it is told to', async () => {
    const dataFolder = join(folder(), 'not', 'yet', 'there');
    const port = await freePort();
    const child = spawn(process.execPath, ['src/serve/start.ts', '--no-open', `--port=${port}`, '--data', dataFolder], { cwd: root });
    let out = '';
    const running = new Promise<void>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
        if (out.includes('is running at')) resolve();
      });
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await running;
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(out.match(/^InterregCluster is running at http:\/\/127\.0\.0\.1:\d+\/#ticket=[\w-]{43}$/gm)).toHaveLength(1);
    expect(out).toContain('No window was asked for');
  });

  it('can follow an end at once, with the same port and folder', async () => {
    const [dataFolder, port] = [folder(), await freePort()];
    for (let round = 0; round < 2; round += 1) {
      const app = await startApp({ dataFolder, port });
      expect(await app.stop()).toBe(0);
    }
  });

  it('takes over the folder of a program that was killed', async () => {
    const dataFolder = folder();
    mkdirSync(dataFolder, { recursive: true });
    const killed = await startApp({ dataFolder, port: await freePort() });
    const gone = new Promise((resolve) => killed.process.once('exit', resolve));
    killed.process.kill('SIGKILL');
    await gone;
    const app = await startApp({ dataFolder, port: await freePort() });
    expect(await app.stop()).toBe(0);
  });
});
