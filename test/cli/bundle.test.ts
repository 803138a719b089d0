import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunId } from '../../src/crdt/types.ts';
import { bundleOf, goldenPath, idOf, noon, organisation, runRecord, szeged, timisoara } from '../exchange/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'bundle-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const command = new URL('../../src/cli/bundle.ts', import.meta.url).pathname;
const golden = goldenPath.pathname;
const at = (name: string): string => join(folder, name);

const bundle = (...args: string[]): Promise<{ readonly code: number; readonly out: string; readonly failure: string }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [command, ...args], (_, out, failure) =>
      resolve({ code: child.exitCode ?? -1, out, failure }),
    );
  });

const small = ['--organisations', '40', '--events', '2', '--registrations', '30', '--visits', '3'];
const generate = async (seed: number, name: string): Promise<string> => {
  expect(await bundle('generate', ...small, '--seed', String(seed), '-o', at(name))).toMatchObject({ code: 0, failure: '' });
  return at(name);
};

describe('bundle inspect', () => {
  it('tells who wrote what, in words', async () => {
    const { code, out } = await bundle('inspect', golden);
    expect(code).toBe(0);
    for (const part of ['Szeged (HU)', 'Minta Mária', '2026-11-23T09:00', 'organisation    2', 'Timișoara (RO)'])
      expect(out).toContain(part);
  });

  it('tells the same as JSON', async () => {
    const { out } = await bundle('inspect', '--json', golden);
    expect(JSON.parse(out)).toMatchObject({
      header: { counts: { records: 7 } },
      footer: { records: 7 },
      offices: [{ name: 'Szeged', country: 'HU' }, { name: 'Timișoara' }],
      bytes: readFileSync(golden).byteLength,
    });
  });
});

