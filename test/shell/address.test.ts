import { describe, expect, it } from 'vitest';
import { isMadeHere, isOwn, isStartPage, mayOpenOutside } from '../../src/main/address.ts';

describe('an address', () => {
  it.each(['https://europa.eu/', 'http://example.org/a?b#c', 'mailto:iroda@example.org', 'tel:+3662000000'])(
    'may be opened outside: %s',
    (url) => {
      expect(mayOpenOutside(url)).toBe(true);
    },
  );

  it.each([
    'file:///etc/passwd',
    'smb://evil.test/share',
    'ms-msdt:/id PCWDiagnostic',
    'vscode://x',
    'app://bundle/index.html',
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:app://bundle/1',
    'about:blank',
    'https://user:word@evil.test/',
    'https://user@evil.test/',
    '//evil.test',
    'C:\\Windows\\System32\\calc.exe',
    '/usr/bin/xcalc',
    '',
  ])('may not be opened outside: %j', (url) => {
    expect(mayOpenOutside(url)).toBe(false);
  });

  it.each([
    ['app://bundle/', true],
    ['app://bundle/assets/x.js', true],
    ['app://bundle', false],
    ['app://bundle.evil.test/', false],
    ['app://other/', false],
    ['https://bundle/', false],
    ['file:///app://bundle/', false],
  ])('%s is our own: %s', (url, own) => {
    expect(isOwn(url)).toBe(own);
  });

  it.each([
    ['app://bundle/index.html', true],
    ['app://bundle/index.html#/visits', true],
    ['app://bundle/index.html?x', false],
    ['app://bundle/door.html', false],
    ['app://bundle/index.html/x', false],
  ])('%s is the one page: %s', (url, start) => {
    expect(isStartPage(url)).toBe(start);
  });

  it.each([
    ['blob:app://bundle/1', 'xhr', true],
    ['data:image/png;base64,AA', 'image', true],
    ['data:text/html,x', 'subFrame', false],
    ['blob:https://evil.test/1', 'xhr', false],
  ])('%s as %s was made here: %s', (url, type, made) => {
    expect(isMadeHere(url, type)).toBe(made);
  });
});
