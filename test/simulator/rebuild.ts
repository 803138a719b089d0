import type { RecordId } from '../../src/base/ids.ts';
import { mergePacked } from '../../src/crdt/merge.ts';
import type { PackedRecord } from '../../src/crdt/types.ts';
import { nextFacts, noFacts } from '../../src/replica/facts.ts';
import { expectSame } from './expectSame.ts';
import type { Disk } from './world.ts';

/** The disk as a start makes it out of its journal alone. Throws where that is not what was there. */
export const rebuiltFromJournal = (disk: Disk): Disk => {
  let facts = noFacts;
  const records = new Map<RecordId, PackedRecord>();
  for (const { kind, header, records: written } of disk.journal) {
    const entry = { kind, header, seq: facts.seq + 1, chain: facts.chain, at: header.createdAt, file: null, exchange: null };
    facts = nextFacts(facts, entry);
    for (const record of written) {
      const mine = records.get(record.id);
      records.set(record.id, mine === undefined ? record : mergePacked(mine, record, facts.runs));
    }
  }
  expectSame('heads from the journal', facts.heads, disk.facts.heads);
  expectSame('open claims from the journal', facts.claims, disk.facts.claims);
  for (const [id, record] of disk.records) expectSame(`${id} from the journal`, records.get(id), record);
  return { ...disk, facts: { ...facts, imported: disk.facts.imported }, records };
};
