import { describe, expect, it } from 'vitest';
import { toListing } from '../../../src/exchange/place.ts';
import { junkNames } from './junkNames.ts';
import { nameOf, szeged } from './opened.ts';

const right = { path: nameOf(), bytes: 5 };

describe('T7 a listing with what other tools leave', () => {
  it.each(junkNames)('passes over %j and keeps what is right', (junk) => {
    const listed = toListing('bundles', [{ path: `replicas/${szeged}/${junk}`, bytes: 5 }, right], null);
    expect(listed).toMatchObject({ ok: true, value: { entries: [{ name: right.path }], ignored: 1 } });
  });
});
