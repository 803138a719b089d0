import { createRecordId } from '../base/ids.ts';
import type { PackedRecord } from '../crdt/types.ts';
import type { Bytes } from '../exchange/format.ts';
import { completeHeader, type HeaderDraft } from '../exchange/format.ts';
import { createWebHash, joinBytes } from '../exchange/hash.ts';
import { countRecords, writeBundle } from '../exchange/write.ts';
import { createPacer } from './pause.ts';
import type { Session } from './session.ts';

/** Every record of the store, type by type in the order in which they came. */
export function* allRecords(session: Session): Generator<PackedRecord, void, undefined> {
  for (const shelf of session.shelves.values()) yield* shelf.records;
}

async function* yielding(records: Iterable<PackedRecord>): AsyncGenerator<PackedRecord, void, undefined> {
  const pacer = createPacer(20);
  let count = 0;
  for (const record of records) {
    yield record;
    count += 1;
    if (count % 256 === 0) await pacer();
  }
}

/**
 * Whose bundle it is and where it leads; `base` is decided by the caller. It names this opening of the store even before its first commit:
 * of the last run, a restored or copied store may hold later commits only in part, and readers refuse a sender who has seen more of its own
 * run than it holds.
 */
export const headerDraft = (
  session: Pick<Session, 'clock' | 'random' | 'identity' | 'facts' | 'run' | 'appVersion'>,
  base: HeaderDraft['base'],
  runs: HeaderDraft['runs'],
): HeaderDraft => ({
  id: createRecordId(session.clock, session.random),
  cluster: session.identity?.cluster ?? '',
  from: {
    run: session.run.id,
    device: session.identity?.device ?? '',
    office: session.identity?.office.id ?? '',
    author: session.identity?.author ?? '',
    app: `InterregCluster ${session.appVersion}`,
  },
  createdAt: session.clock(),
  base,
  heads: session.facts.heads,
  runs,
  previous: null,
});

/** The whole store as one bundle document on an empty base. It names the last run that committed, from which a rebuilt store goes on. */
export const snapshotBundle = async (session: Session): Promise<Bytes> => {
  const records = [...allRecords(session)];
  const draft = headerDraft(session, {}, [...session.facts.runs.values()]);
  const from = { ...draft.from, run: session.facts.lastRun };
  const header = completeHeader({ ...draft, from, trust: session.facts.statements }, countRecords(records));
  const parts: Bytes[] = [];
  for await (const part of writeBundle({ header, records: yielding(records), createHash: createWebHash })) parts.push(part);
  return joinBytes(parts);
};
