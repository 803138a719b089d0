import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../app.ts';

const run = promisify(execFile);
const script = join(import.meta.dirname, 'radosgw.sh');
const cache = join(import.meta.dirname, '../../../../node_modules/.cache/radosgw');

/** Why the server cannot be had on this machine at all, or null. Whether Debian's packages arrive is seen when it is started. */
export const lacksRadosgw = (): string | null => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'Debian packages of RadosGW run on 64-bit Linux only';
  if (!existsSync(join(cache, 'complete')) && !existsSync('/usr/bin/apt-get')) return 'apt-get is needed to fetch RadosGW';
  return ['/bin/bash', '/usr/bin/curl', '/usr/bin/python3', '/usr/bin/dpkg'].some((tool) => !existsSync(tool))
    ? 'bash, curl, python3 and dpkg are needed to run RadosGW'
    : null;
};

export type Radosgw = {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly stop: () => Promise<void>;
};

/** Starts a RadosGW on a free port of 127.0.0.1; the packages are fetched once and kept beside the other caches. Null where that fails. */
export const startRadosgw = async (): Promise<Radosgw | null> => {
  const folder = mkdtempSync(join(tmpdir(), 'interreg-radosgw-'));
  const stop = async (): Promise<void> => {
    await run('bash', [script, 'stop', cache, folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const port = await freePort();
    try {
      await run('bash', [script, 'start', cache, folder, String(port)], { timeout: 240_000 });
      return { endpoint: `http://127.0.0.1:${port}`, accessKey: 'AKTEST', secretKey: 'SKTEST', stop };
    } catch (cause) {
      console.warn('RadosGW did not start:', cause);
      await run('bash', [script, 'stop', cache, folder]);
    }
  }
  rmSync(folder, { recursive: true, force: true });
  return null;
};
