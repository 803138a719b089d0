import type { RecordId } from '../../../base/ids.ts';
import type { Json } from '../../../base/json.ts';
import { err, ok, type Result } from '../../../base/result.ts';
import { sampleRecords } from '../../../domain/sample.ts';
import type { BundlePreview, CommitError, Identity, RecordChange, ReplicaApi, SetUpError, SetUpRequest } from '../../../replica/api.ts';

export type Source = 'join' | 'sample' | 'empty';
export type CheckedFile = { readonly file: File; readonly preview: BundlePreview; readonly passphrase?: string };
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

/** Makes this store a replica and fills it as chosen. */
export const begin = async (
  replica: ReplicaApi,
  choice: Choice,
  author: string,
  office: SetUpRequest['office'],
  now: number,
): Promise<Result<Identity, Failed>> => {
  const { file: join = null, passphrase } = (choice.source === 'join' ? choice.file : null) ?? {};
  const known = await replica.identity();
  const ready = known ? ok(known) : await replica.setUp({ author, office, join, ...(passphrase === undefined ? {} : { passphrase }) });
  if (!ready.ok) return err(ready.error);
  if (choice.source !== 'sample') return ok(ready.value);
  const filled = await replica.commit(sampleChanges(now, ready.value.office));
  return filled.ok ? ok(ready.value) : err(filled.error);
};

export type OfficeChoice = { readonly id: RecordId } | { readonly name: string; readonly country: 'HU' | 'RO' };
