import { execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { chown, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../app.ts';
import { makeCertificate } from './certificate.ts';

const run = promisify(execFile);
const binary = '/usr/sbin/apache2';
const isRoot = process.getuid?.() === 0;

/** The reason why Apache cannot be had here, or null once it is installed. Root installs it from Debian. */
export const installApache = (): string | null => {
  if (existsSync(binary)) return null;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return 'apache2 is not installed and cannot be installed without root and apt-get';
  try {
    // Its own service would take port 80; the policy keeps it from starting.
    const policy = '/usr/sbin/policy-rc.d';
    const mine = !existsSync(policy);
    if (mine) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    try {
      execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'apache2'], { stdio: 'ignore', timeout: 240_000 });
    } finally {
      if (mine) rmSync(policy);
    }
  } catch {
    return 'apt-get could not install apache2';
  }
  return existsSync(binary) ? null : 'apt-get installed no apache2';
};

export type ApacheKind = { readonly auth: 'basic' | 'digest'; readonly tls: boolean; readonly deep?: boolean };
export type Apache = {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** PEM of the authority that signed its certificate; undefined without TLS. */
  readonly ca: string | undefined;
  /** Makes a fresh collection and answers its path on the disk. */
  readonly collection: (name: string) => Promise<string>;
  readonly put: (path: string, bytes: Uint8Array) => Promise<void>;
  readonly empty: (path: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

const user = 'iroda';
const password = 'jelszó"\\ț';

const modules = [
  'mpm_event',
  'authn_core',
  'authn_file',
  'authz_core',
  'authz_user',
  'auth_basic',
  'auth_digest',
  'dav',
  'dav_fs',
  'mime',
  'ssl',
];
const loaded = (): readonly string[] =>
  modules
    .filter((name) => existsSync(`/usr/lib/apache2/modules/mod_${name}.so`))
    .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);

const ids = (): { readonly uid: number; readonly gid: number } | null => {
  if (!isRoot) return null;
  const [, , uid, gid] = (/^www-data:.*$/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[0] ?? '').split(':');
  return uid === undefined || gid === undefined ? null : { uid: Number(uid), gid: Number(gid) };
};

const authLines = (folder: string, { auth }: ApacheKind): readonly string[] =>
  auth === 'basic'
    ? ['AuthType Basic', 'AuthBasicProvider file', `AuthUserFile "${folder}/pw"`]
    : ['AuthType Digest', 'AuthDigestProvider file', 'AuthDigestDomain /', `AuthUserFile "${folder}/pw"`];

const configuration = (folder: string, port: number, kind: ApacheKind): string =>
  [
    `ServerRoot "${folder}"`,
    'ServerName 127.0.0.1',
    `Listen 127.0.0.1:${port}`,
    `PidFile "${folder}/run/httpd.pid"`,
    `ErrorLog "${folder}/log/error.log"`,
    `DefaultRuntimeDir "${folder}/run"`,
    ...loaded(),
    'TypesConfig /etc/mime.types',
    'AddEncoding x-gzip .gz',
    ...(isRoot ? ['User www-data', 'Group www-data'] : []),
    `DavLockDB "${folder}/lock/db"`,
    `DocumentRoot "${folder}/root"`,
    ...(kind.tls ? ['SSLEngine on', `SSLCertificateFile "${folder}/server.pem"`, `SSLCertificateKeyFile "${folder}/server.key"`] : []),
    `<Directory "${folder}/root">`,
    'Dav On',
    ...(kind.deep === true ? ['DavDepthInfinity On'] : []),
    'AuthName "dav"',
    ...authLines(folder, kind),
    'Require valid-user',
    '</Directory>',
    '',
  ].join('\n');

const writePasswords = (folder: string, { auth }: ApacheKind): void => {
  const path = join(folder, 'pw');
  if (auth === 'basic') execFileSync('htpasswd', ['-b', '-c', path, user, password], { stdio: 'ignore' });
  else {
    const hash = execFileSync('md5sum', { input: `${user}:dav:${password}` })
      .toString()
      .slice(0, 32);
    writeFileSync(path, `${user}:dav:${hash}\n`);
  }
  chmodSync(path, 0o644);
};

const own = async (path: string): Promise<void> => {
  const www = ids();
  if (www !== null) await chown(path, www.uid, www.gid);
};

const answers = async (port: number): Promise<boolean> => {
  const { connect } = await import('node:net');
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
};

/** Starts an Apache with mod_dav on a free port of 127.0.0.1, with everything it needs in a temporary folder. */
export const startApache = async (kind: ApacheKind): Promise<Apache> => {
  const folder = mkdtempSync(join(tmpdir(), 'interreg-apache-'));
  chmodSync(folder, 0o755);
  for (const name of ['run', 'log', 'lock', 'root']) mkdirSync(join(folder, name), { mode: 0o755 });
  await Promise.all(['lock', 'root', 'log', 'run'].map((name) => own(join(folder, name))));
  const ca = kind.tls ? makeCertificate(folder) : undefined;
  writePasswords(folder, kind);
  const port = await freePort();
  writeFileSync(join(folder, 'httpd.conf'), configuration(folder, port, kind));
  const child = spawn(binary, ['-f', join(folder, 'httpd.conf'), '-DFOREGROUND'], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (tries > 100 || child.exitCode !== null)
      throw new Error(`Apache did not start: ${readFileSync(join(folder, 'log', 'error.log'), 'utf8')}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  const owned = async (path: string): Promise<void> => {
    await mkdir(path, { recursive: true });
    for (let at = path; at.length > join(folder, 'root').length; at = dirname(at)) await own(at);
  };
  return {
    url: `${kind.tls ? 'https' : 'http'}://127.0.0.1:${port}/`,
    user,
    password,
    ca,
    collection: async (name) => {
      await owned(join(folder, 'root', name));
      return join(folder, 'root', name);
    },
    put: async (path, bytes) => {
      await owned(dirname(path));
      await writeFile(path, bytes);
      await own(path);
    },
    empty: async (path) => {
      for (const name of await readdir(path)) await rm(join(path, name), { recursive: true });
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await run('rm', ['-rf', folder]);
    },
  };
};
