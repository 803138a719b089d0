import fc from 'fast-check';
import type { Json } from '../../src/base/json.ts';
import type { LiveRecord, RecordState, RunId, Stamp, Version } from '../../src/crdt/types.ts';
import { newestFirst } from '../../src/crdt/version.ts';
import { anyVector } from './anyVector.ts';
import { exampleId } from './desk.ts';

export const oddPaths = ['name', '__proto__', 'constructor', 'toString', 'tag/ő', '\ud800', '7', '#del'];
const oddValues: readonly Json[] = [
  'Szeged',
  'Timișoara',
  null,
  true,
  { kind: 'HU', '': [1, null] },
  JSON.parse('{"__proto__":1}') as Json,
  '\udc00',
];

const anyStamp: fc.Arbitrary<Stamp> = fc
  .tuple(fc.nat(3), fc.integer({ min: 1, max: 3 }), fc.nat(1))
  .map(([run, n, at]) => [`r${run}` as RunId, n, at]);

const anyVersions: fc.Arbitrary<readonly Version[]> = fc
  .uniqueArray(fc.record({ v: fc.constantFrom(...oddValues), s: anyStamp }), {
    selector: ({ s }) => `${s[0]} ${s[1]}`,
    minLength: 1,
    maxLength: 3,
    size: 'max',
  })
  .map((versions) => versions.sort(newestFirst));

/** Any live state of one record at all, honest or not: versions that `seen` leaves out, one commit with two contents. */
export const anyLive: fc.Arbitrary<LiveRecord> = fc
  .record({ fields: fc.uniqueArray(fc.tuple(fc.constantFrom(...oddPaths), anyVersions), { selector: ([path]) => path }), seen: anyVector })
  .map(({ fields, seen }) => ({ type: 'organisation', id: exampleId, f: Object.fromEntries(fields), seen }));

export const anyState: fc.Arbitrary<RecordState> = fc.oneof(
  { weight: 5, arbitrary: anyLive },
  { weight: 1, arbitrary: fc.tuple(anyStamp, anyVector).map(([erased, seen]) => ({ type: 'organisation', id: exampleId, erased, seen })) },
);
