import { repairRomanian } from '../../../base/fold.ts';
import type { Json } from '../../../base/json.ts';
import { plainText } from '../../../base/plainText.ts';
import { err, ok, type Result } from '../../../base/result.ts';
import { sampleRecords } from '../../../domain/sample.ts';
import type { BundlePreview, CommitError, Identity, RecordChange, ReplicaApi, SetUpError, SetUpRequest } from '../../../replica/api.ts';

export type Source = 'join' | 'sample' | 'empty';
export type CheckedFile = { readonly file: File; readonly preview: BundlePreview; readonly passphrase?: string };
/** An office of the joined bundle, or a new one. */
export type OfficeChoice = SetUpRequest['office'];
/** `file` is there once a bundle was chosen and found whole. */
export type Choice = { readonly source: Source; readonly file: CheckedFile | null };

/** A file has been checked. What a person has chosen meanwhile, such as to start empty, stays chosen. */
export const withFile = (choice: Choice, file: Choice['file']): Choice => ({ ...choice, file });

export const sources: readonly Source[] = ['join', 'sample', 'empty'];

/** The sample as changes. Its office of the same name is this office, so it is not added a second time. */
export const sampleChanges = (now: number, office: Identity['office']): readonly RecordChange[] => {
  const records = sampleRecords(now);
  const same = records.find(({ type, values }) => type === 'office' && values.name === office.name && values.country === office.country);
  const ownId = (value: Json): Json => (same && value === same.id ? office.id : value);
  return records
    .filter((record) => record !== same)
    .map(({ type, id, values }) => ({
      kind: 'set',
      type,
      id,
      set: Object.fromEntries(Object.entries(values).map(([path, value]) => [path, ownId(value)])),
      shown: {},
    }));
};

type Failed = SetUpError | CommitError | Extract<Awaited<ReturnType<ReplicaApi['setUp']>>, { ok: false }>['error'];

const isSame = (known: Identity['office'], office: OfficeChoice): boolean =>
  'id' in office ? known.id === office.id : known.name === office.name && known.country === office.country;

/** A first press has set the store up and has failed to fill it: what was changed before the second one counts, under the office made by the first. */
const changeTo = async (
  replica: ReplicaApi,
  known: Identity,
  author: string,
  office: OfficeChoice,
): Promise<Result<Identity, CommitError | { readonly type: 'alreadySetUp' }>> => {
  if (known.author === author && isSame(known.office, office)) return ok(known);
  if (!isSame(known.office, office)) {
    const [row] = await replica.rows('office', [known.office.id]);
    if (row === undefined || 'id' in office) return err({ type: 'alreadySetUp' });
    const renamed = await replica.commit([{ kind: 'set', type: 'office', id: row.id, set: office, shown: row.seen }]);
    if (!renamed.ok) return renamed;
  }
  return replica.changeIdentity({ author, office: known.office.id });
};

/** The office as it is stored: a new one in its country's letters. */
const inItsLetters = (office: OfficeChoice): OfficeChoice =>
  'id' in office ? office : { ...office, name: office.country === 'RO' ? repairRomanian(office.name) : plainText(office.name) };

/** Makes this store a replica and fills it as chosen. */
export const begin = async (
  replica: ReplicaApi,
  choice: Choice,
  typed: { readonly author: string; readonly office: OfficeChoice },
  now: number,
): Promise<Result<Identity, Failed>> => {
  const author = plainText(typed.author);
  const office = inItsLetters(typed.office);
  const { file: join = null, passphrase } = (choice.source === 'join' ? choice.file : null) ?? {};
  const known = await replica.identity();
  if (known && join) return err({ type: 'alreadySetUp' });
  const ready = known
    ? await changeTo(replica, known, author, office)
    : await replica.setUp({ author, office, join, ...(passphrase === undefined ? {} : { passphrase }) });
  if (!ready.ok) return err(ready.error);
  if (choice.source !== 'sample') return ok(ready.value);
  const filled = await replica.commit(sampleChanges(now, ready.value.office));
  return filled.ok ? ok(ready.value) : err(filled.error);
};
