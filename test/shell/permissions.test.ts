import { describe, expect, it } from 'vitest';
import { isGranted } from '../../src/main/permissions.ts';

const own = { isMainFrame: true, requestingUrl: 'app://bundle/index.html#/exchange' };
const camera = { ...own, mediaTypes: ['video'] };

describe('the camera', () => {
  it('is for the own page, when it asks and when it checks', () => {
    expect(isGranted('media', camera)).toBe(true);
    expect(isGranted('media', { ...own, mediaType: 'video' })).toBe(true);
  });

  it.each([
    ['a frame', 'media', { ...camera, isMainFrame: false }],
    ['another page', 'media', { ...camera, requestingUrl: 'app://bundle/door.html' }],
    ['another site', 'media', { ...camera, requestingUrl: 'https://evil.test/?app://bundle/index.html' }],
    ['a neighbour by name', 'media', { ...camera, requestingUrl: 'app://bundle.evil.test/index.html' }],
    ['nobody', 'media', { isMainFrame: true, mediaTypes: ['video'] }],
    ['somebody who listens too', 'media', { ...own, mediaTypes: ['video', 'audio'] }],
    ['somebody who listens', 'media', { ...own, mediaTypes: ['audio'] }],
    ['a check of the microphone', 'media', { ...own, mediaType: 'audio' }],
    ['a check of who knows what', 'media', { ...own, mediaType: 'unknown' }],
    ['a request for nothing', 'media', { ...own, mediaTypes: [] }],
    ['a request that does not say', 'media', own],
    ['a look at the screen', 'display-capture', camera],
    ['any other permission', 'geolocation', camera],
  ])('is not for %s', (_who, permission, details) => {
    expect(isGranted(permission, details)).toBe(false);
  });
});

describe('the clipboard', () => {
  it('takes a text that the own page copies', () => {
    expect(isGranted('clipboard-sanitized-write', own)).toBe(true);
  });

  it.each([
    ['read by the own page', 'clipboard-read', own],
    ['written by a frame', 'clipboard-sanitized-write', { ...own, isMainFrame: false }],
    ['written by another site', 'clipboard-sanitized-write', { ...own, requestingUrl: 'https://evil.test/' }],
    ['written by nobody', 'clipboard-sanitized-write', { isMainFrame: true }],
  ])('is not %s', (_how, permission, details) => {
    expect(isGranted(permission, details)).toBe(false);
  });
});
