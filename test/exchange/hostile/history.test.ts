import type { Vector } from '../../../src/crdt/types.ts';
import { bodyOf, laptopBundle, laptopHeader, mine, signedOver, theirRecords } from '../reception.ts';
import { noon, organisation, runNamed, runRecord, szeged as szegedRun, timisoara as timisoaraRun } from '../samples.ts';
import { type Attack, changed, itDecides, raw, text } from './attack.ts';

const other = runNamed('other');
const history: readonly Attack[] = [
  [
    'rollback: heads behind the base',
    () => laptopBundle({ base: { [timisoaraRun]: 3 }, heads: { [timisoaraRun]: 2 } }, theirRecords.slice(0, 2)),
    'bundleInconsistent seenBeyondHeads',
  ],
  [
    'rollback: heads without the base’s run',
    () => laptopBundle({ base: { [szegedRun]: 1 }, heads: { [timisoaraRun]: 3 } }),
    'bundleInconsistent seenBeyondHeads',
  ],
  ['rollback: no heads at all', () => laptopBundle({ heads: {} }), 'bundleInconsistent seenBeyondHeads'],
  [
    'fast-forward: a record beyond the sender’s own heads',
    () => laptopBundle({ heads: { [timisoaraRun]: 2 } }),
    'bundleInconsistent seenBeyondHeads',
  ],
  [
    'fast-forward: a commit number beyond all numbers',
    changed('"seen":{"timisoaraaaaaaaaaaaa":1}', '"seen":{"timisoaraaaaaaaaaaaa":9007199254740993}'),
    'bundleMalformed shape',
  ],
  [
    'fast-forward: a commit number with a fraction',
    changed('"seen":{"timisoaraaaaaaaaaaaa":1}', '"seen":{"timisoaraaaaaaaaaaaa":1.5}'),
    'bundleMalformed shape',
  ],
  [
    'fast-forward: heads beyond all numbers',
    changed('"heads":{"timisoaraaaaaaaaaaaa":3}', '"heads":{"timisoaraaaaaaaaaaaa":1e300}'),
    'bundleMalformed shape',
  ],
  [
    'fast-forward: a clock in the year 275760',
    () => laptopBundle({}, [organisation(11, 'X', [timisoaraRun, 1, 8.64e15]), ...theirRecords.slice(1)]),
    'applied',
  ],
  [
    'fast-forward: a clock beyond whole numbers',
    () => laptopBundle({}, [organisation(11, 'X', [timisoaraRun, 1, 1e300]), ...theirRecords.slice(1)]),
    'bundleMalformed shape',
  ],
  ['freeze: a run that nobody describes', () => laptopBundle({ heads: { [timisoaraRun]: 3, [other]: 1 } }), 'bundleUnknownRuns'],
  ['freeze: a base that nobody describes', () => laptopBundle({ base: { [other]: 1 } }), 'bundleUnknownRuns'],
  [
    'freeze: a record of a run that nobody describes',
    () => laptopBundle({}, [...theirRecords.slice(0, 2), organisation(13, 'X', [other, 1, noon])]),
    'bundleUnknownRuns',
  ],
  [
    'freeze: a parent that nobody describes',
    () => laptopBundle({ runs: [{ ...runRecord(timisoaraRun, [other, 1]), device: 'laptop', office: 'Timișoara' }] }),
    'bundleUnknownRuns',
  ],
  ['freeze: the sender’s own run left out', () => laptopBundle({ runs: [] }), 'bundleUnknownRuns'],
  [
    'equivocation: our own change with other contents',
    () => laptopBundle({}, [organisation(1, 'Falsified Kft.', [szegedRun, 1, noon]), ...theirRecords.slice(1)]),
    'bundleInconsistent stampContents',
  ],
  [
    'equivocation: our own change at another time',
    () => laptopBundle({}, [organisation(1, 'Példa Kft.', [szegedRun, 1, noon + 1]), ...theirRecords.slice(1)]),
    'bundleInconsistent stampContents',
  ],
  [
    'equivocation: our own change with a field less',
    () => laptopBundle({}, [{ ...mine, f: { name: 'Példa Kft.' } }, ...theirRecords.slice(1)]),
    'bundleInconsistent fieldsMissing',
  ],
  [
    'equivocation: our run with another author',
    () => laptopBundle({ runs: [...laptopHeader().runs, { ...runRecord(szegedRun), author: 'Mallory' }] }),
    'bundleInconsistent runConflict',
  ],
  [
    'equivocation: our run of another replica',
    () => laptopBundle({ runs: [...laptopHeader().runs, { ...runRecord(szegedRun), device: 'laptop' }] }),
    'bundleInconsistent runConflict',
  ],
  [
    'equivocation: our run with a parent',
    () => laptopBundle({ runs: [...laptopHeader().runs, runRecord(szegedRun, [timisoaraRun, 1])] }),
    'bundleInconsistent runConflict',
  ],
  [
    'equivocation: one run described in two ways',
    () => laptopBundle({ runs: [...laptopHeader().runs, { ...runRecord(timisoaraRun), device: 'pc', office: 'Timișoara' }] }),
    'bundleInconsistent runConflict',
  ],
  [
    'a run that is its own parent',
    () => laptopBundle({ runs: [{ ...runRecord(timisoaraRun, [timisoaraRun, 1]), device: 'laptop', office: 'Timișoara' }] }),
    'bundleInconsistent runConflict',
  ],
  [
    'two runs that are each other’s parents',
    () =>
      laptopBundle({
        runs: [{ ...runRecord(timisoaraRun, [other, 1]), device: 'laptop', office: 'Timișoara' }, runRecord(other, [timisoaraRun, 1])],
      }),
    'bundleInconsistent runConflict',
  ],
  [
    'a stamp that the record has not seen',
    () => laptopBundle({}, [{ ...(theirRecords[0] as typeof mine), seen: { [szegedRun]: 1 } as Vector }, ...theirRecords.slice(1)]),
    'bundleInconsistent stampAboveSeen',
  ],
  [
    'the same record twice',
    () =>
      laptopBundle({}, [
        organisation(11, 'A', [timisoaraRun, 1, noon]),
        organisation(11, 'B', [timisoaraRun, 2, noon]),
        ...theirRecords.slice(2),
      ]),
    'bundleInconsistent duplicateRecord',
  ],
  [
    'the same record twice, far apart',
    () => laptopBundle({}, [...theirRecords, organisation(11, 'B', [timisoaraRun, 3, noon])]),
    'bundleInconsistent duplicateRecord',
  ],
];
const halves = async (): Promise<readonly [string, string]> => [
  text(await laptopBundle()),
  text(
    await laptopBundle(
      { id: 'another' },
      theirRecords.map((each) => ({ ...each, f: { ...each.f, country: 'RO' } })),
    ),
  ),
];
const mixing: readonly Attack[] = [
  [
    'the header of one under the records of another',
    async () => {
      const [a, b] = await halves();
      return raw(a.slice(0, a.indexOf('\n')) + b.slice(b.indexOf('\n')));
    },
    'bundleDamaged',
  ],
  [
    'the footer of one under another',
    async () => {
      const [a, b] = await halves();
      return raw(a.slice(0, a.lastIndexOf(']')) + b.slice(b.lastIndexOf(']')));
    },
    'bundleDamaged',
  ],
  [
    'one record of another',
    async () => {
      const [a, b] = (await halves()).map((each) => each.split('\n'));
      return raw((a ?? []).map((line, at) => (at === 2 ? (b?.[2] ?? '') : line)).join('\n'));
    },
    'bundleDamaged',
  ],
  ['two bundles one after the other', async () => raw((await halves()).join('')), 'bundleMalformed shape'],
  ['a bundle within a bundle', async () => raw((await halves())[0].replace('\n', `\n${(await halves())[1]}`)), 'bundleMalformed shape'],
  [
    'records in another order',
    async () => {
      const lines = (await halves())[0].split('\n');
      return raw([lines[0], lines[2], lines[1], ...lines.slice(3)].join('\n'));
    },
    'bundleDamaged',
  ],
  [
    'one record left out',
    async () =>
      raw(
        (await halves())[0]
          .split('\n')
          .filter((_, at) => at !== 1)
          .join('\n'),
      ),
    'bundleDamaged or bundleMalformed count',
  ],
  [
    'all records left out, hash right, signature of before',
    async () => {
      const right = await laptopBundle();
      const body = bodyOf(right).split('\n')[0] ?? '';
      const resealed = text(signedOver(`${body.replace('"records":3,"byType":{"organisation":3}', '"records":0,"byType":{}')}\n`, 0));
      return raw(resealed.replace(/"signature":"[^"]*"/, /"signature":"[^"]*"/.exec(text(right))?.[0] ?? ''));
    },
    'wrongSignature',
  ],
];

const named = (attack: string): readonly Attack[] => history.filter(([name]) => name.startsWith(`${attack}: `));

itDecides(
  [
    ['T2 rollback', named('rollback')],
    ['T3 freeze', named('freeze')],
    ['T4 mix-and-match', mixing],
    ['T9 fast-forward', named('fast-forward')],
    ['T11 equivocation', named('equivocation')],
    ['histories that cannot be', history.filter(([name]) => !name.includes(': '))],
  ],
  34,
);