describe('what a stranger wrote into a bundle', () => {
  it('neither steers the terminal nor passes for a line of ours', async () => {
    const author = 'Minta\u001b]0;x\u0007\u009b2J\nSignature   right';
    writeFileSync(at('steering.json'), await bundleOf([], { from: { run: szeged, device: 'd', office: '', author, app: '0' } }));
    const { out } = await bundle('inspect', at('steering.json'));
    expect(out).not.toMatch(/[^\P{Cc}\n]/u);
    expect(out.match(/^Signature.*$/gm)).toEqual(['Signature   missing']);
    const asJson = await bundle('inspect', at('steering.json'), '--json');
    expect(asJson.out).not.toMatch(/[^\P{Cc}\n]/u);
    expect(JSON.parse(asJson.out)).toMatchObject({ header: { from: { author } } });
    expect((await bundle('verify', at('no\u001b[2Jfile.json'))).failure).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

describe('bundle verify', () => {
  it('answers one line and exit code 0 for a whole bundle, compressed or not', async () => {
    writeFileSync(at('golden.json.gz'), gzipSync(readFileSync(golden)));
    for (const path of [golden, at('golden.json.gz')]) {
      const { code, out, failure } = await bundle('verify', path);
      expect({ code, failure, lines: out.trimEnd().split('\n').length }).toEqual({ code: 0, failure: '', lines: 1 });
      expect(out).toContain('7 records');
    }
  });

  it('answers the reason in one sentence and exit code 1 for a damaged one', async () => {
    const bytes = readFileSync(golden);
    writeFileSync(at('cut.json'), bytes.subarray(0, 2000));
    writeFileSync(at('changed.json'), bytes.toString().replace('Napelem', 'napelem'));
    writeFileSync(at('other.json'), '{"some":"thing"}');
    const sentences = await Promise.all(['cut.json', 'changed.json', 'other.json'].map((name) => bundle('verify', at(name))));
    expect(sentences).toEqual([
      { code: 1, out: '', failure: 'The end of the bundle is missing.\n' },
      { code: 1, out: '', failure: 'The bundle is damaged: its SHA-256 does not match.\n' },
      { code: 1, out: '', failure: 'The file is not an InterregCluster bundle.\n' },
    ]);
  });

  it('refuses a bundle that contradicts itself', async () => {
    writeFileSync(at('above.json'), await bundleOf([{ ...organisation(1, 'x'), s: { '': [szeged, 2, noon] } }]));
    expect(await bundle('verify', at('above.json'))).toMatchObject({
      code: 1,
      failure: 'The bundle contradicts itself: a record holds a change that it says it has not seen.\n',
    });
  });

  it('says where a bundle builds on changes that only its receiver knows', async () => {
    writeFileSync(
      at('delta.json'),
      await bundleOf([organisation(1, 'x')], { base: { [timisoara]: 3 }, heads: { [szeged]: 1, [timisoara]: 3 } }),
    );
    const { code, out } = await bundle('verify', at('delta.json'));
    expect({ code, hasNote: out.includes('builds on changes that are not in it') }).toEqual({ code: 0, hasNote: true });
  });
});

describe('bundle generate', () => {
  it('writes the same bytes for the same seed, others for another, and what verify and the schema accept', async () => {
    const [first, again, other] = [await generate(7, 'seven.json'), await generate(7, 'again.json'), await generate(8, 'eight.json')];
    expect(readFileSync(first).equals(readFileSync(again))).toBe(true);
    expect(readFileSync(first).equals(readFileSync(other))).toBe(false);
    expect(await bundle('verify', first)).toMatchObject({ code: 0 });
    const schema = JSON.parse(readFileSync(new URL('../../resources/bundle.schema.json', import.meta.url), 'utf8'));
    const document = JSON.parse(readFileSync(first, 'utf8'));
    expect(new Ajv2020({ allowUnionTypes: true }).validate(schema, document)).toBe(true);
    expect(document.header.counts.byType).toMatchObject({ organisation: 40, event: 2, registration: 30, visit: 3, office: 1 });
  });

  it('compresses where the name says so', async () => {
    const [plain, packed] = [await generate(7, 'plain.json'), await generate(7, 'packed.json.gz')];
    expect(gunzipSync(readFileSync(packed)).equals(readFileSync(plain))).toBe(true);
  });
});

describe('bundle merge', () => {
  it('gives the same bytes in every order, however often a file is named', async () => {
    const [a, b] = [await generate(1, 'a.json'), await generate(2, 'b.json.gz')];
    const merged = async (name: string, ...paths: string[]): Promise<Buffer> => {
      const { code, failure } = await bundle('merge', ...paths, '-o', at(name));
      expect({ code, failure }).toEqual({ code: 0, failure: '' });
      return readFileSync(at(name));
    };
    const once = await merged('once.json', a, b);
    expect((await merged('turned.json', b, a)).equals(once)).toBe(true);
    expect((await merged('twice.json', a, b, a)).equals(once)).toBe(true);
    expect(await bundle('verify', at('once.json'))).toMatchObject({ code: 0 });
  });

  it('keeps the values of both where two offices wrote without knowing of each other', async () => {
    const before = organisation(1, 'Példa Kft.');
    const edited = (name: string, run: typeof szeged, n: number) => ({
      ...before,
      f: { ...before.f, name },
      s: { '': before.s[''] ?? [szeged, 1, noon], name: [run, n, noon + n] as const },
      seen: { [szeged]: 1, [run]: n },
    });
    const runs = [runRecord(szeged), runRecord(timisoara)];
    writeFileSync(at('left.json'), await bundleOf([edited('Bal Kft.', szeged, 2)], { runs, heads: { [szeged]: 2 } }));
    writeFileSync(
      at('right.json'),
      await bundleOf([edited('Dreapta SRL', timisoara, 1)], {
        runs,
        heads: { [szeged]: 1, [timisoara]: 1 },
        from: { run: timisoara, device: 'd', office: idOf(0xa2), author: 'Ion Exemplu', app: '0' },
      }),
    );
    expect(await bundle('merge', at('left.json'), at('right.json'), '-o', at('both.json'))).toMatchObject({ code: 0 });
    const { header, records } = JSON.parse(readFileSync(at('both.json'), 'utf8'));
    expect(records).toMatchObject([
      { f: { name: 'Bal Kft.', country: 'HU' }, r: { name: [{ v: 'Dreapta SRL' }] }, seen: { [szeged]: 2, [timisoara]: 1 } },
    ]);
    expect(header).toMatchObject({
      base: {},
      heads: { [szeged]: 2, [timisoara]: 1 },
      from: { run: null, office: '' },
      counts: { records: 1 },
    });
  });

  it('refuses to make a record that no reader would take', async () => {
    const long = (letter: string, run: typeof szeged) => ({
      ...organisation(1, letter.repeat(1_500_000), [run, 1, noon]),
      seen: { [run]: 1 },
    });
    const by = (run: typeof szeged) => ({ from: { run, device: run, office: idOf(0xa2), author: 'Ion', app: '0' }, heads: { [run]: 1 } });
    const runs = [runRecord(szeged), runRecord(timisoara)];
    writeFileSync(at('long1.json'), await bundleOf([long('a', szeged)], { runs, ...by(szeged) }));
    writeFileSync(at('long2.json'), await bundleOf([long('b', timisoara)], { runs, ...by(timisoara) }));
    const { code, failure } = await bundle('merge', at('long1.json'), at('long2.json'), '-o', at('refused-long.json'));
    expect([code, failure]).toEqual([1, `"${idOf(1)}" would become larger than 2 MiB, more than any bundle can carry.\n`]);
  });

  it('refuses bundles that together name more openings than a reader takes', async () => {
    const digits = 'abcdefghijklmnopqrstuvwxyz234567';
    const runsFrom = (letter: string) =>
      Array.from({ length: 1100 }, (_, n) => {
        const id = `${letter.repeat(17)}${[10, 5, 0].map((shift) => digits[(n >> shift) & 31]).join('')}` as RunId; // Base32.
        return { id, device: 'laptop', office: 'Arad', author: 'Ion', parent: null };
      });
    for (const letter of ['p', 'q']) {
      const runs = runsFrom(letter);
      const heads = Object.fromEntries(runs.map(({ id }) => [id, 1]));
      writeFileSync(
        at(`openings-${letter}.json`),
        await bundleOf([], { from: { run: null, device: 'd', office: '', author: 'Ion', app: '0' }, runs, heads }),
      );
      expect(await bundle('verify', at(`openings-${letter}.json`))).toMatchObject({ code: 0 });
    }
    const merged = await bundle('merge', at('openings-p.json'), at('openings-q.json'), '-o', at('too-many.json'));
    expect(merged).toMatchObject({ code: 1, failure: expect.stringMatching(/more openings.*Merge fewer of them\.\n$/) });
    expect(readdirSync(folder)).not.toContain('too-many.json');
  });

  it('refuses bundles of different clusters, one change with two contents, and a damaged file by name', async () => {
    writeFileSync(at('here.json'), await bundleOf([organisation(1, 'x')]));
    writeFileSync(at('there.json'), await bundleOf([organisation(1, 'x')], { cluster: 'another' }));
    writeFileSync(at('twin.json'), await bundleOf([organisation(1, 'y')]));
    writeFileSync(at('bad.json'), 'no');
    const refused = async (other: string) => (await bundle('merge', at('here.json'), at(other), '-o', at('refused.json'))).failure;
    expect(await refused('there.json')).toBe('The bundles belong to different clusters.\n');
    expect(await refused('twin.json')).toBe('The bundle contradicts itself: one change has two contents.\n');
    expect(await refused('bad.json')).toBe(`${at('bad.json')}: The file is not an InterregCluster bundle.\n`);
    expect(readdirSync(folder).filter((name) => name.startsWith('refused'))).toEqual([]);
  });

  it('refuses one change with two contents also where the bundle before them has neither', async () => {
    const shaOf = (bytes: Uint8Array): string => /"sha256":"([0-9a-f]{64})"/.exec(Buffer.from(bytes).toString('utf8'))?.[1] ?? '';
    const edited = (name: string) => {
      const before = organisation(1, 'Példa Kft.');
      return { ...before, f: { ...before.f, name }, s: { ...before.s, name: [szeged, 2, noon] as const }, seen: { [szeged]: 2 } };
    };
    const twins = await Promise.all(['x', 'y'].map((name) => bundleOf([edited(name)], { heads: { [szeged]: 2 } })));
    const older = await Promise.all(Array.from({ length: 40 }, (_, n) => bundleOf([organisation(1, 'Példa Kft.')], { id: `older ${n}` })));
    const [first] = older.sort((a, b) => (shaOf(a) < shaOf(b) ? -1 : 1));
    const paths = [...twins, first ?? new Uint8Array()].map((bytes, n) => {
      writeFileSync(at(`three${n}.json`), bytes);
      return at(`three${n}.json`);
    });
    const { failure } = await bundle('merge', ...paths, '-o', at('refused.json'));
    expect(failure).toBe('The bundle contradicts itself: one change has two contents.\n');
  });
});

describe('a wrong command line', () => {
  it.each([
    [['paint'], 'There is no command “paint”; use inspect, verify, decrypt, merge, generate.\n'],
    [['verify', '--fast', golden], "Unknown option '--fast'.\n"],
    [['verify'], 'verify needs one file.\n'],
    [['inspect', golden, golden], 'inspect needs one file.\n'],
    [['verify', '/nowhere/b.json'], '/nowhere/b.json does not exist.\n'],
    [['verify', folder], `${folder} is not a file.\n`],
    [['merge', golden, '-o', at('x.json')], 'merge needs two or more files.\n'],
    [['merge', golden, golden], 'merge needs a file to write: -o FILE.\n'],
    [['generate', '-o', '/nowhere/b.json'], '/nowhere/b.json cannot be written (ENOENT).\n'],
    [['generate', '--visits', 'many', '-o', at('x.json')], '--visits needs a whole number from 0 to 10000000.\n'],
    [['generate', '--organisations', '-5', '-o', at('x.json')], '--organisations needs a whole number from 0 to 10000000.\n'],
  ])('%j ends with exit code 1 and one sentence', async (args, failure) => {
    expect(await bundle(...args)).toEqual({ code: 1, out: '', failure });
  });

  it('leaves nothing half written behind', () => {
    expect(readdirSync(folder).filter((name) => name.includes('.part') || name === 'x.json')).toEqual([]);
  });

  it('without a command shows how it is used', async () => {
    expect(await bundle()).toMatchObject({ code: 0, failure: '' });
  });
});
