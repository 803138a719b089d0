import { describe, expect, it } from 'vitest';
import { hrefTo, parseRoute } from '../../../src/renderer/state/route.ts';

describe('the address of a screen', () => {
  it('names room, record and the part of the record', () => {
    expect(parseRoute('#/visits/0199/edit')).toEqual({ room: 'visits', id: '0199', rest: ['edit'] });
    expect(parseRoute('#/directory')).toEqual({ room: 'directory', id: null, rest: [] });
  });

  it('leads home from nowhere, from an unknown room and from broken escapes', () => {
    for (const hash of ['', '#', '#/nowhere/1', '#/%E0%A4%A']) expect(parseRoute(hash).room).toBe('home');
  });

  it('tells an address that names no room from none at all', () => {
    expect(['', '#/', '#/nowhere/1'].map((hash) => parseRoute(hash).missing)).toEqual([false, false, true]);
    expect(parseRoute('#/home').missing).toBeUndefined();
  });

  it('comes back as it was written, whatever letters it holds', () => {
    const href = hrefTo('directory', 'ő/ț?#', 'edit');
    expect(parseRoute(href)).toEqual({ room: 'directory', id: 'ő/ț?#', rest: ['edit'] });
  });
});
