import type { Stamp, Version } from '../crdt/types.ts';
import type { Attribution, FieldVersion } from './api.ts';
import type { Session } from './session.ts';
import { recordOf } from './shelf.ts';
import { valueAt } from './values.ts';

const officeName = (session: Session, id: string): string => {
  const offices = session.shelves.get('office');
  const record = offices && recordOf(offices, id);
  const name = record && valueAt(record, 'name');
  return typeof name === 'string' ? name : '';
};

/** Who stands behind a stamp; a run whose record has not arrived yet has no names. */
export const attributionOf = (session: Session, [run, n, at]: Stamp): Attribution => {
  const record = session.facts.runs.get(run);
  return {
    author: record?.author ?? '',
    office: record ? officeName(session, record.office) : '',
    at,
    run,
    n,
    own: record !== undefined && record.device === session.identity?.device,
  };
};

/** A version as a person sees it. */
export const versionView = (session: Session, version: Version): FieldVersion => ({
  value: version.v,
  by: attributionOf(session, version.s),
});
