import { describe, expect, it } from 'vitest';
import { createRecordId } from '../../../../src/base/ids.ts';
import type { RecordType } from '../../../../src/domain/recordTypes.ts';
import { sampleRemoval, sortOutSample } from '../../../../src/renderer/features/settings/sampleRecords.ts';
import type { Attribution, Draft, ListQuery, RecordView, ReplicaApi, Values } from '../../../../src/replica/api.ts';

const by = (n: number): Attribution => ({ author: 'Minta Anna', office: 'Szeged', at: n, run: 'run', n, own: true });

let made = 0;
/** A sample record of commit 2, with `edited` fields of a later one. */
const view = (type: RecordType, values: Values, ...edited: readonly string[]): RecordView => {
  made += 1;
  const id = createRecordId(
    () => 1,
    (length) => new Uint8Array(length).fill(made),
  );
  const paths = ['sample', ...Object.keys(values), ...edited];
  const changedBy = Object.fromEntries(paths.map((path) => [path, by(edited.includes(path) ? 7 : 2)]));
  const marks = {
    rivals: [],
    waits: null,
    seen: {},
    deleted: false,
    erased: false,
    versions: {},
    outdated: [],
    joinedTo: null,
    joined: [],
    joinedEdits: [],
    deletedBy: null,
    contested: null,
    late: null,
    erasedPeople: [],
  };
  return { type, id, values: { ...values, sample: true }, changedBy, ...marks };
};

/** One that a person has made. */
const ownView = (type: RecordType, values: Values): RecordView => ({ ...view(type, values), values });

/** A store that holds these records, worked in by the office `own`; each of `heard` has written something. */
const storeOf = (
  views: readonly RecordView[],
  own: RecordView,
  heard: readonly RecordView[] = [],
  drafts: readonly Pick<Draft, 'id' | 'values'>[] = [],
): ReplicaApi =>
  ({
    list: async ({ type, where: [mark] = [] }: ListQuery) => {
      const isSample = mark !== undefined && 'is' in mark;
      const rows = views.filter((each) => each.type === type && (each.values.sample === true) === isSample);
      return { rows, total: rows.length };
    },
    get: async (_type: RecordType, id: string) => views.find((each) => each.id === id) ?? null,
    rows: async (_type: RecordType, ids: readonly string[]) => views.filter((each) => ids.includes(each.id)),
    drafts: async () => drafts,
    identity: async () => ({ office: { id: own.id } }),
    ledger: async () => views.map(({ id }) => ({ office: { id }, lastHeardAt: heard.some((each) => each.id === id) ? 1 : null })),
  }) as unknown as ReplicaApi; // Only what the removal asks for.

describe('removing the sample', () => {
  it('leaves the own office and every office that has written, and takes the others away', async () => {
    const [own, heard, unheard] = [
      view('office', { name: 'Timișoara' }),
      view('office', { name: 'Szeged' }),
      view('office', { name: 'Arad' }),
    ];
    const { changes, removed } = await sampleRemoval(storeOf([own, heard, unheard], own, [heard]));
    expect(removed).toBe(1);
    expect(changes).toMatchObject([
      { kind: 'delete', id: unheard.id },
      { kind: 'set', id: own.id, set: { sample: null } },
      { kind: 'set', id: heard.id, set: { sample: null } },
    ]);
  });

  it('leaves what somebody has edited, and only that', () => {
    const untouched = view('organisation', { name: 'Termo Exemplu SRL' });
    const edited = view('organisation', { name: 'Példa Napelem Bt.' }, 'phone');
    expect(sortOutSample([untouched, edited])).toEqual({ goes: [untouched], stays: [edited], kept: [] });
  });

  it('takes a checked-in registration away with its event, and leaves it with an event that stays', () => {
    const [goes, stays] = [view('event', {}), view('event', {}, 'venue')];
    const [withGoing, withStaying] = [goes, stays].map((event) => view('registration', { event: event.id }, 'status'));
    const sorted = sortOutSample([goes, stays, ...[withGoing, withStaying].filter((each) => each !== undefined)]);
    expect(sorted.goes).toEqual([goes, withGoing]);
    expect(sorted.stays).toEqual([stays, withStaying]);
  });

  it('keeps what own records name, in whatever field, and the event of a registration among it', async () => {
    const office = view('office', { organisation: view('organisation', {}).id });
    const [host, party, guest, unnamed] = ['Távhő', 'Alapítvány', 'Vendég', 'Senki'].map((name) => view('organisation', { name }));
    const event = view('event', {});
    const registration = view('registration', { event: event.id });
    const person = view('person', { organisation: unnamed?.id ?? '' });
    const own = [
      ownView('visit', { host: host?.id ?? '', 'participant/1': { name: 'Minta Anna', person: person.id } }),
      ownView('cooperation', { [`party/${party?.id}`]: true }),
      ownView('consent', { registration: registration.id }),
    ];
    const sampleViews = [host, party, guest, unnamed, event, registration, person].filter((each) => each !== undefined);
    const draft = { id: createRecordId(Date.now, (length) => new Uint8Array(length)), values: { organisation: guest?.id ?? '' } };
    const { changes, removed, kept } = await sampleRemoval(storeOf([office, ...sampleViews, ...own], office, [], [draft]));
    expect(changes).toMatchObject([
      { kind: 'delete', id: unnamed?.id },
      { kind: 'set', id: office.id },
    ]);
    expect({ removed, kept }).toEqual({ removed: 1, kept: 6 });
  });

  it('keeps what an edited sample record names, and that to which an own record is joined', async () => {
    const office = view('office', {});
    const [host, survivor] = [view('organisation', {}), view('organisation', {})];
    const visit = view('visit', { host: host.id }, 'from');
    const duplicate = ownView('organisation', { sameAs: survivor.id });
    const joined = { ...survivor, joined: [duplicate.id] };
    const { changes, kept } = await sampleRemoval(storeOf([office, host, joined, visit, duplicate], office));
    expect(changes.map(({ kind }) => kind)).toEqual(['set', 'set']);
    expect(kept).toBe(2);
  });
});
