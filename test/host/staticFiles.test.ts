import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadStaticFiles, type StaticFiles } from '../../src/host/staticFiles.ts';
import { temporaryFolder } from './open.ts';

let files: StaticFiles;

beforeAll(async () => {
  const parent = temporaryFolder();
  const folder = join(parent, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(parent, 'renderer-secret'));
  writeFileSync(join(parent, 'secret.txt'), 'secret');
  writeFileSync(join(parent, 'renderer-secret', 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'assets', 'index-1a2b.js'), 'export {}');
  symlinkSync(join(parent, 'secret.txt'), join(folder, 'link.txt'));
  files = await loadStaticFiles(folder);
});

describe('the built files', () => {
  it('are served by their exact names with their types', () => {
    expect(Buffer.from(files('/').body).toString()).toBe('<!doctype html>');
    expect(files('/index.html').headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    expect(files('/assets/index-1a2b.js').headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/../renderer-secret/secret.txt',
    '/..%2frenderer-secret%2fsecret.txt',
    '/link.txt',
    '//etc/passwd',
    '/etc/passwd',
    '/%00',
    '/index.html%00',
    '/index.html/',
    '/INDEX.HTML',
    '/assets',
    '/assets/',
    '/.',
    '/constructor',
    '/__proto__',
    '',
    'index.html',
  ])('are all there is: %s is not found', (path) => {
    const answer = files(path);
    expect(answer.status).toBe(404);
    expect(Buffer.from(answer.body).toString()).not.toContain('secret');
  });

  it.each(['/', '/assets/index-1a2b.js', '/nowhere'])('come with the security headers, %s too', (path) => {
    const { headers } = files(path);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
  });
});
