import { recordTypes } from '../../../domain/recordTypes.ts';
import type { RecordChange, ReplicaApi, Row } from '../../../replica/api.ts';

const pageSize = 500;
const sample = [{ path: 'sample', is: true }] as const;

const allOf = async (replica: ReplicaApi, type: (typeof recordTypes)[number]): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (;;) {
    const page = await replica.list({ type, where: sample, locale: 'en', offset: rows.length, limit: pageSize });
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) return rows;
  }
};

/** How many live records are marked as sample, over all types. The own office counts as real. */
export const countSample = async (replica: ReplicaApi): Promise<number> => {
  const pages = await Promise.all(recordTypes.map((type) => replica.list({ type, where: sample, locale: 'en', offset: 0, limit: 1 })));
  return pages.reduce((sum, page) => sum + page.total, 0);
};

/** One commit that deletes every record marked as sample. */
export const sampleDeletions = async (replica: ReplicaApi): Promise<readonly RecordChange[]> => {
  const rows = (await Promise.all(recordTypes.map((type) => allOf(replica, type)))).flat();
  return rows.map((row) => ({ kind: 'delete', type: row.type, id: row.id, shown: row.seen }));
};
